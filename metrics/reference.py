"""`python -m metrics.reference FILE`: the metric reference of the documentation, made from the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

from metrics.catalogue import CATALOGUE
from metrics.definition import Metric

OPENING = """# Metrics

Made from the declarations in `metrics/` by `python -m metrics.reference docs/metrics.md`; a test fails when it is
stale.
What the numbers mean where two careful people could differ: `docs/decisions/0002-what-the-numbers-mean.md`.
"""


def reference() -> str:
    """The reference as Markdown: every metric in the catalogue's order, in English."""
    rows = [
        "| id | label | unit | over days | over accounts | public |",
        "|---|---|---|---|---|---|",
        *(
            f"| [`{one.id}`](#{one.id}) | {one.label} | {one.unit} | {one.over_days} | {one.over_accounts} "
            f"| {'yes' if one.public else 'no'} |"
            for one in CATALOGUE.values()
        ),
    ]
    return "\n".join([OPENING, *rows, "", *map(_entry, CATALOGUE.values())])


def _entry(metric: Metric) -> str:
    given = ", ".join(f"{name} = {value:,.10g}" for name, value in metric.example.given.items())
    lines = [
        f'## <a id="{metric.id}"></a>{metric.label}',
        "",
        metric.explanation,
        "",
        f"- Formula: {metric.formula}",
        f"- Unit: {metric.unit}; better: {metric.direction}",
        f"- Over days: {metric.over_days}; over accounts: {metric.over_accounts}",
        f"- Made from: {', '.join(f'`{column}`' for column in metric.inputs)}",
        f"- Example: {given} gives {round(metric.example.expected, 4):,.10g}. {metric.example.story}".rstrip(),
        *([f"- Source: {metric.source}"] if metric.source else []),
        *(f"- Note: {caveat}" for caveat in metric.caveats),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
