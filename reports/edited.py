"""Texts as the communicator has worded them, in place of those that Genomslag proposes; and her comments.

Each paragraph is edited on its own: what she leaves as it is follows the figures, also when they are restated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from locales import Language
from locales.typesetting import bound
from metrics.sentence import Sentence
from reports.report import Block, Comment, Paragraph, Report, Section

Texts = Mapping[str, Mapping[str, Comment]]
"""What has been written in place of a paragraph, by section id and then by the paragraph's name in it."""


@dataclass(frozen=True)
class Words:
    """What she has written: texts in place of those proposed, and comments by section id."""

    texts: Texts = field(default_factory=dict)
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)


def paragraphs(section: Section) -> dict[str, Paragraph]:
    """The paragraphs of a section by name: their heading, else what kind they are and which one of that kind."""
    found: dict[str, Paragraph] = {}
    for block in section.blocks:
        if isinstance(block, Paragraph):
            kind = block.heading or ("list" if block.listed else "text")
            number = sum(name.rstrip(" 0123456789") == kind for name in found) + 1
            found[kind if number == 1 else f"{kind} {number}"] = block
    return found


def as_text(paragraph: Paragraph) -> str:
    """What a paragraph says, to be edited: sentences that are listed each on a line of its own."""
    return ("\n" if paragraph.listed else " ").join(map(str, paragraph.sentences))


def worded(report: Report, words: Words) -> Report:
    """The report in her words."""
    texts, comments, language = words.texts, words.comments, report.language
    sections = [
        replace(one, blocks=(*_worded(one, texts.get(one.id, {}), language), *comments.get(one.id, ())))
        for one in report.sections
    ]
    return replace(report, sections=tuple(sections))


def _worded(section: Section, texts: Mapping[str, Comment], language: Language) -> Iterator[Block]:
    """The section's blocks; a text of which the paragraph is no longer there stands last."""
    names = {id(one): name for name, one in paragraphs(section).items()}
    for block in section.blocks:
        text = texts.get(names.get(id(block), ""))
        if isinstance(block, Paragraph) and text and text.text.strip() not in ("", as_text(block).strip()):
            yield from _written(block, text, language)
        else:
            yield block
    for name, text in texts.items():
        if name not in names.values() and text.text.strip():
            yield from _written(Paragraph(()), text, language)


def _written(proposed: Paragraph, text: Comment, language: Language) -> Iterator[Paragraph]:
    """Paragraphs with the heading and form of the proposed one, a new one where a line is left empty."""
    heading, lines = proposed.heading, list[Sentence]()
    for line in (*printable(text.text).split("\n"), ""):
        if line.strip():
            lines.append(Sentence(bound(line.strip(), language)))
        elif lines:
            yield Paragraph(tuple(lines), proposed.listed, heading, edited_by=text.author)
            heading, lines = "", []


def printable(text: str) -> str:
    """The text without what cannot be shown, its lines as they are."""
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text.replace("\r\n", "\n"))
