"""The oracle's questions: what is odd in an organisation's own rows, in loops over plain Python rows.

A question is (kind, account, first day, last day, value, beside what, columns, how many, days of a window, post,
explained): written from what metrics/questions.py says of itself, sharing no code with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Question = tuple[Any, ...]

DAY = timedelta(days=1)
ORDER = ["views", "interactions", "video_views", "link_clicks", "minutes_viewed"]
REACTIONS = ["reactions", "comments", "shares", "saves"]


def questions(tables: Tables) -> list[Question]:
    """Every question about the accounts of own organisations, in no particular order."""
    own = {row["org_id"] for row in tables["organisations"] if row["own"]}
    found: list[Question] = []
    for account in tables["accounts"]:
        if account["org_id"] in own:
            mine = {
                name: [dict(row) for row in tables.get(name, []) if row["account_id"] == account["account_id"]]
                for name in ("account_days", "account_reach", "posts")
            }
            for row in [*mine["account_days"], *mine["posts"]]:
                row["interactions"] = interactions(row)
            breaks = [row for row in tables.get("series_breaks", []) if concerns(row, account)]
            found += [(kind, account["account_id"], *rest) for kind, *rest in of_account(mine, breaks)]
    return found


def concerns(row: Row, account: Row) -> bool:
    if row["account_id"]:
        return bool(row["account_id"] == account["account_id"])
    return bool(row["platform"] == account["platform"])


def interactions(row: Row) -> Any:
    known = [row[name] for name in REACTIONS if row.get(name) is not None]
    return sum(known) if known else row.get("interactions")


def of_account(rows: Tables, breaks: list[Row]) -> list[Question]:
    days = sorted(rows["account_days"], key=lambda row: row["date"])
    return [
        *together("far above the usual", {name: peaks(days, name) for name in ORDER}, breaks),
        *together("nothing where there always was something", {name: silences(days, name) for name in ORDER}, breaks),
        *follower_jumps(days, breaks),
        *parts_above(days, "interactions", "views", 20),
        *parts_above(days, "messages_answered_in_time", "messages_answered", 1),
        *below_reach(days, rows["account_reach"], breaks),
        *odd_posts(rows["posts"]),
    ]


def before(figures: dict[date, float], day: date) -> list[float]:
    earlier = [figures[day - DAY * back] for back in range(1, 29) if day - DAY * back in figures]
    return earlier if len(earlier) >= 14 else []


def runs(days: Iterable[date]) -> list[list[date]]:
    found: list[list[date]] = []
    for day in sorted(days):
        if found and found[-1][-1] + DAY == day:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def figures_of(days: list[Row], column: str) -> dict[date, float]:
    return {row["date"]: row[column] for row in days if row.get(column) is not None}


Odd = tuple[date, date, float, float]


def peaks(days: list[Row], column: str) -> list[Odd]:
    figures = figures_of(days, column)
    tall, above_all = [], set()
    for day, value in figures.items():
        earlier = before(figures, day)
        if earlier and median(earlier) >= 10 and value >= 10 * median(earlier):
            tall.append(day)
            if value >= 3 * max(earlier):
                above_all.add(day)
    found = []
    for run in runs(tall):
        if above_all.intersection(run):
            highest = max(run, key=lambda day: (figures[day], -day.toordinal()))
            found.append((run[0], run[-1], figures[highest], median(before(figures, highest))))
    return found


def silences(days: list[Row], column: str) -> list[Odd]:
    figures = figures_of(days, column)
    found = []
    for run in runs(day for day, value in figures.items() if value == 0):
        earlier = before(figures, run[0])
        if len(run) >= 7 and earlier and min(earlier) >= 10:
            found.append((run[0], run[-1], 0.0, median(earlier)))
    return found


def together(kind: str, by_column: dict[str, list[Odd]], breaks: list[Row]) -> list[Question]:
    """Columns whose days overlap, directly or through others, are one question."""
    groups: list[list[tuple[str, Odd]]] = []
    for column, one in [(name, one) for name in ORDER for one in by_column[name]]:
        touched = [group for group in groups if any(one[0] <= o[1] and o[0] <= one[1] for _, o in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*[member for group in touched for member in group], (column, one)])
    found = []
    for group in groups:
        lead, (_, _, value, usual) = min(group, key=lambda member: (ORDER.index(member[0]), member[1][0]))
        first, last = min(one[0] for _, one in group), max(one[1] for _, one in group)
        columns = tuple(column for column in ORDER if column in {name for name, _ in group})
        why = explained(breaks, [lead], first - DAY * 28, last)
        found.append((kind, first, last, value, usual, columns, (last - first).days + 1, 1, "", why))
    return found


def explained(breaks: list[Row], columns: list[str], after: date, last: date) -> date | None:
    names = {*columns, *(REACTIONS if "interactions" in columns else [])}
    known = [row["date"] for row in breaks if row["metric"] in names and after < row["date"] <= last]
    return max(known, default=None)


def follower_jumps(days: list[Row], breaks: list[Row]) -> list[Question]:
    stock = list(figures_of(days, "followers").items())
    found: list[list[Any]] = []
    for place in range(1, len(stock)):
        (day_before, was), (day, now) = stock[place - 1], stock[place]
        ever = any(value > 0 for _, value in stock[:place])
        if not ever or abs(now - was) < 50 or abs(now - was) * 5 < was:
            continue
        previous = found[-1] if found and found[-1][0] == "followers jump" else None
        if previous and previous[5] == 1 and (previous[4] > previous[3]) != (now > was):
            off = abs(now - previous[3])
            if (off < 50 or off * 5 < previous[3]) and (day - previous[2]).days <= 28:
                found[-1] = ["followers jump and jump back", previous[2], day_before, previous[3], previous[4], 1]
                continue
        if previous and previous[2] == day_before and (previous[4] > previous[3]) == (now > was):
            found[-1] = ["followers jump", previous[1], day, previous[3], now, previous[5] + 1]
        else:
            found.append(["followers jump", day_before, day, was, now, 1])
    return [
        (kind, first, last, now, was, ("followers",), count, 1, "",
         explained(breaks, ["followers"], first, last) if kind == "followers jump" else None)
        for kind, first, last, was, now, count in found
    ]  # fmt: skip


def parts_above(days: list[Row], part: str, whole: str, least: int) -> list[Question]:
    odd = {
        row["date"]: (row[part], row[whole])
        for row in days
        if row.get(part) is not None and row.get(whole) is not None and row[part] > row[whole] and row[part] >= least
    }
    found = []
    for run in runs(odd):
        worst = max(run, key=lambda day: (odd[day][0] - odd[day][1], -day.toordinal()))
        kind = "more of a part than of the whole"
        found.append((kind, run[0], run[-1], *odd[worst], (part, whole), len(run), 1, "", None))
    return found


def below_reach(days: list[Row], windows: list[Row], breaks: list[Row]) -> list[Question]:
    views = figures_of(days, "views")
    odd: dict[int, dict[date, tuple[int, int]]] = defaultdict(dict)
    for row in windows:
        inside = [row["window_end"] - DAY * back for back in range(row["window_days"])]
        if row.get("reach") is not None and all(day in views for day in inside):
            seen = sum(int(views[day]) for day in inside)
            if seen < row["reach"]:
                odd[row["window_days"]][row["window_end"]] = (seen, row["reach"])
    found: list[Question] = []
    for length in sorted(odd):
        of_length = odd[length]
        for run in runs(of_length):
            first, last = run[0] - DAY * (length - 1), run[-1]
            if any(one[1] <= last and first <= one[2] and one[7] < length for one in found):
                continue
            worst = max(run, key=lambda day: (of_length[day][1] - of_length[day][0], -day.toordinal()))
            why = explained(breaks, ["views", "reach"], first, last) if length > 1 else None
            found.append(("views below reach", first, last, *of_length[worst], ("views", "reach"), len(run), length,
                          "", why))  # fmt: skip
    return found


def odd_posts(posts: list[Row]) -> list[Question]:
    def below(post: Row) -> tuple[int, int] | None:
        views, reach = post.get("views"), post.get("reach")
        return (views, reach) if views is not None and reach is not None and views < reach else None

    def above(post: Row) -> tuple[int, int] | None:
        views, many = post.get("views"), post.get("interactions")
        return (many, views) if views is not None and many is not None and many > views and many >= 20 else None

    kinds: list[tuple[str, Callable[[Row], tuple[int, int] | None], tuple[str, str]]] = [
        ("views of a post below its reach", below, ("views", "reach")),
        ("more interactions with a post than views", above, ("interactions", "views")),
    ]
    found = []
    for kind, odd, columns in kinds:
        of_file: dict[Any, list[tuple[date, str, tuple[int, int]]]] = defaultdict(list)
        for post in posts:
            if beside := odd(post):
                local = post["published_at"].astimezone(ZoneInfo("Europe/Stockholm")).date()
                of_file[post.get("import_id")].append((local, post["post_id"], beside))
        for group in of_file.values():
            group.sort()
            _, worst, beside = max(group, key=lambda one: abs(one[2][0] - one[2][1]))
            found.append((kind, group[0][0], group[-1][0], *beside, columns, len(group), 1, worst, None))
    return found
