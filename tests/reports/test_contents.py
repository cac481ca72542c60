"""What a report holds: the sections of its kind, those that were chosen, and nothing where there is nothing to say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Chart, Table
from data.errors import NothingYet
from data.store import open_store
from locales import LANGUAGES, Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, UnknownOrganisation
from metrics.peers.groups import groups
from metrics.period import Period
from reports.contents import SECTIONS, SECTIONS_OF, Chosen, UnknownSection, kind_for, report
from reports.report import Comment, KeyFigures, Kind, Paragraph, Report, Rows, Section
from reports.summary_section import HEADING, LESS_WELL, MET, WELL
from tests.reports.stores import DEMO, LEEDS, facts_of_store, made
from tests.stores import STORES, Made, Tables, drawn, facts_of, periods, write_store

SV, OCTOBER = Language("sv"), Period.parse("2026-10")
LAST_DAY = date(2026, 3, 31)


def ids(found: Report) -> list[str]:
    return [section.id for section in found.sections]


def one(found: Report, name: str) -> Section:
    return next(section for section in found.sections if section.id == name)


def peers_of(facts: Facts) -> set[str]:
    """Whose figures a comparison on one platform shows: organisations, and their groups."""
    return {
        f"{one}[linkedin]" for one in (*facts.organisations["org_id"], *(group.id for group in groups(facts, DEMO)))
    }


def tables(section: Section) -> list[Table]:
    return [block.table for block in section.blocks if isinstance(block, Rows)]


def demo(**chosen) -> Report:
    return report(facts_of_store("demo"), Scope(DEMO), OCTOBER, Kind.MONTH, SV, Chosen(**chosen))


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2026-10", Kind.MONTH), ("2026-Q3", Kind.QUARTER), ("2026-T2", Kind.INTERIM), ("2025-H1", Kind.INTERIM),
     ("2025", Kind.YEAR), ("2026-W43", Kind.MONTH)],
)  # fmt: skip
def test_a_period_has_its_kind_and_a_kind_its_sections(period: str, kind: Kind) -> None:
    assert kind_for(Period.parse(period)) is kind
    found = made("demo", DEMO, period)
    assert ids(found) == [name for name in SECTIONS_OF[kind] if name in ids(found)]
    assert set(SECTIONS_OF[kind]) - set(ids(found)) <= {"campaigns"}


def test_a_month_answers_its_four_questions_in_their_order() -> None:
    for period in ("2026-10", "2023-11", "2026-11"):
        headings = [b.heading for b in one(made("demo", DEMO, period), "summary").blocks if isinstance(b, Paragraph)]
        assert headings[:4] == [SV.text(question) for question in (MET, HEADING, WELL, LESS_WELL)]
        assert headings[4:] in ([], ["Anteckningar"])
    first = next(b for b in one(made("leeds", LEEDS, "2023-08"), "summary").blocks if isinstance(b, Paragraph))
    assert first.sentences[0].text == "Inga mål gäller i augusti 2023."


def test_a_month_has_the_target_of_each_metric_month_and_channel() -> None:
    (months,) = (b for b in one(made("demo", DEMO, "2026-10"), "goals").blocks
                 if isinstance(b, Rows) and b.caption.startswith("Målen månad för månad"))  # fmt: skip
    assert list(months.table.columns)[:4] == ["Mål", "Nådd", "okt 2026", "sep 2026"]
    cells = {row[0]: row for row in months.table.shown}
    assert cells["Facebook: följare, minst 26 000".replace(" 0", "\u00a00")][2] == "✕\u00a025\u00a0373\u00a0↑"
    assert all(len(row) == len(months.table.columns) for row in months.table.rows)


def test_a_year_has_the_table_that_an_annual_report_quotes() -> None:
    table, *_ = tables(one(made("demo", DEMO, "2025"), "figures"))
    assert list(table.columns) == ["Mått", "2023", "2024", "2025", "Förändring sedan 2024"]
    followers = next(row for row in table.rows if row[0] == "Följare")
    assert followers[1:4] == [43_575, 50_627, 59_755]
    # Of 2023 there are two months, so that its sums would be taken for a year's.
    assert next(row for row in table.rows if row[0] == "Interaktioner")[1] is None


def test_an_interim_report_tells_followers_reach_and_posts_month_by_month() -> None:
    found = made("golden", "region-vasternorrland", "2020-T3")
    _, months = tables(one(found, "figures"))
    assert [row[:3] for row in months.rows][-1] == ["2020-12", 27_000, 121_540]
    assert one(found, "reach").title.replace("\u00a0", " ").endswith("133 000 personer i månaden (54,3 % av invånarna)")


def test_the_mean_of_the_months_is_the_published_one() -> None:
    (mean,) = (n for n in made("golden", "region-vasternorrland", "2020").numbers if n.metric == "reach.mean_of_months")
    assert mean.value == pytest.approx(121_540, abs=1)


def test_sections_are_chosen_and_reordered() -> None:
    assert ids(demo(sections=("reach", "summary", "freshness", "reach"))) == ["reach", "summary", "freshness"]
    assert ids(demo(sections=("method", "content"))) == ["method", "content"]
    assert ids(demo(sections=())) == []
    with pytest.raises(UnknownSection):
        demo(sections=("summary", "weather"))


def test_comments_stand_last_in_their_section_as_they_were_written() -> None:
    said = Comment("<b>Vi</b> =1+1 prövade\nnågot nytt", "Åsa")
    found = demo(comments={"reach": [said], "weather": [said]})
    assert one(found, "reach").blocks[-1] == said
    assert sum(said in section.blocks for section in found.sections) == 1


def test_what_says_nothing_is_left_out_and_named() -> None:
    found = made("leeds", LEEDS, "2023")
    assert not {"goals", "content", "campaigns", "peers", "audience", "web"} & set(ids(found))
    told = [str(s) for b in one(found, "freshness").blocks if isinstance(b, Paragraph) for s in b.sentences]
    assert told[-1].endswith("saknas: mål, innehåll, kampanjer, jämförelse, publik och webb.")
    assert "Hur många personer kanalerna når: det finns visningar men ingen räckvidd." in told
    assert "Källa" in found.limits


def test_demo_data_is_labelled_and_the_rest_is_told() -> None:
    found = demo(author="Åsa")
    assert found.limits.startswith("Demo")
    assert found.filtered.startswith("Region Älvmark · alla kanaler · oktober 2026")
    assert found.fresh.startswith("Uppgifter t.o.m. 31 oktober 2026")
    assert (found.title, found.subtitle, found.author) == ("Sociala medier i oktober 2026", "Månadsrapport", "Åsa")
    assert found.store_version == facts_of_store("demo").store.version
    assert found.made_at.tzinfo is UTC
    assert made("demo", DEMO, "2026-W43").subtitle == "Rapport"


def test_a_report_without_figures_says_so() -> None:
    found = made("demo", DEMO, "2026-11")
    assert one(found, "summary").title == "Det finns inga siffror i november 2026"
    assert not [block for block in one(found, "summary").blocks if isinstance(block, KeyFigures)]
    long_ago = made("demo", DEMO, "2019")
    assert ids(long_ago) in (["method", "freshness"], ["summary", "method", "freshness"])


def test_only_the_channels_in_scope_are_told_of() -> None:
    facts = facts_of_store("demo")
    found = report(facts, Scope(DEMO, ("linkedin",)), OCTOBER, Kind.MONTH, SV)
    assert found.filtered.startswith("Region Älvmark · LinkedIn · ")
    title = one(found, "followers").title.replace("\u00a0", " ")
    assert title == "Vi hade 10 956 följare den 31 oktober 2026, 265 fler än den 30 september 2026"
    assert {n.of.split("/")[0] for n in found.numbers} <= {f"{DEMO}[linkedin]", *peers_of(facts)}
    by_account = report(facts, Scope(DEMO, (), ("alvmark-linkedin",)), OCTOBER, Kind.MONTH, SV)
    assert by_account.filtered == found.filtered
    assert one(by_account, "followers").title == one(found, "followers").title
    assert "web" not in ids(by_account)  # visits are not known by account


def test_what_is_compared_with_first_is_chosen() -> None:
    figures = {compare: next(b for b in one(demo(compare=compare), "summary").blocks if isinstance(b, KeyFigures))
               for compare in ("previous", "year")}  # fmt: skip
    first = {compare: block.figures[1].changes[0] for compare, block in figures.items()}
    assert first["previous"].startswith("Mot september 2026")
    assert first["year"].startswith("Mot oktober 2025")


def test_every_section_is_whole() -> None:
    """A name, a title, a source line; charts with a text for those who cannot see them; tables whose rows fit."""
    for period in ("2026-10", "2026-Q3", "2026-T2", "2025"):
        for section in made("demo", DEMO, period).sections:
            assert section.name
            assert section.title
            assert not section.title.endswith(".")
            assert section.source.endswith(".")
            assert "Källa: " in section.source
            for block in section.blocks:
                if isinstance(block, Chart):
                    assert block.title
                    assert block.alt
                    assert block.table.rows
                table = block.table if isinstance(block, Chart | Rows) else None
                if table:
                    assert all(len(row) == len(table.columns) for row in (*table.rows, *table.shown))
                if isinstance(block, Rows) and block.units:
                    assert len(block.units) == len(block.table.columns)


def test_no_figure_has_two_values() -> None:
    for period in ("2026-10", "2026-09-01..2026-10-15", "2026-11", "2025"):
        found: dict[tuple[str, str, str], tuple] = {}
        for section in made("demo", DEMO, period).sections:
            for number in section.numbers:
                sides = (number.value, number.low, number.high)
                assert found.setdefault(number.key, sides) == pytest.approx(sides, nan_ok=True), number


def test_a_report_of_a_past_period_knows_nothing_of_what_came_after() -> None:
    """Goals are told as they stood at its end: the months after are in no table, and no run of months reaches them."""
    found = one(made("demo", DEMO, "2026-03"), "goals")
    months = next(b for b in found.blocks if isinstance(b, Rows) and b.caption.startswith("Målen månad"))
    assert list(months.table.columns)[2] == "mars 2026"
    assert {n.period for n in found.numbers if re.fullmatch(r"\d{4}-\d\d", n.period)} <= {
        *(f"2025-{month:02}" for month in range(4, 13)), "2026-01", "2026-02", "2026-03",
    }  # fmt: skip


def test_trouble_is_told() -> None:
    facts = facts_of_store("demo")
    with pytest.raises(UnknownOrganisation):
        report(facts, Scope("nobody"), OCTOBER, Kind.MONTH, SV, Chosen(sections=("method",)))


def test_a_store_without_figures_has_no_report(tmp_path: Path) -> None:
    made_of: Tables = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "Ö"}],
    }
    facts = build_facts(open_store(str(write_store(tmp_path, made_of))), LAST_DAY)
    with pytest.raises(NothingYet):
        report(facts, Scope("own"), OCTOBER, Kind.MONTH, SV)


HOSTILE = (
    "=HYPERLINK(1)",
    "</script><b>x</b>",
    "” citat ” “x”",
    "{when} {0} %s \\N",
    "\u202eomvänt",
    "a\n\nb\t" * 40,
    "4 711",
)


def hostile(folder: Path) -> Facts:
    """One month of a channel whose posts, notes, campaign and organisation are named by somebody hostile."""
    days = [LAST_DAY - timedelta(days=number) for number in range(31)]
    posts = [
        {"post_id": f"p{number}", "account_id": "fb", "published_at": datetime(2026, 3, 2 + number, 9, tzinfo=UTC),
         "caption": caption, "topic": caption, "format": "photo", "reactions": 10 * number + 1, "reach": 500,
         "campaign_id": "c"}
        for number, caption in enumerate(HOSTILE * 3)
    ]  # fmt: skip
    made_of: Tables = {
        "organisations": [{"org_id": "own", "name": HOSTILE[1], "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": HOSTILE[0]}],
        "account_days": [{"account_id": "fb", "date": day, "followers": 1000, "views": 5} for day in days],
        "posts": posts,
        "campaigns": [{"campaign_id": "c", "org_id": "own", "name": HOSTILE[3], "starts_on": days[-1],
                       "ends_on": days[3]}],
        "notes": [{"note_id": f"n{number}", "org_id": "own", "written_at": datetime(2026, 3, 9, tzinfo=UTC),
                   "from_date": days[9], "to_date": days[8], "text": text, "author": text, "withdrawn": False}
                  for number, text in enumerate(HOSTILE)],
    }  # fmt: skip
    return build_facts(open_store(str(write_store(folder, made_of))), LAST_DAY + timedelta(days=3))


@pytest.mark.parametrize("code", LANGUAGES)
def test_hostile_captions_are_told_as_text_on_one_line(tmp_path: Path, code: str) -> None:
    found = report(hostile(tmp_path), Scope("own"), Period.parse("2026-03"), Kind.MONTH, Language(code))
    told = [
        str(s) for section in found.sections for b in section.blocks if isinstance(b, Paragraph) for s in b.sentences
    ]
    assert any(HOSTILE[1] in text for text in told)
    assert any(HOSTILE[3] in text for text in told)
    assert not [text for text in told if "\n" in text or "\t" in text]
    assert max(map(len, told)) < 500


@given(data=st.data())
@drawn(6)
def test_a_report_is_made_of_whatever_the_store_holds(data: st.DataObject) -> None:
    store: Made = data.draw(STORES)
    period, kind = data.draw(periods(store)), data.draw(st.sampled_from(list(Kind)))
    with facts_of(store.tables, store.today) as facts:
        if facts.first_day is None:
            return
        found = report(facts, Scope("own"), period, kind, Language(data.draw(st.sampled_from(list(LANGUAGES)))))
        assert ids(found) == [name for name in SECTIONS_OF[kind] if name in ids(found)]
        assert set(ids(found)) <= set(SECTIONS)


def test_one_month_of_data_makes_a_report(tmp_path: Path) -> None:
    """A store cut to one month: nothing is compared, and nothing is missing that a month can tell."""
    demo_store = Path(facts_of_store("demo").store.location)
    for path in demo_store.glob("*.parquet"):
        rows = pl.read_parquet(path)
        for column in ("date", "window_end", "published_at"):
            if column in rows.columns:
                days = rows[column].dt.date() if column == "published_at" else rows[column]
                rows = rows.filter(days.is_between(date(2026, 10, 1), date(2026, 10, 31)))
        rows.write_parquet(tmp_path / path.name)
    facts = build_facts(open_store(str(tmp_path)), date(2026, 11, 28))
    found = report(facts, Scope(DEMO), OCTOBER, Kind.MONTH, SV)
    assert {"summary", "followers", "reach", "content", "peers", "web"} <= set(ids(found))
    direction = next(b for b in one(found, "summary").blocks
                     if isinstance(b, Paragraph) and b.heading == SV.text(HEADING))  # fmt: skip
    assert "I oktober 2026 går inget att jämföra." in [str(s).replace("\u00a0", " ") for s in direction.sentences]
    assert replace(found, made_at=found.made_at) == found
