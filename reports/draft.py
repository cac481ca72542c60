"""A section while it is written: blocks as they come, with the figures that they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charts.card import Card
from charts.chart import Chart, Table
from locales import Language
from locales.typesetting import bound
from metrics.number import Number
from metrics.sentence import Sentence
from reports.card_figures import key_figure
from reports.report import Block, KeyFigures, Paragraph, Rows, Section

MOST_KEY_FIGURES = 4


class Draft:
    """Gathers the blocks of a section and every figure in them, each figure once."""

    def __init__(self, of: str, language: Language) -> None:
        self.of, self.language = of, language
        self.blocks: list[Block] = []
        self.numbers: dict[tuple[str, str, str], Number] = {}

    def count(self, numbers: Iterable[Number]) -> None:
        """Take in figures; unknown ones are none."""
        self.numbers |= {number.key: number for number in numbers if number.known}

    def say(self, sentences: Iterable[Sentence | None], heading: str = "", *, listed: bool = False) -> None:
        """Add a paragraph, each sentence in it once; nothing where there is nothing to say."""
        found = tuple({one.text: one for one in sentences if one is not None}.values())
        if found:
            self.blocks.append(Paragraph(found, listed, heading))
            self.count(number for sentence in found for number in sentence.numbers)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Add key figures, the first four of the cards."""
        figures = tuple(key_figure(card, self.of, self.language) for card in cards[:MOST_KEY_FIGURES])
        if figures:
            self.blocks.append(KeyFigures(figures))
            self.count(number for figure in figures for number in figure.numbers)

    def draw(self, chart: Chart | None, numbers: Iterable[Number] = ()) -> None:
        """Add a chart with the figures in it."""
        if chart is not None:
            self.blocks.append(chart)
            self.count(numbers)

    def list_rows(self, caption: str, table: Table, numbers: Iterable[Number] = (), units: Sequence[str] = ()) -> None:
        """Add a table with the figures in it; nothing where it has no rows."""
        if table.rows:
            self.blocks.append(Rows(caption, table, tuple(units)))
            self.count(numbers)

    def section(self, section: str, name: str, title: Sentence | str, source: str) -> Section | None:
        """The section, or None where nothing was said in it. A title is a sentence without its full stop."""
        if not self.blocks:
            return None
        if isinstance(title, Sentence):
            self.count(title.numbers)
            self._say_once(title)
            title = title.text
        heading = bound(title.strip().removesuffix("."), self.language)
        return Section(section, name, heading, tuple(self.blocks), tuple(self.numbers.values()), source)

    def _say_once(self, title: Sentence) -> None:
        """Leave out of the running text what the title says; what stands under a heading of its own is kept whole."""
        for place, block in enumerate(self.blocks):
            if isinstance(block, Paragraph) and not (block.listed or block.heading):
                rest = tuple(one for one in block.sentences if one.text != title.text)
                self.blocks[place] = Paragraph(rest)
        self.blocks = [block for block in self.blocks if not (isinstance(block, Paragraph) and not block.sentences)]
