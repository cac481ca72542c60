"""The texts of a section: those that Genomslag proposes, to be worded otherwise, and comments of her own."""

from __future__ import annotations

from functools import partial as with_arguments

import streamlit as st

from locales import Language
from metrics.number import Number
from metrics.wording import shortened
from reports.edited import as_text, paragraphs
from reports.report import Comment, Paragraph
from reports.unknown_numbers import unknown_numbers
from ui import view as address
from ui.board.work import Choices, Work
from ui.importing.outcome import Values, attempted, key, submit
from ui.page import small

LONGEST = 10_000
"""Characters of a text or a comment."""
LOW, HIGH, LINE, LETTERS = 92, 360, 24, 115
"""Pixels of a text field and of a line in it, and about how many letters a line holds."""


def edit_section(work: Work, section_id: str) -> None:
    """Draw the texts of a section as fields, and its comments; what is written is kept as soon as a field is left."""
    language, section = work.language, work.section(section_id, proposed=True)
    written = work.chosen.texts.get(section_id, {})
    found = paragraphs(section)
    for name, paragraph in {**found, **{one: Paragraph(()) for one in written if one not in found}}.items():
        _field(work, section_id, name, paragraph, written.get(name))
    if not found:
        small(language.text("This section has no text of its own. Write a comment if something needs saying."))
    _comments(work, section_id)


def _field(work: Work, section_id: str, name: str, paragraph: Paragraph, text: Comment | None) -> None:
    """One paragraph, as it is worded now."""
    language, proposed = work.language, as_text(paragraph)
    said = text.text if text and text.text.strip() else proposed
    field = f"text-{work.draft.id if work.draft else 'new'}-{section_id}-{name}"
    address.set_widget(field, said)
    lines = sum(1 + len(line) // LETTERS for line in said.split("\n"))
    st.text_area(
        paragraph.heading or _label(name, paragraph, language), key=field, max_chars=LONGEST,
        height=min(HIGH, max(LOW, LINE * (lines + 1))),
        on_change=with_arguments(_written, work, section_id, name, field, proposed),
    )  # fmt: skip
    if said != proposed:
        _remarks(work, said, text.author if text else "", paragraph)


def _label(name: str, paragraph: Paragraph, language: Language) -> str:
    number = name.rpartition(" ")[2]
    label = language.text("Points") if paragraph.listed else language.text("Text")
    return f"{label} {number}" if number.isdigit() else label


def _remarks(work: Work, said: str, author: str, paragraph: Paragraph) -> None:
    """By whom a text was changed, and which of its numbers are none of the report's."""
    language = work.language
    by = language.text("Changed by {author}.", author=author) if author else language.text("Changed.")
    back = language.text("Empty the field to have the proposed text back.") if paragraph.sentences else ""
    small(f"{by} {back}")
    numbers: tuple[Number, ...] = work.proposed.numbers
    if strange := unknown_numbers(said, numbers, language):
        listed = ", ".join(strange)
        small(
            language.plural(
                "{numbers} is not among the report’s figures.", "{numbers} are not among the report’s figures.",
                len(strange), numbers=listed,
            )
        )  # fmt: skip


def _written(work: Work, section_id: str, name: str, field: str, proposed: str) -> None:
    """Keep what a field holds; an empty one, or the proposed text, is no text of hers."""
    said = str(address.widget_value(field) or "")

    def made(choices: Choices) -> None:
        texts = {section: dict(found) for section, found in choices.get("texts", {}).items()}
        own = texts.setdefault(section_id, {})
        own.pop(name, None)
        if said.strip() not in ("", proposed.strip()):
            own[name] = [said[:LONGEST], work.author]
        choices["texts"] = {section: found for section, found in texts.items() if found}

    attempted(lambda: work.change(made))


def _comments(work: Work, section_id: str) -> None:
    """Her comments on the section, each of which can be taken away, and the form for one more."""
    language, comments = work.language, work.chosen.comments.get(section_id, ())
    for place, one in enumerate(comments):
        with st.container(horizontal=True, vertical_alignment="center", key=f"comment-{section_id}-{place}"):
            small(f"{one.author}: {shortened(one.text)}")
            st.button(
                language.text("Take away the comment"), key=f"comment-{section_id}-{place}-out", type="tertiary",
                on_click=with_arguments(_taken_away, work, section_id, [one.text, one.author]),
            )  # fmt: skip
    form = f"comment-{section_id}"
    with st.form(form, border=False):
        st.text_area(language.text("A comment of your own"), key=key(form, "text"), max_chars=LONGEST, height=LOW)
        submit(form, language.text("Add the comment"), {"text": ""}, with_arguments(_commented, work, section_id))


def _commented(work: Work, section_id: str, given: Values) -> str:
    text = str(given["text"] or "").strip()
    if not text:
        return work.language.text("The comment is empty, and nothing was added.")
    author = work.author or work.language.text("no name given")

    def made(choices: Choices) -> None:
        comments = {section: list(found) for section, found in choices.get("comments", {}).items()}
        comments.setdefault(section_id, []).append([text[:LONGEST], author])
        choices["comments"] = comments

    work.change(made)
    return work.language.text("The comment is added.")


def _taken_away(work: Work, section_id: str, pair: list[str]) -> None:
    def made(choices: Choices) -> None:
        comments = {section: list(found) for section, found in choices.get("comments", {}).items()}
        own = comments.get(section_id, [])
        if pair in own:
            own.remove(pair)
        choices["comments"] = {section: found for section, found in comments.items() if found}

    attempted(lambda: work.change(made))
