"""`python -m metrics.reference FILE`: the reference of the documentation, made from the catalogue and the methods."""

from __future__ import annotations

import sys
from pathlib import Path

from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric
from metrics.definition_wording import Explanation, explanations

OPENING = """# Metrics

Made from the declarations in `metrics/` by `python -m metrics.reference docs/metrics.md`; a test fails when it is
stale.
What the numbers mean where two careful people could differ: `docs/decisions/0002-what-the-numbers-mean.md`.
"""


def reference() -> str:
    """The reference as Markdown: every metric in the catalogue's order, then every method, in English."""
    rows = [
        "| id | label | unit | over days | over accounts | public |",
        "|---|---|---|---|---|---|",
        *(
            f"| [`{one.id}`](#{one.id}) | {one.label} | {one.unit} | {one.over_days} | {one.over_accounts} "
            f"| {'yes' if one.public else 'no'} |"
            for one in CATALOGUE.values()
        ),
    ]
    methods = ["# How we judge", "", *map(_method, explanations(Language("en")))]
    return "\n".join([OPENING, *rows, "", *map(_entry, CATALOGUE.values()), *methods])


def _entry(metric: Metric) -> str:
    given = ", ".join(f"{name} = {value:,.10g}" for name, value in metric.example.given.items())
    lines = [
        f'## <a id="{metric.id}"></a>{metric.label}',
        "",
        metric.explanation,
        "",
        f"- Formula: {metric.formula}",
        f"- Unit: {metric.unit}, with {metric.decimals} decimals; better: {metric.direction}",
        f"- Over days: {metric.over_days}; over accounts: {metric.over_accounts}",
        f"- Made from: {', '.join(f'`{column}`' for column in metric.inputs)}",
        f"- Example: {given} gives {round(metric.example.expected, 4):,.10g}. {metric.example.story}".rstrip(),
        f"- Beside the platform's own figure: {metric.differs}",
        *([f"- Source: {metric.source}"] if metric.source else []),
        *(f"- Note: {caveat}" for caveat in metric.caveats),
        "",
    ]
    return "\n".join(lines)


def _method(method: Explanation) -> str:
    lines = [f'## <a id="method-{method.id}"></a>{method.label}', ""]
    for one in (*method.first, *method.more):
        lines += [f"**{one.term}.** {one.text}" if one.term else one.text, ""]
    if method.rows:
        ruled = (method.rows[0], ("---",) * len(method.rows[0]), *method.rows[1:])
        lines += [method.caption, "", *(f"| {' | '.join(row)} |" for row in ruled), ""]
    if method.source:
        lines += [f"Source: {method.source}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
