"""One measured quantity, its aim, and how both are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Result:
    """A median with its unit; `aim` is the most it may be, where there is an aim."""

    what: str
    value: float
    unit: str = "×"
    aim: float | None = None
    samples: Sequence[float] = field(default=(), repr=False)

    @property
    def verdict(self) -> str:
        """Whether the aim is met, in a word."""
        if self.aim is None:
            return ""
        return "met" if self.value <= self.aim else "missed"


def ratio(what: str, ours: Sequence[float], others: Sequence[float], aim: float | None = None) -> Result:
    """How many times the other's time ours is: the median of the ratios of each round."""
    ratios = [one / other for one, other in zip(ours, others, strict=True)]
    return Result(what, median(ratios), "×", aim, ratios)


def quantile(samples: Sequence[float], share: float) -> float:
    """The sample that this share of them does not exceed."""
    return sorted(samples)[min(len(samples) - 1, int(share * len(samples)))]


def written(results: Iterable[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| what | measured | aim | |", "|---|---:|---:|---|"]
    for result in results:
        aim = "" if result.aim is None else f"≤ {result.aim:g} {result.unit}"
        lines.append(f"| {result.what} | {result.value:.3g} {result.unit} | {aim} | {result.verdict} |")
    return "\n".join(lines)


def save(results: Sequence[Result]) -> None:
    """Write out/summary.md and out/results.json."""
    OUT.mkdir(exist_ok=True)
    (OUT / "summary.md").write_text(written(results) + "\n", encoding="utf-8")
    rows = [asdict(result) for result in results]
    (OUT / "results.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
