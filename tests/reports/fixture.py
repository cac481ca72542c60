"""A report made by hand of real charts of the demo: every kind of chart and block, and texts that are hard to set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from charts.chart import Chart, Table
from charts.goal_tables import month_table
from charts.tables import post_table
from data.store import open_store
from locales import NBSP, Language
from metrics.facts import build_facts
from metrics.figures import Scope
from metrics.goal_results import goal_results, months_until, scope_names
from metrics.period import Period
from metrics.sentence import Sentence
from metrics.top_posts import top_posts
from reports.report import Block, Comment, KeyFigure, KeyFigures, Kind, Paragraph, Report, Rows, Section
from tests.charts.test_trend import charts as drawn_by_hand
from tests.reports.every_chart import REGION

SWEDISH = Language("sv")
OCTOBER = Period.parse("2026-10")
HOSTILE = "<script>alert('x')</script> & \"citat\""
AUTHOR = "Åsa Öberg"
ALL = f"Region Älvmark{NBSP}· alla kanaler{NBSP}· oktober 2026"
SOURCE = f"{ALL}. Källa: kanalernas egna uppgifter. Räckvidd är olika personer och läggs aldrig ihop."
FRESH = "Uppgifter t.o.m. 31 oktober 2026 · Facebook, Instagram, LinkedIn, YouTube · de sista 3 dagarna är preliminära"
USUAL = "Inom normal variation"


def fixture_report(store: str, shown: Sequence[Chart], language: Language = SWEDISH) -> Report:
    """The report. `shown` are the charts that the app shows of the demo (`charts_of_the_app`)."""
    parts = (_summary(), *_findings(store, shown, language), _method(shown))
    return Report(
        organisation=REGION,
        organisation_name="Region Älvmark",
        kind=Kind.MONTH,
        period=OCTOBER,
        language=language,
        title="Sociala medier i oktober 2026",
        subtitle="Månadsrapport till ledningsgruppen",
        filtered=f"{ALL}, jämfört med september 2026",
        fresh=FRESH,
        sections=tuple(
            Section(ident, name, title, tuple(blocks), source=SOURCE) for ident, name, title, blocks in parts
        ),
        store_version="demo, version 7",
        made_at=datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
        limits="Demo: organisationerna och deras siffror är påhittade.",
        author=AUTHOR,
    )


Part = tuple[str, str, str, list[Block]]


def _summary() -> Part:
    lead = _said(
        "I oktober gick det som vanligt: både följare och interaktioner höll sig inom normal variation.",
        "Tolv av femton mål nåddes, och två är osäkra.",
    )
    changes = (f"+1,9{NBSP}% mot september 2026", f"+19{NBSP}% mot oktober 2025")
    note = f"Alla kanaler tillsammans, högst 202{NBSP}000 personer."
    figures = (
        KeyFigure("Följare", f"69{NBSP}200", verdict=USUAL, changes=changes),
        KeyFigure("Räckvidd, 28 dagar", f"91{NBSP}000", "personer", note=note),
        KeyFigure("Interaktioner", f"32{NBSP}531", verdict=USUAL, changes=(f"+64{NBSP}% mot september 2026",)),
        KeyFigure("Måluppfyllelse", "12 av 15", "mål", verdict="2 är osäkra"),
    )
    well = _listed("Det gick bra", "Filmen om busschauffören spreds utanför länet.", "Svarstiden är bättre än målet.")
    badly = _listed("Det gick mindre bra", "LinkedIn nådde färre än väntat.")
    comment = Comment("Kampanjen för screening fortsätter i november.", AUTHOR)
    title = "Oktober var en vanlig månad, och tolv av femton mål nåddes"
    return "summary", "Sammanfattning", title, [lead, KeyFigures(figures), well, badly, comment]


def _findings(store: str, shown: Sequence[Chart], language: Language) -> list[Part]:
    months, posts = _tables(store, language)
    comment = Comment(f"Vi fick ett sent besked.\nDet märks.\n\n{HOSTILE}", AUTHOR)
    goals = [
        _said("Målet för inlägg hos Älvmarkstrafiken nås troligen inte."),
        *_named(shown, "goals-", "goal-", "posts-"),
        Rows("Mål månad för månad", months),
        comment,
    ]
    followers = [_said("Instagram växer snabbast."), *_named(shown, "followers-", "net_followers")]
    reach = [
        _said("Räckvidden på Facebook räknas på ett nytt sätt sedan den 15 juni 2026."),
        *_named(shown, "reach-", "views-", "interactions-"),
        Rows("Inläggen som engagerade mest", posts),
    ]
    campaigns = _named(shown, "screening-2026-", "sommarjobb-2025-versions")
    people = f"Vi nådde mellan 91{NBSP}300 och 258{NBSP}000 personer"
    return [
        ("goals", "Mål", "12 av 15 mål nåddes och 2 är osäkra", goals),
        ("followers", "Följare", f"Vi har 69{NBSP}218 följare, 19{NBSP}% fler än för ett år sedan", followers),
        ("reach", "Räckvidd", people, reach),
        ("campaigns", "Kampanjer", "Fem minuter som kan rädda ditt liv: osäkert om målet nås", campaigns),
        ("peers", "Jämförelse", "Region Älvmark ligger på plats 1 av 21", _named(shown, "peers-")),
        ("rare", "Sällsynt", "Det som sällan händer ska också kunna läsas", list[Block](_rare())),
    ]


def _rare() -> list[Chart]:
    """Charts that the demo has no figures for, each with a title of its own."""
    return [replace(chart, title=f"Sällsynt {number}") for number, chart in enumerate(drawn_by_hand(), 1)]


def _method(shown: Sequence[Chart]) -> Part:
    measures = _listed("Måtten", "Räckvidd är antalet olika personer.", "En följare är en person eller ett konto.")
    tables = [Rows("En mycket bred tabell", _wide_table()), Rows("En lång tabell", _long_table())]
    return "method", "Metod och underlag", "Så är siffrorna räknade", [measures, *_named(shown, "freshness-"), *tables]


def _named(shown: Sequence[Chart], *beginnings: str) -> list[Block]:
    """The charts whose files are called so."""
    return [chart for one in beginnings for chart in shown if chart.file_name.startswith(one)]


def _said(*texts: str) -> Paragraph:
    return Paragraph(tuple(map(Sentence, texts)))


def _listed(heading: str, *texts: str) -> Paragraph:
    return Paragraph(tuple(map(Sentence, texts)), listed=True, heading=heading)


def _tables(store: str, language: Language) -> tuple[Table, Table]:
    """The goals month by month, and the posts that engaged the most."""
    facts = build_facts(open_store(store), today=date(2026, 11, 28))
    results = goal_results(facts, REGION, months_until(OCTOBER), rhythms=("month",))
    posts = post_table(top_posts(facts, Scope(REGION), OCTOBER), language)
    return month_table(results, scope_names(facts), language), posts


def _wide_table() -> Table:
    """Fifteen columns of numbers."""
    columns = ["Organisation", *(f"Måttet nummer {number}" for number in range(1, 16))]
    rows = [[f"Kommunalförbundet {letter}", *range(1000, 16_000, 1000)] for letter in "ABC"]
    return Table(columns, rows, [[str(first), *map(SWEDISH.number, rest)] for first, *rest in rows])


def _long_table() -> Table:
    """Ninety rows with long Swedish words, some cells missing."""
    name = "Samhällsbyggnadsnämndens kommunikationsavdelning"
    rows = [[f"{name} {n}", None if n % 7 == 0 else n, "se anmärkningen" * (n % 3)] for n in range(90)]
    shown = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return Table(["Enhet", "Antal", "Anmärkning"], rows, shown)
