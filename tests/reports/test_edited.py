"""Texts in the communicator's own words, numbers that are none of the report's, and screens for a meeting."""

from __future__ import annotations

import pytest

from charts.chart import Chart
from locales import Language
from metrics.number import exact, interval
from reports.choices import as_json, chosen_in, scope_in
from reports.contents import Chosen
from reports.edited import Words, as_text, paragraphs, worded
from reports.report import Comment, Paragraph, Report, Rows, Section
from reports.screens import LETTERS, ROWS, screens
from reports.unknown_numbers import unknown_numbers
from tests.reports.stores import DEMO, LEEDS, made

SV, EN = Language("sv"), Language("en")
FIGURES = (
    exact("followers", "o", "p", 69_218.0),
    exact("views", "o", "p", 1_234_567.0),
    exact("interactions.change_percent", "o", "p", -4.27),
    interval("reach", "o", "p", 91_342.0, 258_001.0),
    exact("posts", "o", "p", 42.0),
)


def section(report: Report, section_id: str) -> Section:
    return next(one for one in report.sections if one.id == section_id)


def reworded(section_id: str, name: str, text: str, author: str = "Anna") -> Section:
    report = made("demo", DEMO, "2026-10")
    return section(worded(report, Words({section_id: {name: Comment(text, author)}})), section_id)


def test_every_paragraph_has_a_name_of_its_own():
    report = made("demo", DEMO, "2026-10")
    for one in report.sections:
        blocks = [block for block in one.blocks if isinstance(block, Paragraph)]
        assert list(paragraphs(one).values()) == blocks
    assert list(paragraphs(section(report, "summary")))[:2] == ["Nådde vi målen?", "Är vi på väg åt rätt håll?"]
    assert {"text", "list"} <= set(paragraphs(section(report, "goals")))


def test_a_text_stands_where_the_proposed_one_stood_with_its_heading_and_who_wrote_it():
    before = section(made("demo", DEMO, "2026-10"), "summary")
    after = reworded("summary", "Vad gick bra?", "  Allt gick bra.  \nOch 5 mars 2026 bäst. ")
    [text] = [one for one in after.blocks if isinstance(one, Paragraph) and one.edited_by]
    assert (text.heading, text.listed, text.edited_by) == ("Vad gick bra?", True, "Anna")
    assert [str(one) for one in text.sentences] == ["Allt gick bra.", "Och 5\u00a0mars 2026 bäst."]
    assert [type(one) for one in after.blocks] == [type(one) for one in before.blocks]
    assert [one for one in after.blocks if one is not text] == [
        one for one in before.blocks if getattr(one, "heading", "") != "Vad gick bra?"
    ]


def test_an_empty_line_begins_a_paragraph_and_control_characters_go():
    after = reworded("summary", "Nådde vi målen?", "Ja.\r\n\r\nNej.\x00\x07 <b>")
    texts = [one for one in after.blocks if isinstance(one, Paragraph) and one.edited_by]
    assert [(one.heading, as_text(one)) for one in texts] == [("Nådde vi målen?", "Ja."), ("", "Nej.   <b>")]


@pytest.mark.parametrize("text", ["", "  \n ", None])
def test_an_empty_text_and_the_proposed_one_are_the_proposed_one(text):
    before = section(made("demo", DEMO, "2026-10"), "summary")
    proposed = as_text(paragraphs(before)["Nådde vi målen?"])
    assert reworded("summary", "Nådde vi målen?", proposed if text is None else text) == before


def test_a_text_whose_paragraph_is_gone_stands_last():
    after = reworded("summary", "Vad hände?", "Det vi skrev.")
    assert [as_text(one) for one in after.blocks if isinstance(one, Paragraph)][-1] == "Det vi skrev."
    assert isinstance(after.blocks[-1], Paragraph)


def test_choices_come_back_as_they_were():
    chosen = Chosen(
        sections=("goals", "summary"),
        comments={"goals": (Comment("Bra", "Bo"),)},
        compare="year",
        texts={"summary": {"text": Comment("Hej", "Anna")}},
    )
    kept = as_json(chosen, scope_in("o", {"platforms": ["facebook"]}))
    assert chosen_in(kept) == chosen
    assert scope_in("o", kept).platforms == ("facebook",)
    assert as_json(Chosen(), scope_in("o", {})) == {}
    assert chosen_in({}) == Chosen()


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Vi har 69 218 följare, 69\u00a0200 eller 69 tusen", ()),
        ("Vi har 69\u00a0219 följare", ("69\u00a0219",)),
        ("1,2 miljoner visningar, 1,3 miljoner", ("1,3\u00a0miljoner",)),
        ("ned 4,3 %, −4 procent, 5 %", ("5\u00a0%",)),
        ("42 inlägg, men inte 42 %", ("42\u00a0%",)),
        ("mellan 91 300 och 258 100 personer", ()),
        ("mellan 92 300 och 250 100 personer", ("92 300", "250 100")),
        ("12–15 mars 2026, kl. 14.30, kvartal 3 2026, vecka 43, 2025–2026, 2026-10", ()),
        ("tre möten, 3 möten, 25 möten och 25 möten", ("25",)),
        ("<script>4711</script>", ("4711",)),
        ("", ()),
    ],
)
def test_a_number_that_is_no_figure_is_pointed_out(text, strange):
    assert unknown_numbers(text, FIGURES, SV) == strange


def test_numbers_are_read_as_the_language_writes_them():
    assert unknown_numbers("69,218 followers, 1.2 million views, down 4.3 per cent", FIGURES, EN) == ()
    assert unknown_numbers("69,219 followers", FIGURES, EN) == ("69,219",)


@pytest.mark.parametrize(
    ("store", "organisation", "period", "code"),
    [("demo", DEMO, "2026-10", "sv"), ("demo", DEMO, "2026-Q3", "en"), ("leeds", LEEDS, "2023", "sv")],
)
def test_no_number_of_the_proposed_texts_is_pointed_out(store, organisation, period, code):
    report = made(store, organisation, period, code)
    texts = [as_text(one) for part in report.sections for one in paragraphs(part).values()]
    assert len(texts) > 5
    assert [found for text in texts if (found := unknown_numbers(text, report.numbers, report.language))] == []


def test_every_block_is_on_a_screen_in_order_and_none_is_too_full():
    report = made("demo", DEMO, "2026-10")
    found = screens(report)
    assert (found[0].title, found[0].blocks) == (report.title, ())
    for part in report.sections:
        own = [one for one in found[1:] if one.name == part.name]
        assert {one.source for one in own} == {part.source}
        said = [str(one) for screen in own for block in screen.blocks for one in getattr(block, "sentences", ())]
        assert said == [str(one) for block in part.blocks for one in getattr(block, "sentences", ())]
        charts = [block for screen in own for block in screen.blocks if isinstance(block, Chart)]
        assert charts == [block for block in part.blocks if isinstance(block, Chart)]
        rows = [
            row for screen in own for block in screen.blocks if isinstance(block, Rows) for row in block.table.shown
        ]
        assert rows == [row for block in part.blocks if isinstance(block, Rows) for row in block.table.shown]
    for one in found:
        assert sum(len(each.text) for block in one.blocks for each in getattr(block, "sentences", ())) <= LETTERS
        assert sum(len(block.table.rows) for block in one.blocks if isinstance(block, Rows)) <= ROWS
        assert 1 <= one.place <= one.of


def test_a_long_comment_has_a_screen_of_its_own():
    report = made("demo", DEMO, "2026-10")
    found = screens(worded(report, Words({}, {"summary": [Comment("Ä" * 10_000, "Anna")]})))
    assert [one.blocks for one in found if Comment("Ä" * 10_000, "Anna") in one.blocks] == [
        (Comment("Ä" * 10_000, "Anna"),)
    ]
