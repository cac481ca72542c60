"""What YouTube Studio calls its columns, in English and Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.reading import Columns

DATE = ("Date", "Datum")
CONTENT = ("Content", "Innehåll", "Video", "Video ID", "Video-id")
TITLE = ("Video title", "Videotitel")
PUBLISHED = ("Video publish time", "Publiceringstid för video", "Publish time", "Publiceringstid")
KIND = ("Content type", "Innehållstyp")
HOURS = ("Watch time (hours)", "Visningstid (timmar)")
MINUTES = ("Watch time (minutes)", "Visningstid (minuter)")
NET = ("Subscribers", "Prenumeranter")
VIEWERS = ("Unique viewers", "Unika tittare")
AMOUNTS: dict[str, Sequence[str]] = {
    "views": ("Views", "Visningar"),
    "reactions": ("Likes", "Gilla-markeringar", "Gillningar"),
    "comments": ("Comments added", "Comments", "Tillagda kommentarer", "Kommentarer som lagts till", "Kommentarer"),
    "shares": ("Shares", "Delningar"),
}
FOLLOWERS: dict[str, Sequence[str]] = {
    "followers_gained": ("Subscribers gained", "Nya prenumeranter", "Vunna prenumeranter"),
    "followers_lost": ("Subscribers lost", "Förlorade prenumeranter", "Tappade prenumeranter"),
}
# Columns that no other tool's files have, by which daily totals without any of the above are known.
OF_STUDIO = (
    *HOURS,
    *MINUTES,
    "Average view duration",
    "Genomsnittlig visningslängd",
    "Average percentage viewed (%)",
    "Genomsnittlig procent som har visats (%)",
    "Impressions click-through rate (%)",
    "Klickfrekvens för exponeringar (%)",
    "Engaged views",
    "Stayed to watch (%)",
    "Average views per viewer",
    *FOLLOWERS["followers_gained"],
    *FOLLOWERS["followers_lost"],
)


def kind_of(columns: Columns) -> str | None:
    """What a header is of: `videos`, `videos by day`, `days`, or a `breakdown` of another kind; None if of no table."""
    content, on = columns.find(*CONTENT), columns.find(*DATE)
    of_videos = [place is not None for place in (content, columns.find(*TITLE), columns.find(*PUBLISHED[:2]))]
    if of_videos.count(True) > 1 and (of_videos[0] or of_videos[2]):
        return "videos" if on is None else "videos by day"
    if on is not None and (columns.find(*OF_STUDIO) is not None or _nothing_but_totals(columns)):
        return "days"
    studio = columns.find(*HOURS) is not None and columns.find(*AMOUNTS["views"]) is not None
    return "breakdown" if studio and content is None else None


def _nothing_but_totals(columns: Columns) -> bool:
    known = [name for words in AMOUNTS.values() for name in words]
    named = [name for name in columns.names if name]
    return len(named) > 1 and not columns.unknown([*DATE, *NET, *VIEWERS, "Impressions", "Exponeringar", *known])
