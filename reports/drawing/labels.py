"""Labels beside each other without any that covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.drawing.text import LINE, width, wrapped

AIR = 14.0
"""Between two labels in a row, in pixels."""


def spread(places: Sequence[float], low: float, high: float, gap: float = LINE) -> list[float]:
    """The places of labels between low and high, none nearer than the gap, each as near its own as can be."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    found = list(places)
    for before, at in pairwise(order):
        found[at] = max(found[at], found[before] + gap)
    limit = high
    for at in reversed(order):
        found[at] = min(found[at], limit)
        limit = found[at] - gap
    if order and found[order[0]] < low:
        for number, at in enumerate(order):
            found[at] = max(found[at], low + number * gap)
    return found


@dataclass(frozen=True)
class Placed:
    """A label of one or more lines that begins at `left`."""

    left: float
    lines: tuple[str, ...]


def in_row(labels: Sequence[tuple[str, float]], whole: float, *, bold: bool = False) -> list[Placed]:
    """Labels in one row, each over its own place if it can be, in lines where the row is too short for all.

    `labels` are texts and places from the left, in order.
    """
    share = whole / max(1, len(labels))
    wide = [width(text, bold=bold) + AIR for text, _ in labels]
    rooms = wide if sum(wide) <= whole else [min(one, share) for one in wide]
    lines = [wrapped(text, room - AIR, bold=bold) for (text, _), room in zip(labels, rooms, strict=True)]
    lefts, free = [], 0.0
    for (_, place), room in zip(labels, rooms, strict=True):
        lefts.append(max(free, place - room / 2))
        free = lefts[-1] + room
    end = whole
    for number in reversed(range(len(lefts))):
        lefts[number] = min(lefts[number], end - rooms[number])
        end = lefts[number]
    return [Placed(left, said) for left, said in zip(lefts, lines, strict=True)]
