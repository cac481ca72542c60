"""The demo store: the same bytes from the same seed, no figure that contradicts another, all that it should show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from data.demo.__main__ import CHECKSUMS, checksums, write_stores
from data.demo.campaigns import CAMPAIGNS, FACEBOOK, LINKEDIN, OWN, YOUTH, YOUTUBE, campaigns_since
from data.demo.captions import FORMULA, HOSTILE, VIRAL
from data.demo.channels import CHANNELS
from data.demo.generator import demo_tables, write_demo
from data.demo.own_tables import account_tables
from data.demo.peers import SKR, peers
from data.demo.people import simulate
from data.demo.season import first_day, stream
from data.reference import municipalities, regions
from data.store import open_store
from metrics.bounds import reach_interval
from metrics.catalogue import CATALOGUE
from metrics.period import Kind, Period

MEGABYTES = 1_000_000
PRIVATE = ["views", "saves", "link_clicks", "profile_visits", "minutes_viewed", "followers_gained", "messages_received"]
PRIVATE_OF_POSTS = ["reach", "views", "saves", "clicks", "minutes_viewed", "spend", "topic", "paid"]
GATHERED = ["reactions", "comments", "shares", "saves"]


def table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet")


@pytest.fixture(scope="module")
def own_accounts(demo_store: Path) -> list[str]:
    return table(demo_store, "accounts").filter(pl.col("org_id") == OWN)["account_id"].to_list()


@pytest.fixture(scope="module")
def windows(demo_store: Path) -> pl.DataFrame:
    """Reach by account and last day, a column a length of window."""
    return table(demo_store, "account_reach").pivot("window_days", index=["account_id", "window_end"], values="reach")


class TestBytes:
    def test_made_again_it_is_the_same_to_the_byte(self, tmp_path: Path) -> None:
        write_stores(tmp_path)
        assert checksums(tmp_path) == CHECKSUMS.read_text(encoding="utf-8")

    def test_what_ships_is_what_is_made(self, demo_store: Path) -> None:
        assert checksums(demo_store.parent) == CHECKSUMS.read_text(encoding="utf-8")
        assert (demo_store / "about.toml").read_bytes() == (demo_store.parent / "about.toml").read_bytes()

    def test_it_is_small(self, demo_store: Path) -> None:
        assert sum(path.stat().st_size for path in demo_store.parent.rglob("*.parquet")) < 6 * MEGABYTES

    def test_another_seed_gives_other_figures(self) -> None:
        one, other = (demo_tables(2, 0.25, seed)["account_days"] for seed in (1, 2))
        assert not one.equals(other)

    def test_more_peers_leave_every_other_number_as_it_was(self) -> None:
        few, many = demo_tables(4, 0.25, 7), demo_tables(10, 0.25, 7)
        known = many["account_days"].join(few["accounts"], on="account_id", how="semi", maintain_order="left")
        own = few["accounts"].filter(pl.col("org_id") == OWN)
        assert known.join(own, on="account_id", how="semi").equals(
            few["account_days"].join(own, on="account_id", how="semi")
        )
        assert many["goals"].equals(few["goals"])


class TestContract:
    def test_it_opens_as_a_demo(self, demo_store: Path) -> None:
        store = open_store(str(demo_store))
        assert store.demo
        assert store.about is not None
        assert "påhittade" in store.about.title_sv

    @pytest.mark.parametrize(("organisations", "years"), [(1, 0.25), (3, 0.5), (8, 4.5)])
    def test_any_size_opens(self, tmp_path: Path, organisations: int, years: float) -> None:
        write_demo(tmp_path, organisations, years, seed=5)
        store = open_store(str(tmp_path))
        days = store.scan("account_days").select(
            pl.col("date").min().alias("first"), pl.col("date").max().alias("last")
        )
        assert store.scan("organisations").collect().height == organisations
        months = round(years * 12)
        first = date(2026, 11, 1).toordinal() - days.collect()["first"][0].toordinal()
        assert months * 30 <= first <= months * 31
        assert days.collect()["last"][0] == date(2026, 10, 31)

    def test_goals_speak_of_metrics_that_exist(self, demo_store: Path) -> None:
        assert set(table(demo_store, "goals")["metric"]) <= set(CATALOGUE)


class TestPeople:
    def test_shorter_windows_hold_fewer_people(self, windows: pl.DataFrame) -> None:
        daily = windows.filter(pl.col("1").is_not_null())
        assert daily.filter((pl.col("1") > pl.col("7")) | (pl.col("7") > pl.col("28"))).is_empty()
        assert daily.height > 5_000

    def test_windows_hold_at_most_the_sum_of_their_days(self, windows: pl.DataFrame) -> None:
        daily = windows.filter(pl.col("1").is_not_null()).sort("account_id", "window_end")
        for length in (7, 28):
            sums = daily.rolling("window_end", period=f"{length}d", group_by="account_id").agg(
                pl.col("1").sum().alias("sum"), pl.len().alias("days")
            )
            whole = daily.join(sums.filter(pl.col("days") == length), on=["account_id", "window_end"])
            assert whole.height > 5_000
            assert whole.filter(pl.col(str(length)) > pl.col("sum")).is_empty()

    @pytest.mark.parametrize("account", [LINKEDIN, YOUTUBE, YOUTH])
    def test_the_true_reach_of_a_month_lies_within_what_the_windows_prove(self, account: str) -> None:
        channel = next(channel for channel in CHANNELS if channel.account_id == account)
        made = account_tables(3, channel, first_day(1), campaigns_since(first_day(1)))
        told = made.account_reach.select("window_end", "window_days", "reach").rows()
        assert len(made.true_reach) == 12
        for first, truth in made.true_reach.items():
            low, high = reach_interval(told, Period.of(Kind.MONTH, first))
            assert low is not None
            assert low <= truth
            assert high is None or truth <= high

    def test_longer_spans_hold_more_people_and_days_alone_too_many(self) -> None:
        days = np.full(60, 0.05)
        found = simulate(stream(1, "test"), 20_000, days, spans=frozenset([(0, 59), (10, 37)]))
        assert found.spans[10, 37] == found.windows[28][37]
        assert found.windows[28][59] < found.spans[0, 59] < 20_000
        assert 2 < found.windows[1][32:].sum() / found.windows[28][59] < 5
        assert abs(found.windows[1].mean() / 20_000 - 0.05) < 0.005

    def test_nobody_is_reached_without_a_view(self, demo_store: Path, windows: pl.DataFrame) -> None:
        both = table(demo_store, "account_days").join(
            windows, left_on=["account_id", "date"], right_on=["account_id", "window_end"]
        )
        assert both.filter(pl.col("1") > pl.col("views")).is_empty()
        posts = table(demo_store, "posts").filter(pl.col("reach").is_not_null())
        assert posts.filter((pl.col("reach") > pl.col("views")) | (pl.col("reactions") > pl.col("reach"))).is_empty()

    def test_a_post_reaches_some_of_those_the_account_reached(self, demo_store: Path, windows: pl.DataFrame) -> None:
        posts = table(demo_store, "posts").filter(pl.col("reach").is_not_null())
        last = pl.col("published_at").dt.convert_time_zone("Europe/Stockholm").dt.date() + pl.duration(days=13)
        both = posts.with_columns(window_end=pl.min_horizontal(last, date(2026, 10, 31))).join(
            windows, on=["account_id", "window_end"]
        )
        assert both.height > 2_000
        assert both.filter(pl.col("reach") > pl.col("28")).is_empty()

    def test_a_campaign_never_loses_people_and_is_seen_by_no_more_than_look(self, demo_store: Path) -> None:
        days = table(demo_store, "campaign_days").sort("campaign_id", "account_id", "date")
        steps = days.with_columns(step=pl.col("reach_to_date").diff().over("campaign_id", "account_id"))
        assert steps.filter(pl.col("step") < 0).is_empty()
        assert steps.filter(pl.col("step") > pl.col("views")).is_empty()
        both = days.join(table(demo_store, "account_days"), on=["account_id", "date"], suffix="_of_account")
        assert both.height > 500
        assert both.filter(pl.col("views") > pl.col("views_of_account")).is_empty()


class TestTotals:
    def test_followers_move_by_those_gained_and_lost(self, demo_store: Path) -> None:
        days = table(demo_store, "account_days").filter(pl.col("account_id") == FACEBOOK)
        moved = days.with_columns(
            step=pl.col("followers").diff(), consecutive=pl.col("date").diff() == pl.duration(days=1)
        ).filter("consecutive")
        assert moved.filter(pl.col("step") != pl.col("followers_gained") - pl.col("followers_lost")).is_empty()

    def test_posts_published_are_the_rows_of_posts_on_that_day_in_sweden(self, demo_store: Path) -> None:
        local = pl.col("published_at").dt.convert_time_zone("Europe/Stockholm").dt.date()
        rows = table(demo_store, "posts").group_by("account_id", local.alias("date")).len()
        days = table(demo_store, "account_days").join(rows, on=["account_id", "date"], how="left")
        assert days.filter(pl.col("posts_published") != pl.col("len").fill_null(0)).is_empty()
        assert days["posts_published"].null_count() == 0

    @pytest.mark.parametrize("gathered", GATHERED)
    def test_the_days_of_an_account_gather_what_its_posts_gather(self, demo_store: Path, gathered: str) -> None:
        days = table(demo_store, "account_days").group_by("account_id").agg(pl.col(gathered).sum().alias("days"))
        posts = table(demo_store, "posts").group_by("account_id").agg(pl.col(gathered).sum().alias("posts"))
        both = days.join(posts, on="account_id").filter(pl.col("posts") > 2_000)
        apart = sorted(abs(days / posts - 1) for days, posts in both.select("days", "posts").rows())
        assert len(apart) > 1
        assert apart[-1] < 0.04  # a few days never came, and the first posts are older than the first day
        assert apart[len(apart) // 2] < 0.01


class TestStory:
    def test_the_region_and_its_accounts(self, demo_store: Path, own_accounts: list[str]) -> None:
        accounts = table(demo_store, "accounts").filter(pl.col("account_id").is_in(own_accounts))
        assert set(accounts["platform"]) == {"facebook", "instagram", "linkedin", "youtube"}
        assert accounts.filter("primary").height == 4
        assert accounts.filter(~pl.col("primary"))["unit"].n_unique() == 2
        assert table(demo_store, "organisations").filter("own")["org_id"].to_list() == [OWN]

    def test_three_years_of_days_with_some_missing(self, demo_store: Path) -> None:
        days = table(demo_store, "account_days").filter(pl.col("account_id") == FACEBOOK)
        assert (days["date"].min(), days["date"].max()) == (date(2023, 11, 1), date(2026, 10, 31))
        assert days.height == 1096 - 3
        assert (
            table(demo_store, "account_days").filter(pl.col("account_id") == "alvmark-instagram")["views"].null_count()
            == 3
        )

    def test_two_thousand_posts_with_topics_and_formats(self, demo_store: Path, own_accounts: list[str]) -> None:
        posts = table(demo_store, "posts").filter(pl.col("account_id").is_in(own_accounts))
        assert 1_900 < posts.height < 2_300
        assert posts["topic"].n_unique() == 7
        assert posts["format"].n_unique() == 9
        assert 20 < posts["paid"].sum() < 300
        assert posts.filter(pl.col("variant").is_not_null())["campaign_id"].unique().to_list() == ["sommarjobb-2025"]

    def test_one_post_spread_far_and_two_are_hostile(self, demo_store: Path, own_accounts: list[str]) -> None:
        posts = table(demo_store, "posts").filter(pl.col("account_id").is_in(own_accounts))
        assert posts.sort("reactions")["caption"][-1] == VIRAL
        assert posts.filter(pl.col("caption").is_in([HOSTILE, FORMULA])).height == 2

    def test_july_is_quiet(self, demo_store: Path, own_accounts: list[str]) -> None:
        own = table(demo_store, "account_days").filter(pl.col("account_id").is_in(own_accounts))
        months = own.group_by(pl.col("date").dt.strftime("%Y-%m")).agg(pl.col("views").sum()).sort("date")
        for year in ("2024", "2025", "2026"):
            of_year = months.filter(pl.col("date").str.starts_with(year))
            assert of_year.sort("views")["date"][0] == f"{year}-07"

    def test_goals_of_every_kind_with_an_edit_and_a_withdrawal(self, demo_store: Path) -> None:
        goals = table(demo_store, "goals")
        of_campaigns = goals.filter(pl.col("campaign_id").is_not_null())
        assert set(of_campaigns["campaign_id"]) == {campaign.campaign_id for campaign in CAMPAIGNS}
        wanted = {"reach", "conversions", "video_views", "engagement_rate_followers", "cost_per_contact"}
        assert set(of_campaigns["metric"]) == wanted
        assert goals.group_by("goal_id").len().filter(pl.col("len") > 1).height == 2
        assert goals["withdrawn"].sum() == 1
        assert set(goals["period"]) == {"month", "campaign", "post", "week", "year"}

    def test_breaks_notes_and_web_visits(self, demo_store: Path) -> None:
        breaks = table(demo_store, "series_breaks")
        assert breaks.select("metric", "date").rows() == [("views", date(2025, 11, 15)), ("reach", date(2026, 6, 15))]
        assert table(demo_store, "notes").height >= 10
        web = table(demo_store, "web_days")
        assert {"facebook", "instagram", "linkedin", "search"} <= set(web["source"])
        assert set(web["utm_campaign"].drop_nulls()) <= {campaign.campaign_id for campaign in CAMPAIGNS}


class TestPeers:
    def test_sixty_of_very_different_sizes(self, demo_store: Path) -> None:
        peers = table(demo_store, "organisations").filter(~pl.col("own"))
        assert peers["sector"].value_counts().sort("sector").rows() == [("municipality", 40), ("region", 20)]
        sizes = table(demo_store, "audience_bases").filter(pl.col("year") == 2026).join(peers, on="org_id")
        assert sizes.filter(pl.col("sector") == "region")["size"].sort()[[0, -1]].to_list() == [60_000, 2_300_000]
        assert sizes.filter(pl.col("sector") == "municipality")["size"].sort()[[0, -1]].to_list() == [2_400, 900_000]

    def test_every_group_of_municipalities(self, demo_store: Path) -> None:
        groups = table(demo_store, "peer_groups").filter(pl.col("scheme") == "skr")
        assert dict(groups.select("group_code", "group_name").unique().rows()) == SKR
        assert groups["year"].unique().to_list() == [2023]
        assert groups.height == 40

    def test_only_what_anyone_can_see(self, demo_store: Path, own_accounts: list[str]) -> None:
        days = table(demo_store, "account_days").filter(~pl.col("account_id").is_in(own_accounts))
        posts = table(demo_store, "posts").filter(~pl.col("account_id").is_in(own_accounts))
        assert days.select((pl.col(PRIVATE).is_not_null()).any()).row(0) == (False,) * len(PRIVATE)
        assert posts.select((pl.col(PRIVATE_OF_POSTS).is_not_null()).any()).row(0) == (False,) * len(PRIVATE_OF_POSTS)
        assert set(table(demo_store, "account_reach")["account_id"]) <= set(own_accounts)
        assert posts["reactions"].null_count() == 0

    def test_one_to_four_accounts_each(self, demo_store: Path) -> None:
        counts = table(demo_store, "accounts").filter(pl.col("org_id") != OWN).group_by("org_id").len()["len"]
        assert (counts.min(), counts.max()) == (1, 4)
        assert counts.len() == 60

    def test_gaps_few_posts_and_a_post_that_spread(self, demo_store: Path) -> None:
        days, accounts = table(demo_store, "account_days"), table(demo_store, "accounts")
        missing = days.join(accounts, on="account_id").filter(pl.col("org_id") != OWN, pl.col("followers").is_null())
        assert missing["org_id"].unique().len() == 1
        each = days.group_by("account_id").agg(pl.col("posts_published").sum()).join(accounts, on="account_id")
        facebook = each.filter(pl.col("platform") == "facebook")["posts_published"].sort()
        assert facebook[0] < 30 < facebook[1]
        posts = table(demo_store, "posts").join(accounts, on="account_id").filter(pl.col("org_id") != OWN)
        most = posts.group_by("account_id").agg(
            times=pl.col("reactions").max() / pl.col("reactions").median(), n=pl.len()
        )
        assert most.filter((pl.col("times") > 80) & (pl.col("n") > 100)).height == 1

    def test_no_peer_bears_the_name_of_a_real_one(self) -> None:
        fictional = peers(1, 2_500)
        assert len({peer.org_id for peer in fictional}) == len({peer.name for peer in fictional}) == 2_500
        names, codes = {peer.name for peer in fictional}, {peer.code for peer in fictional}
        assert not names & (set(municipalities()["official_name"]) | set(regions()["name"]))
        assert not codes & (set(municipalities()["code"]) | set(regions()["code"]))
