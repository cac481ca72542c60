"""Channels are added, changed, closed and taken away."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import GenomslagError
from data.register.accounts import Account, add_account, bare_handle, change_account, take_away_account
from data.register.organisations import add_organisation
from data.store import open_store, write_table
from tests.data.small_store import table


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    return folder


def rows(folder):
    return open_store(str(folder)).scan("accounts").collect().sort("account_id").to_dicts()


def test_a_channel_has_what_was_said_of_it_and_its_organisations_name(store):
    account = Account(handle="@umeakommun", unit="Kultur", opened_on=date(2015, 3, 1), external_id="123")
    assert add_account(store, "umea-kommun", "facebook", account) == "facebook-123"
    (row,) = rows(store)
    assert row == {
        "account_id": "facebook-123", "org_id": "umea-kommun", "platform": "facebook", "name": "Umeå",
        "handle": "umeakommun", "external_id": "123", "unit": "Kultur", "primary": None,
        "opened_on": date(2015, 3, 1), "closed_on": None, "day_zone": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("@umea", "umea"), ("https://www.facebook.com/umeakommun/?ref=x", "umeakommun"), ("x.com/umea", "umea"),
        ("https://youtube.com/@umea", "umea"), ("umea.se", "umea.se"), (" ", None), ("<b>@x</b>", "<b>@x</b>"),
        ("https://umea.se/", "umea.se"),
    ],
)  # fmt: skip
def test_a_handle_is_kept_without_its_address(written, kept):
    assert bare_handle(written) == kept


def test_the_same_channel_twice_is_one_and_gets_what_it_lacks(store):
    first = add_account(store, "umea-kommun", "x", Account(handle="umea"))
    before = open_store(str(store)).version
    assert add_account(store, "umea-kommun", "x", Account(handle="@UMEA")) == first
    assert open_store(str(store)).version == before
    add_account(store, "umea-kommun", "x", Account(handle="umea", name="Another", unit="Kultur"))
    (row,) = rows(store)
    assert (row["name"], row["unit"]) == ("Umeå", "Kultur")


def test_ids_never_clash(store):
    ids = [add_account(store, "umea-kommun", "x", Account(name=name)) for name in ("Å 1", "a-1", "日本", "中国")]
    assert ids == ["x-a-1", "x-a-1-2", "x", "x-2"]


def test_a_channel_that_is_another_organisations_is_refused(store):
    add_organisation(store, "Geab", "utility")
    add_account(store, "umea-kommun", "x", Account(handle="umea"))
    with pytest.raises(GenomslagError, match="Umeå on X belongs to another organisation"):
        add_account(store, "geab", "x", Account(handle="umea"))
    with pytest.raises(GenomslagError, match="no organisation nobody"):
        add_account(store, "nobody", "x")
    with pytest.raises(GenomslagError, match="myspace is no platform"):
        add_account(store, "geab", "myspace")
    assert len(rows(store)) == 1


def test_a_channel_is_changed_closed_and_opened_again(store):
    one = add_account(store, "umea-kommun", "x", Account(name="Umeå", handle="umea", opened_on=date(2020, 1, 1)))
    change_account(store, one, Account(name="Umeå kommun", unit="Kultur", primary=True, closed_on=date(2026, 1, 31)))
    (row,) = rows(store)
    assert (row["name"], row["handle"], row["unit"], row["primary"]) == ("Umeå kommun", None, "Kultur", True)
    assert (row["opened_on"], row["closed_on"]) == (None, date(2026, 1, 31))
    change_account(store, one, Account())
    (row,) = rows(store)
    assert (row["name"], row["unit"], row["closed_on"]) == ("Umeå kommun", None, None)


def test_a_channel_is_not_closed_before_it_was_opened_nor_given_anothers_handle(store):
    one = add_account(store, "umea-kommun", "x", Account(handle="umea"))
    other = add_account(store, "umea-kommun", "x", Account(handle="kultur"))
    before = rows(store)
    with pytest.raises(GenomslagError, match="closed before it was opened"):
        change_account(store, one, Account(opened_on=date(2026, 1, 2), closed_on=date(2026, 1, 1)))
    with pytest.raises(GenomslagError, match="has that handle"):
        change_account(store, other, Account(handle="Umea"))
    with pytest.raises(GenomslagError, match="no channel nothing"):
        change_account(store, "nothing", Account())
    assert rows(store) == before


def test_a_channel_with_figures_stays_and_one_without_goes(store):
    one = add_account(store, "umea-kommun", "x", Account(handle="umea"))
    other = add_account(store, "umea-kommun", "x", Account(handle="kultur"))
    write_table(store, "account_days", table("account_days", {"account_id": one, "import_id": None}))
    with pytest.raises(GenomslagError, match="has figures"):
        take_away_account(store, one)
    take_away_account(store, other)
    assert [row["account_id"] for row in rows(store)] == [one]
