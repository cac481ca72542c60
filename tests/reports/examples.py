"""Examples of what reports say, to be read by people: `python -m tests.reports.examples` writes them anew.

Each has a section's title, and its sentences as they stand below each other. Whoever changes a wording reads what has
changed here before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.report import Kind, Paragraph, Section
from tests.reports.stores import DEMO, LEEDS, made

READ = Path(__file__).parent / "examples.txt"
TOLD = ("summary", "goals", "followers", "reach", "content", "campaigns", "audience", "web", "freshness")
"""Sections with sentences of their own. Peers have theirs in tests/metrics, the method says the same everywhere."""


@dataclass(frozen=True)
class Example:
    """One report, and which of its sections are read."""

    store: str
    organisation: str
    period: str
    code: str = "sv"
    sections: tuple[str, ...] = TOLD
    kind: Kind | None = None


EXAMPLES = (
    Example("demo", DEMO, "2026-10"),
    Example("demo", DEMO, "2026-10", "en"),
    Example("demo", DEMO, "2026-03", sections=("summary", "goals", "content")),
    Example("demo", DEMO, "2026-03", "en", ("summary", "content")),
    Example("demo", DEMO, "2026-07", sections=("summary", "goals", "reach", "web")),
    Example("demo", DEMO, "2025-02", sections=("summary", "goals", "freshness")),
    Example("demo", DEMO, "2023-11"),
    Example("demo", DEMO, "2026-11", sections=("summary", "goals", "freshness")),
    Example("demo", DEMO, "2026-W43", sections=("summary", "goals", "followers")),
    Example("demo", DEMO, "2026-Q3"),
    Example("demo", DEMO, "2026-Q1", "en", ("summary", "goals", "campaigns", "web")),
    Example("demo", DEMO, "2026-T2"),
    Example("demo", DEMO, "2025-H2", sections=("summary", "goals", "reach")),
    Example("demo", DEMO, "2025"),
    Example("demo", DEMO, "2025", "en", ("summary", "goals", "campaigns", "content")),
    Example("demo", DEMO, "2026", sections=("summary", "goals", "reach")),
    Example("leeds", LEEDS, "2023-08"),
    Example("leeds", LEEDS, "2023-08", "en", ("summary", "reach", "freshness")),
    Example("leeds", LEEDS, "2022-Q4", sections=("summary", "followers", "reach")),
    Example("leeds", LEEDS, "2023"),
    Example("golden", "region-vasternorrland", "2020-12"),
    Example("golden", "region-vasternorrland", "2020-T3"),
    Example("golden", "region-vasternorrland", "2020", "en", ("summary", "reach", "goals")),
    Example("golden", "region-skane", "2020"),
    Example("golden", "region-sormland", "2020", sections=("summary", "followers")),
    Example("golden", "rymdstyrelsen", "2020", sections=("summary", "reach", "freshness")),
    Example("golden", "vasterviks-kommun", "2020-10", sections=("summary", "goals", "content")),
    Example("golden", "region-vasterbotten", "2015", sections=("summary", "reach")),
    Example("campaigns", "jamtkraft", "2026-03", sections=("summary", "goals", "campaigns")),
    Example("campaigns", "tullverket", "2026-03", sections=("summary", "goals", "campaigns")),
    Example("campaigns under way", "jamtkraft", "2026-03", sections=("summary", "goals", "campaigns")),
    Example("campaigns under way", "tullverket", "2026-03", "en", ("summary", "goals", "campaigns")),
)


def told(example: Example) -> Iterator[str]:
    """The sections of an example as text, each in a block of its own."""
    report = made(example.store, example.organisation, example.period, example.code, example.kind)
    for section in report.sections:
        if section.id in example.sections:
            head = f"{example.store} · {example.organisation} · {example.period} · {example.code} · {section.id}"
            yield "\n".join([f"== {head}", section.title, *said(section)])


def said(section: Section) -> Iterator[str]:
    """Its sentences, those that stand together on one line, with no-break spaces as they are read."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            if block.heading:
                yield f"[{block.heading}]"
            lines = [str(one) for one in block.sentences]
            yield from [f"- {line}" for line in lines] if block.listed else [" ".join(lines)]


def written() -> str:
    """All examples."""
    blocks = [block for example in EXAMPLES for block in told(example)]
    return "\n\n".join(blocks).replace("\u00a0", " ") + "\n"


if __name__ == "__main__":
    READ.write_text(written(), encoding="utf-8")
