"""The names of colours and marks that charts use; the browser gives them their light or dark look.

A figure never holds a colour of its own. It says `token:accent`, `token:facebook` or, see-through,
`token:accent/0.2`, anywhere Plotly takes a colour, and `static/palette.js` holds what that is in
each theme. Everything that all charts share (fonts, grid, margins, hover, number signs, month
names, no legend, no mode bar) is laid under the figure in the browser too, so that a figure says
only what is its own.

What needs the size of the picture is said in `meta` and drawn there:

    trace  meta = {"label": "Facebook"}    the name at the line's end, in its colour, never overlapping
                  {"hollow": [35]}         points or bars of an unfinished period
                  {"expected": {"label": "normal variation", "low": [702, None], "high": [1104, None]}}
                                           a field behind the points, a step each; a gap where there is none
                  {"signals": [{"kind": "clear", "label": "clear change", "at": [2]}]}     or "probably":
                                           points marked by shape; the name is written once
                  {"open": {"label": "at least so many", "at": [1]}}
                                           bars that fade out upwards, as nobody knows how far they reach
    layout meta = {"breaks":  [{"x": "2025-11-15", "label": "New definition"}],     cuts the lines; "traces": [names]
                   "targets": [{"y": 5, "label": "Goal 5 %"}],     x for bars that lie down
                   "bands":   [{"y0": 5, "y1": 7, "label": "Goal 5–7 %"}],   or x0, x1
                   "marks":   [{"x": "2026-03-01", "label": "1", "text": "A storm"}]}

Names, labels and categories are text: the browser escapes them. Only `hovertemplate` and
`texttemplate` may hold Plotly's tags, so put names in `name` or `customdata`, never into a template.
"""

from __future__ import annotations

ACCENT = "token:accent"  # the own organisation
MUTED = "token:muted"  # what is there for comparison
PEER = "token:peer"  # one peer among many
MEDIAN = "token:median"  # the group's median
BAND = "token:band"  # quartiles, an interval behind a line
TARGET = "token:target"  # a goal
TEXT = "token:text"
GRID = "token:grid"
BACKGROUND = "token:background"

PLATFORM_TOKENS = (
    "facebook",
    "instagram",
    "linkedin",
    "x",
    "youtube",
    "tiktok",
    "snapchat",
    "threads",
    "bluesky",
    "web",
    "newsroom",
    "newsletter",
)


def platform_colour(platform: str) -> str:
    """The token of a channel's colour, the same in every chart; grey for one that has none."""
    return f"token:{platform}" if platform in PLATFORM_TOKENS else MUTED


def faded(token: str, opacity: float) -> str:
    """The token, see-through: 0.2 lets most of what is behind it show."""
    return f"{token}/{opacity:g}"
