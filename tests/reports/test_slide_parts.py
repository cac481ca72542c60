"""The pieces of a deck: texts that are measured and divided without losing a word, tables, colours and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Table
from metrics.sentence import Sentence
from reports.printable import on_one_line, printable
from reports.report import Comment, KeyFigure, KeyFigures
from reports.report import Paragraph as Said
from reports.slides.colours import Colours, changed, contrast
from reports.slides.flow import Placed, shared_out
from reports.slides.measure import LINE, height_of, lines_of, shortened, width_of
from reports.slides.pieces import BETWEEN, GUTTER, Figures, Piece, Text, comment_of, figures_of, paged, text_of
from reports.slides.tables import PADDINGS, SIZE, Listed, parts_of
from tests.reports.made_report import HOSTILE

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=300)
WORDS = st.lists(
    st.sampled_from(["i", "räckvidd", "kommunikationsavdelningen", "2026", "ord" * 60]), min_size=1, max_size=60
)


@given(TEXTS, st.sampled_from([12.0, 18.0, 36.0]), st.floats(40, 900), st.booleans())
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, size: float, room: float, bold: bool) -> None:
    lines = lines_of(text, size, room, bold=bold)
    widest = max(width_of(letter, size, bold=bold) for letter in (text or " "))
    assert all(width_of(line, size, bold=bold) <= max(room, widest) + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert height_of(text, size, room, bold=bold) == pytest.approx(len(lines) * size * LINE)


@given(WORDS, st.integers(1, 4))
def test_what_is_cut_fits_and_says_that_it_is(words: list[str], lines: int) -> None:
    text = " ".join(words)
    kept = shortened(text, 14, 200, lines)
    assert len(lines_of(kept, 14, 200)) <= lines
    assert kept == text or kept.endswith("…")


@pytest.mark.parametrize("letters", ["åäöÅÄÖéü", "aaoAAOeu"])
def test_a_letter_is_as_wide_with_its_accent(letters: str) -> None:
    assert width_of(letters, 10) == pytest.approx(width_of("aaoAAOeu", 10))


def words_of(pieces: Sequence[Placed]) -> str:
    texts = [run.text for piece in pieces if isinstance(piece, Text) for one in piece.paragraphs for run in one.runs]
    return re.sub(r"\s", "", "".join(texts))


@given(st.lists(WORDS, min_size=1, max_size=6), st.booleans(), st.floats(150, 900), st.floats(120, 500))
def test_texts_go_on_over_slides_whole_and_none_is_too_high(
    paragraphs: list[list[str]], listed: bool, width: float, height: float
) -> None:
    said = [Said(tuple(Sentence(" ".join(words)) for words in paragraphs), listed=listed)] * 2
    pieces: list[Piece] = [text_of(one, 18) for one in said]
    pages = list(paged(pieces, width, height, 1.0))
    assert words_of([piece for page in pages for piece in page]) == words_of(pieces)
    for page in pages:
        assert sum(piece.height(width, 1.0) for piece in page) <= height + 0.1


def test_a_heading_stays_with_what_follows_and_a_comment_says_whose_it_is_on_every_slide() -> None:
    comment = comment_of(Comment("Ett ord till. " * 300, "Åsa"), "Kommentar av Åsa", 18)
    pages = list(paged([comment], 400, 200, 1.0))
    assert len(pages) > 3
    for (piece,) in pages:
        assert isinstance(piece, Text)
        assert piece.comment
        assert piece.paragraphs[0].runs[0].text == "Kommentar av Åsa"
        assert len(piece.paragraphs) > 1


def test_a_paragraph_is_divided_between_sentences_and_an_item_of_a_list_not_at_all() -> None:
    sentences = tuple(Sentence(f"Det här är mening nummer {number} av flera i rapporten.") for number in range(30))
    prose: list[Piece] = [text_of(Said(sentences), 18)]
    for page in list(paged(prose, 400, 200, 1.0))[:-1]:
        assert words_of(list(page)).endswith("avflerairapporten.")
    items: list[Piece] = [text_of(Said(sentences, listed=True), 18)]
    pages = list(paged(items, 200, 210, 1.0))
    texts = [
        one.runs[0].text for page in pages for piece in page if isinstance(piece, Text) for one in piece.paragraphs
    ]
    assert texts == [str(one) for one in sentences]
    assert len(pages) > 3


@given(st.floats(300, 900), st.integers(1, 9))
def test_key_figures_stay_on_one_line_and_are_never_divided(width: float, count: int) -> None:
    value = "1 181 562–2 300 000"
    figures = tuple(KeyFigure(f"Mått {n}", value, "personer", "tydlig förändring", ("+5 %",)) for n in range(count))
    rows = figures_of(KeyFigures(figures), 4, width, 1.0)
    assert [one for row in rows for one in row.figures] == list(figures)
    assert max(len(row.figures) for row in rows) <= 4
    for row in rows:
        columns, size = row.columns(width, 1.0), row.size(width, 1.0)
        assert width_of(value, size, bold=True) <= min(columns)
        assert sum(columns) + GUTTER * (len(columns) - 1) == pytest.approx(width)
        (page,) = paged([row], width, 10, 1.0)
        assert page == (row,)


def table_of(rows: int, columns: int = 3, word: str = "") -> Table:
    shown = [[f"{word}{row}:{column}" for column in range(columns)] for row in range(rows)]
    return Table(tuple(f"Kolumn {number}" for number in range(columns)), [[None] * columns] * rows, shown)


def listed(table: Table, width: float, place: int = 0) -> list[Placed]:
    return [Listed(f"Tabell {place}", part, place) for part in parts_of(table, width, 1.0)]


def shared(pieces: Sequence[Placed], height: float, *, named: bool = False) -> list[list[int]]:
    """How many rows of each table there are slide by slide."""
    pages = shared_out(pieces, 600, height, 1.0, named=named)
    return [[len(one.part.cells) - 1 for one in page if isinstance(one, Listed)] for page in pages]


def on_its_slide(page: Sequence[Placed], *, titled: bool) -> float:
    """How high it is what stands on a slide, without the captions that are in its title or stand above already."""
    seen: set[int] = set()
    high = BETWEEN * (len(page) - 1)
    for one in page:
        known = isinstance(one, Listed) and (titled or one.place in seen)
        high += (replace(one, caption="") if isinstance(one, Listed) and known else one).height(600, 1.0)
        seen |= {one.place} if isinstance(one, Listed) else set()
    return high


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(2, 12), st.booleans()), min_size=1, max_size=4),
    st.floats(150, 400),
    st.booleans(),
)
def test_tables_and_texts_keep_every_cell_and_no_slide_overflows(
    tables: list[tuple[int, int, bool]], height: float, named: bool
) -> None:
    pieces: list[Placed] = []
    for place, (rows, columns, said) in enumerate(tables):
        pieces += [text_of(Said((Sentence("Några ord om tabellen."),) * rows, listed=True), 16)] if said else []
        pieces += listed(table_of(rows, columns, f"{place}/"), 600, place)
    pages = shared_out(pieces, 600, height, 1.0, named=named)
    tabled = [one for page in pages for one in page if isinstance(one, Listed)]
    cells = [cell for one in tabled for row in one.part.cells[1:] for cell in row[1:]]
    wanted = [
        f"{at}/{row}:{col}"
        for at, (rows, many, _) in enumerate(tables)
        for row in range(rows)
        for col in range(1, many)
    ]
    assert sorted(cells) == sorted(wanted)
    assert words_of([one for page in pages for one in page if isinstance(one, Text)]) == words_of(
        [one for one in pieces if isinstance(one, Text)]
    )
    for number, page in enumerate(pages):
        places = {one.place if isinstance(one, Listed) else None for one in page}
        titled = len(places) == 1 and None not in places and not (named and number == 0)
        assert on_its_slide(page, titled=titled) <= height + 0.1
    for one in tabled:
        assert one.part.cells[0][0] == "Kolumn 0"
        assert len(one.part.widths) == len(one.part.cells[0]) == len(one.part.numbers)
        assert sum(one.part.widths) <= 600.1


def test_rows_are_shared_out_evenly_over_as_few_slides_as_they_need() -> None:
    row = SIZE * LINE + 2 * PADDINGS[0]
    assert shared(listed(table_of(12), 600), 13 * row) == [[12]]
    assert shared(listed(table_of(14), 600), 13 * row) == [[14]]  # a little tighter
    assert shared(listed(table_of(17), 600), 13 * row) in ([[8], [9]], [[9], [8]])
    assert shared(listed(table_of(36), 600), 13 * row) == [[12], [12], [12]]


def test_short_tables_share_a_slide_and_a_table_is_divided_where_that_saves_one() -> None:
    row = SIZE * LINE + 2 * PADDINGS[0]
    short = [one for place in range(3) for one in listed(table_of(2), 600, place)]
    assert shared(short, 13 * row) == [[2, 2, 2]]
    between = [one for place, rows in enumerate((1, 11, 1)) for one in listed(table_of(rows), 600, place)]
    assert [len(page) for page in shared(between, 13 * row)] == [2, 2]
    long = [one for place in range(2) for one in listed(table_of(12), 600, place)]
    assert shared(long, 13 * row) == [[12], [12]]


def test_a_text_stands_with_the_table_before_it_and_a_heading_with_its_text() -> None:
    row = SIZE * LINE + 2 * PADDINGS[0]
    said = text_of(Said((Sentence("En mening."),), heading="Rubrik"), 16)
    pages = shared_out([*listed(table_of(5), 600), said], 600, 13 * row, 1.0, named=True)
    assert [len(page) for page in pages] == [2]
    for height in range(60, 200, 7):
        for page in shared_out([said] * 4, 600, height, 1.0, named=True):
            assert words_of([one for one in page if isinstance(one, Text)]).endswith("Enmening.")


def test_a_list_that_goes_on_says_its_heading_again_and_never_after_one_item() -> None:
    items = tuple(Sentence(f"Punkt {number} av flera.") for number in range(12))
    said = text_of(Said(items, heading="Vad gick bra?", listed=True), 16)
    pages = shared_out([said], 600, 150, 1.0, named=True)
    texts = [
        [one.runs[0].text for one in piece.paragraphs] for page in pages for piece in page if isinstance(piece, Text)
    ]
    assert len(texts) > 1
    assert all(one[0] == "Vad gick bra?" and len(one) > 2 for one in texts)
    assert [text for one in texts for text in one[1:]] == [str(one) for one in items]


def test_tables_of_the_same_columns_have_columns_of_the_same_width() -> None:
    one, other = table_of(2), table_of(2, word="ett längre ord ")
    widths = [part.widths for table in (one, other) for part in parts_of(table, 600, 1.0, (one, other))]
    assert widths[0] == widths[1]
    assert [part.widths for part in parts_of(one, 600, 1.0)] != widths[:1]


def test_a_key_figure_of_which_much_is_said_is_wider_and_values_stand_on_one_line() -> None:
    much = KeyFigure(
        "Räckvidd", "91 000", "personer", "för lite underlag", ("Mot samma dagar i fjol går det inte.",) * 4
    )
    few = KeyFigure("Engagemangsgrad räknad på antalet följare", "1,7 %", "", "inom normal variation")
    row = Figures((much, few, few, few))
    columns = row.columns(864, 1.0)
    assert columns[0] > columns[1] == columns[2]
    assert row.drops(columns, 1.0)[0] > 0 == row.drops(columns, 1.0)[1]
    assert replace(row, even=True).height(864, 1.0) > row.height(864, 1.0)
    assert len(set(replace(row, even=True).columns(864, 1.0))) == 1


def test_columns_are_shared_out_evenly_and_words_in_the_place_of_numbers_may_be_broken() -> None:
    columns = tuple(f"Kolumn {number}" for number in range(9))
    parts = list(parts_of(Table(columns, [[1] * 9], [["1"] * 9]), 500, 1.0))
    assert sorted(len(part.widths) for part in parts) in ([5, 5], [5, 6], [4, 4, 4])
    words = "går inte att jämföra (exponeringar blev visningar)"
    (part,) = parts_of(
        Table(("Mått", "A", "B"), [["x", 1, 2.5], ["y", 2, None]], [["x", "1", "2,5"], ["y", "2", words]]),
        300,
        1.0,
    )
    assert part.heights[2] > part.heights[1]


def test_numbers_stand_to_the_right_and_long_texts_are_cut_after_four_lines() -> None:
    table = Table(("Text", "Antal"), [["a", 1], ["b", None]], [["ord " * 500, "1"], ["b", "saknas"]])
    (part,) = parts_of(table, 500, 1.0)
    assert part.numbers == (False, True)
    assert part.heights[1] <= 4 * SIZE * LINE + 8.1
    assert part.cells[1][0].endswith("…")
    assert not list(parts_of(Table(("A",), [], []), 500, 1.0))


@given(st.text(max_size=200))
def test_what_is_printable_holds_no_sign_that_xml_forbids(text: str) -> None:
    kept = printable(text)
    assert all(
        letter in "\t\n" or " " <= letter < "\ud800" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
        for letter in kept
    )
    assert printable(kept) == kept
    assert "\n" not in on_one_line(text)


def test_ordinary_text_is_kept_as_it_is() -> None:
    assert printable("Å\u00a0–\n👩‍🚒 <b>&") == "Å\u00a0–\n👩‍🚒 <b>&"
    assert printable("a\r\nb\rc") == "a\nb\nc"
    assert "\x00" not in printable("".join(HOSTILE))


@pytest.mark.parametrize("paper", ["#ffffff", "#101010", "#fffdf5"])
@pytest.mark.parametrize("accent", ["#ffe45c", "#0b4f8a", "#e8b4cb", "#111111", "#ffffff"])
def test_an_accent_is_changed_until_it_is_seen(paper: str, accent: str) -> None:
    ink = Colours({"bg1": paper, "tx1": "#000000", "accent1": accent}).ink("accent")
    if ink.scheme == "accent1":
        assert contrast(changed(accent, ink.light, ink.more), paper) >= 3
    else:
        assert ink.scheme == "tx1"


def test_channels_keep_their_accent_and_have_one_each() -> None:
    colours = Colours({"bg1": "#ffffff", "tx1": "#000000"} | {f"accent{n}": "#336699" for n in range(1, 7)})
    names = ["facebook", "instagram", "linkedin", "youtube", "tiktok", "x", "web", "newsroom"]
    given_first = [colours.ink(name) for name in names]
    assert len(set(given_first)) == len(names)
    assert [colours.ink(name) for name in names] == given_first
