"""A finished chart: what it says, what it draws, and the same facts as text and as rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | float | int | None


@dataclass(frozen=True)
class Group:
    """So many rows that follow each other under a heading, with a remark and an address that the heading leads to."""

    title: str
    rows: int
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Table:
    """The rows behind a chart.

    `columns` are headings as they are read; `rows` are raw values (numbers as numbers, missing as
    None), written to CSV as they are; `shown` are the same rows as they are read on the page.
    `groups`, where there are any, hold all the rows; `only_in_file` are columns that the page leaves out, because a
    group's heading says what is in them; `hrefs` are addresses within the page that the rows' first cells lead to.
    `marked` are the numbers of rows that stand out (the own organisation), `muted` of those that stand
    back (too little data to be ranked); neither may be all that says so. `links` are web addresses that the cells of
    a column (by its number) lead to, one a row, empty where there is none.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    shown: Sequence[Sequence[str]]
    groups: Sequence[Group] = ()
    only_in_file: Sequence[int] = ()
    hrefs: Sequence[str] = ()
    marked: Collection[int] = ()
    muted: Collection[int] = ()
    links: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Chart:
    """One chart.

    `title` states the finding, `subtitle` the measure and its unit. `figure` is a Plotly figure as
    plain JSON (`data` and `layout`), checked against Plotly's own schema in the tests. `alt` says in
    words what the picture shows. `metrics` are the metrics (catalogue ids) that it shows of the organisation in view:
    the way from its table back to their files; `of_posts` says that it counts posts one by one. Everything else but
    `figure` is text for people, never markup.
    """

    title: str
    subtitle: str
    figure: dict[str, Any]
    alt: str
    table: Table
    file_name: str
    metrics: tuple[str, ...] = ()
    of_posts: bool = False
