"""CrowdTangle's historical data (until August 2024): posts of others, with what anyone could see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.importers.gathering import (
    Fault,
    Record,
    Rows,
    faults_kept,
    found_in,
    places,
    refuse_without_rows,
    sheets_of,
    start_of,
    tables,
)
from data.importers.reading import Columns
from data.importers.source import Answers, Channel, Parsed, Rejected, Source
from data.importers.values import moment
from locales import N_

NAME, HANDLE, ID = ("Page Name", "Account", "Group Name"), ("User Name",), ("Facebook Id",)
CREATED, URL, TYPE = ("Post Created", "Created"), ("URL",), ("Type",)
CAPTION = ("Message", "Description")
INTERACTIONS, SCORE = ("Total Interactions",), ("Overperforming Score",)
# Likes are but one of the reactions.
REACTIONS = (("Likes",), ("Love",), ("Wow",), ("Haha",), ("Sad",), ("Angry",), ("Care",))
# A page's likes are its followers where the file, as until 2020, has no others.
POST = {
    "followers_at_post": ("Followers at Posting", "Likes at Posting"),
    "comments": ("Comments",),
    "shares": ("Shares",),
    "video_views": ("Post Views", "Views"),
}
FORMATS = {
    "photo": "photo", "album": "album", "status": "text", "link": "link", "video": "video", "native video": "video",
    "youtube": "video", "vine": "video", "igtv": "video", "reel": "reel", "live video": "live",
    "live video complete": "live", "live video scheduled": "live", "event": "event",
}  # fmt: skip
SHORTCODE = re.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|tv|reel)/([\w-]+)", re.IGNORECASE)
POST_IN_URL = (
    re.compile(r"[?&](?:story_fbid|fbid|v)=(\d+)"),
    re.compile(r"/(?:posts|videos|permalink|reel|photos(?:/[^/]+)?)/(?:[^/?]*\D)?(\d{5,})/?(?:[?#]|$)"),
    re.compile(r"(?:/|_)(\d{5,})/?(?:[?#]|$)"),
)
ZONE = "America/New_York"  # of times that don't say theirs; CrowdTangle's say EST or EDT


def _kind(columns: Columns) -> str | None:
    if columns.find(*NAME) is None or columns.find(*CREATED, *ID) is None:
        return None
    told = (INTERACTIONS, POST["followers_at_post"], URL, SCORE, ID, *REACTIONS[1:])
    return "posts" if sum(columns.find(*names) is not None for names in told) > 1 else None


class CrowdTangle:
    """Posts of pages on Facebook and accounts on Instagram, several of them in a file."""

    id = "crowdtangle"
    label = N_("CrowdTangle's historical data: posts of others")

    def detect(self, source: Source) -> bool:
        """Whether the header has pages, followers at posting and interactions."""
        return any(found_in(sheet, _kind) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- nothing is asked of it
        """The posts, with a channel for each page. Raises ImportRejected."""
        found = next(one for sheet in sheets_of(source) if (one := found_in(sheet, _kind)))
        rejected: list[Rejected] = []
        rows, channels = Rows("posts", rejected), dict[tuple[str, str], Channel]()
        index = dict[tuple[str, str], str]()
        for needed in (CREATED, URL):
            found.columns.need(*needed)
        figures = places(found.columns, POST)
        reactions = [place for names in REACTIONS if (place := found.columns.find(*names)) is not None]
        for record in found.records():
            with faults_kept(rejected, record.line):
                row = _post(found.columns, record)
                row |= {name: record.count(place) for name, place in figures.items()}
                row["reactions"] = _together([record.count(place) for place in reactions])
                channel = _channel(found.columns, record)
                key = (channel.platform, (channel.external_id or channel.handle or channel.name).casefold())
                channels.setdefault(key, channel)
                rows.add({"account_id": index.setdefault(key, str(len(index))), **row})
        refuse_without_rows(source.name, [rows], rejected)
        used = (NAME, HANDLE, ID, CREATED, URL, TYPE, CAPTION, INTERACTIONS, *REACTIONS, *POST.values())
        return [
            Parsed(
                self.id,
                tables(rows),
                channels=tuple(channels.values()),
                rejected=tuple(rejected),
                unknown=found.columns.unknown(name for names in used for name in names),
            )
        ]


def _together(counts: Sequence[int | None]) -> int | None:
    """The counts added up, None where none is told: a kind that is left empty had none of its own in its time."""
    told = [count for count in counts if count is not None]
    return sum(told) if told else None


def _channel(columns: Columns, record: Record) -> Channel:
    """Whose post it is."""
    platform = "instagram" if "instagram.com" in (record.text(columns.find(*URL)) or "").casefold() else "facebook"
    number = (record.text(columns.find(*ID)) or "").removesuffix(".0")  # as a workbook has it
    return Channel(
        platform,
        external_id=number if number.isdecimal() else "",
        name=record.text(columns.find(*NAME)) or "",
        handle=record.text(columns.find(*HANDLE)) or "",
    )


def _post(columns: Columns, record: Record) -> dict[str, object]:
    """Which post it is, when it was published, what kind it is, and what it says. Raises Fault."""
    created = columns.need(*CREATED)
    try:
        published = moment(record.cell(created), ZONE)
    except ValueError:
        published = None
    if published is None:
        raise record.not_a_date(created)
    captions = [record.text(place) for place in columns.all(*CAPTION)]
    return {
        "post_id": _post_id(record.text(columns.need(*URL)) or ""),
        "published_at": published,
        "format": FORMATS.get((record.text(columns.find(*TYPE)) or "").replace("_", " ").casefold()),
        "caption": next((caption for caption in captions if caption), None),
        "url": record.text(columns.need(*URL)),
    }


def _post_id(url: str) -> str:
    """The post's id, from its address: exports tell it nowhere else. Raises Fault."""
    if found := SHORTCODE.search(url):
        return f"instagram-{found[1]}"
    for pattern in POST_IN_URL:
        if found := pattern.search(url):
            return f"facebook-{found[1]}"
    raise Fault(N_("The address “{value}” does not tell which post it is."), value=url)
