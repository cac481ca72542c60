"""A report made by hand of the app's own charts, which holds everything that a report can hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import nan

from charts.chart import Cell, Chart, Table
from locales import Language
from metrics.period import Period
from metrics.sentence import Sentence
from reports.report import (
    Block,
    Comment,
    KeyFigure,
    KeyFigures,
    Kind,
    Number,
    Paragraph,
    Report,
    Rows,
    Section,
)

HOSTILE = (
    "<script>alert('x')</script>",
    '=HYPERLINK("http://example.invalid","Klicka")',
    "+46 90 16 50 00",
    "-1+1|cmd",
    "@SUM(A1:A9)",
    "\tTab först & <b>fet</b>",
    "Emoji 👩‍🚒🇸🇪 och \ud800 en halv",
    "Styrtecken \x00\x0b\x1f\x7f\ufffe här",
    "ord" * 1_700,
    "Ett långt inlägg om snöröjning. " * 40,
)
"""Captions that somebody might write, paste or plant."""
ROWS, COLUMNS = 16, 12
"""Of a table that no slide holds."""
CAPTIONS = ("När snön kommer plogar vi först där flest går.", "Nu öppnar badet!", *HOSTILE)
SOURCE = "Källa: Facebook, Instagram, LinkedIn och YouTube, egna konton. Alla kanaler, oktober 2026."


def post_rows() -> Rows:
    """Posts with all captions, as the table of top posts has them."""
    columns = ("Publicerat", "Kanal", "Text", "Interaktioner", "Nådda personer", "Engagemangsgrad")
    rows: list[list[Cell]] = [
        [f"2026-10-{day:02d}", "Facebook", caption, 1_200 - day, None if day == 3 else 8_512 + day, 4.5 + day / 10]
        for day, caption in enumerate(CAPTIONS, 1)
    ]
    shown = [
        [
            f"{day} oktober 2026",
            "Facebook",
            caption,
            f"{1_200 - day}",
            "saknas" if day == 3 else f"{8_512 + day}",
            "4,5 %",
        ]
        for day, caption in enumerate(CAPTIONS, 1)
    ]
    return Rows(
        "Inläggen med flest interaktioner", Table(columns, rows, shown), ("", "", "", "", "personer", "procent")
    )


def wide_rows() -> Rows:
    """A table of so many columns and rows that no slide holds it."""
    columns = ("Månad", *(f"Kanal {number}: räckvidd, minst 10 000" for number in range(1, COLUMNS + 1)))
    month_rows = [
        (f"{2024 + at // 12}-{at % 12 + 1:02d}", [at * 1_000 + one for one in range(COLUMNS)]) for at in range(ROWS)
    ]
    rows: list[list[Cell]] = [[month, *values] for month, values in month_rows]
    shown = [[str(cell) for cell in row] for row in rows]
    return Rows("Månad för månad", Table(columns, rows, shown))


def numbers_of(chart: Chart) -> tuple[Number, ...]:
    """The months of a trend as the numbers of a report."""
    metric = chart.metrics[0]
    bounded = len(chart.table.columns) > 3 and chart.table.columns[2] in ("lägst", "lowest")
    found = []
    for row in chart.table.rows:
        value = float(row[1]) if isinstance(row[1], int | float) else nan
        ends = (row[2], row[3]) if bounded else (row[1], row[1])
        low, high = (float(one) if isinstance(one, int | float) else nan for one in ends)
        found.append(Number(metric, "region-alvmark", str(row[0]), value, low, high))
    return tuple(found)


def made_report(charts: Sequence[Chart], language: Language) -> Report:
    """The whole report; each kind of chart is in it."""
    return Report(
        organisation="region-alvmark",
        organisation_name="Region Älvmark",
        kind=Kind.MONTH,
        period=Period.parse("2026-10"),
        language=language,
        title="Sociala medier i oktober 2026",
        subtitle="Månadsrapport till regionledningen",
        filtered="Region Älvmark · alla kanaler · oktober 2026 jämfört med september 2026",
        fresh="Uppgifter t.o.m. 31 oktober 2026 · Facebook, Instagram, LinkedIn, YouTube · 2 dagar saknas",
        sections=(summary(), *sections(charts), hostile(), method()),
        store_version="demo-2026-11-01-7f3a",
        made_at=datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
        limits="Demodata.",
        author="Åsa Öberg",
    )


def summary() -> Section:
    followers = Number("followers", "region-alvmark", "2026-10", 69_218, 69_218, 69_218)
    reach = Number("reach", "region-alvmark", "2026-10", nan, 91_298, 258_114)
    sentences = (
        Sentence(
            "Vi når fler än någonsin: följarna är 69 218, 19 % fler än för ett år sedan.", ("followers",), (69_218, 19)
        ),
        Sentence(
            "Räckvidden är mellan 91 000 och 259 000 personer, inom normal variation.", ("reach",), (91_298, 258_114)
        ),
        Sentence("Ett mål är inte nått: Facebooks följare."),
    )
    figures = (
        KeyFigure(
            "Följare",
            "69 218",
            "",
            "tydlig förändring",
            ("+1,9 % på en månad", "+19 % på ett år"),
            numbers=(followers,),
        ),
        KeyFigure("Räckvidd", "91 000–259 000", "personer", "inom normal variation", numbers=(reach,)),
        KeyFigure("Interaktioner", "32 531", "", "inom normal variation", ("+62 % på en månad",)),
        KeyFigure("Måluppfyllelse", "11 av 12", "mål nådda", note="Ett mål går inte att avgöra."),
    )
    comment = Comment("Vi har satsat på rörlig bild.\nDet märks på Instagram.", "Åsa Öberg")
    blocks = (Paragraph(sentences, listed=True), KeyFigures(figures), comment)
    return Section("summary", "Sammanfattning", "Vi når fler, och ett mål återstår", blocks, (followers, reach), SOURCE)


def sections(charts: Sequence[Chart]) -> list[Section]:
    """Three charts a section, under few words, no words or many."""
    few = Paragraph((Sentence("Så gick det i oktober 2026."),), heading="Kort sagt")
    many = Paragraph((Sentence("Så gick det i oktober 2026, och så här många ord behövdes det."),) * 9, listed=True)
    found = []
    for number, at in enumerate(range(0, len(charts), 3), 1):
        own = charts[at : at + 3]
        words: tuple[Block, ...] = ((few,), (), (many,))[number % 3]
        numbers = tuple(one for chart in own if monthly(chart) for one in numbers_of(chart))
        title = f"Avsnitt {number}: det viktigaste i oktober"
        found.append(Section(f"part-{number}", f"Avsnitt {number}", title, (*words, *own), numbers, SOURCE))
    return found


def monthly(chart: Chart) -> bool:
    """Whether its table is of months."""
    first = str(chart.table.rows[0][0]) if chart.table.rows else ""
    return bool(chart.metrics) and len(first) == 7 and first.startswith("20")


def hostile() -> Section:
    """What somebody might have planted in captions, names and comments."""
    rows = post_rows()
    comment = Comment("\n".join(HOSTILE), '=cmd|"/c calc"!A1')
    paragraph = Paragraph(tuple(Sentence(one) for one in HOSTILE[:-2]), listed=True)
    numbers = (Number("reach", '=HYPERLINK("x")', "2026-10", nan, nan, nan),)
    blocks = (rows, wide_rows(), paragraph, comment, Rows("Inga rader", Table(("A", "a", ""), [], [])))
    return Section("top", "Inlägg: [topp] */\\?", HOSTILE[1], blocks, numbers, HOSTILE[0])


def method() -> Section:
    sentence = Sentence("Räckvidd är olika personer och läggs aldrig ihop över dagar, inlägg eller kanaler.")
    return Section(
        "method", "Metod", "Så har vi räknat", (Paragraph((sentence,) * 20, heading="Räckvidd"),), (), SOURCE
    )
