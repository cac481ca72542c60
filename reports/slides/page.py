"""A slide as it is planned: its title and what stands on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charts.chart import Chart
from locales import Language
from reports.report import Section
from reports.slides.flow import Low, Placed


@dataclass(frozen=True)
class Page:
    """One slide: its title, what stands on it, and the section that it belongs to.

    It holds texts, tables and low charts, or a chart with few words above it and `below`. Of a chart of many rows it
    shows those from the first to before the last of `rows`. `before` stands before what the chart measures.
    """

    title: str
    section: Section
    pieces: tuple[Placed, ...] = ()
    chart: Chart | None = None
    below: tuple[Placed, ...] = ()
    rows: tuple[int, int] | None = None
    before: str = ""


def numbered(title: str, number: int, count: int, language: Language) -> str:
    """The title with its number where several have it."""
    if count < 2:
        return title
    return language.text("{title} ({number} of {count})", title=title, number=number, count=count)


def with_numbers(pages: Sequence[Page], language: Language) -> Iterator[Page]:
    """The pages of a section, those of the same title with a number in it."""
    counts, seen = Counter(page.title for page in pages), Counter[str]()
    for page in pages:
        seen[page.title] += 1
        yield replace(page, title=numbered(page.title, seen[page.title], counts[page.title], language))


def charts_on(page: Page) -> list[Chart]:
    """The charts that stand on a slide."""
    low = [one.chart for one in page.pieces if isinstance(one, Low)]
    return low if page.chart is None else [*low, page.chart]
