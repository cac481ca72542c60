"""What columns from Google Analytics 4 are, by their names in some languages and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.importers.reading import Cell, Columns, plain
from data.importers.values import duration as seconds_in
from data.importers.values import missing, number

DATE = {"date", "datum", "dato", "fecha", "data", "päivämäärä", "date + hour (yyyymmddhh)", "day", "dag", "日付"}
NTH_DAY = re.compile(r"nth day|n:te dag(en)?|n\. tag|n-te dag|enésimo día|enième jour|n 日目")
LONGER = re.compile(r"(nth )?(week|month|year|vecka|månad|år|woche|monat|jahr|uke|måned|uge)( .*)?")
SOURCE = r"(source|källa|quelle|kilde|fuente|origem|origen|origine|lähde|bron|参照元)"
SOURCE_MEDIUM = re.compile(rf".*{SOURCE}.*/.*")
OF_THE_SESSION = "( f[öo]r \\w+)?"  # källa för session
SOURCE_ALONE = re.compile(rf".*{SOURCE}{OF_THE_SESSION}")
MEDIUM = re.compile(rf".*(medium|medel|medio|mídia|média|support|väline){OF_THE_SESSION}")
CAMPAIGN = re.compile(r".*(campaign|kampan|kampagne|campa[ñn]|campagn|kampanja)(?!.*(\bid\b|-id\b)).*")
CHANNEL = re.compile(r".*(channel|kanal|canal)\w*[ -]?(group|grupp|grupper|gruppier|gruppe|agrup)?.*")
# How a person came to the web for the first time says nothing of the visit.
FIRST_USER = re.compile(
    r".*\b(first|första|første|erst\w*|primera?|premi\w*|prima|primo|eerste|ensimm\w*)\b.*|最初の.*"
)
# Of two periods that are compared, each row says its own beside its day.
DATE_RANGE = re.compile(r"date range|datumintervall|datointerval(l)?|zeitraum|periodo|intervalle de dates|期間")
SHAPE = re.compile(r"[^/]+ / [^/]+")
EIGHT = re.compile(r"20\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])")
FIGURES = {
    "visits": ("sessions", "sessioner", "besök", "sitzungen", "økter", "sessies", "sesiones", "sessões", "sessioni",
               "istunnot", "セッション"),
    "engaged_visits": ("engaged sessions", "engagerade sessioner", "sessioner med engagemang", "engagerede sessioner",
                       "engasjerte økter", "sitzungen mit interaktionen", "sessions avec engagement",
                       "sesiones con interacción", "betrokken sessies"),
    "page_views": ("views", "visningar", "visninger", "aufrufe", "vues", "vistas", "visualizações", "weergaven",
                   "page views", "pageviews", "sidvisningar", "表示回数"),
    "seconds": ("user engagement", "user engagement duration", "användarengagemang"),
    "mean_seconds": ("average engagement time per session", "genomsnittlig engagemangstid per session",
                     "durchschnittliche interaktionsdauer pro sitzung",
                     "gennemsnitlig engagementstid pr. session", "gjennomsnittlig engasjementstid per økt"),
}  # fmt: skip
# Dimensions of which a visit has one: visits can be added up over them. A visit may have several pages and events.
OF_A_VISIT = re.compile(
    r"session.*|.*(landing|målsida|ingångssida|zielseite|landings).*|device.*|enhet.*|gerät.*|country.*|land.*"
    r"|region.*|city|stad|ort|browser|webbläsare|operating system.*|operativsystem.*|platform|plattform"
    r"|language.*|språk.*|hostname|värdnamn|hour|timme|new / (established|returning)"
)
GOOGLES = re.compile(
    r"session .*|sessions?källa.*|(källa|medium|kampanj|.*kanalgrupp)\b.* för session.*"
    r"|.*default channel group.*|active users|aktiva användare|event count|antal händelser"
    r"|engaged sessions|engagerade sessioner|engagement rate|engagemangsgrad|key events|nyckelhändelser"
)


@dataclass(frozen=True)
class Roles:
    """What the columns are, by their places."""

    dimensions: tuple[int, ...]
    figures: dict[str, int]
    date: int | None = None
    nth_day: int | None = None
    longer: bool = False
    source_medium: int | None = None
    source: int | None = None
    medium: int | None = None
    campaign: int | None = None
    channel: int | None = None
    date_range: int | None = None

    @property
    def tells_source(self) -> bool:
        """Whether the table says where visits came from."""
        return not (self.source_medium is None and self.source is None and self.channel is None)

    @property
    def used(self) -> tuple[int, ...]:
        """The places of the columns that are read."""
        by_source = (self.source, self.medium) if self.source is not None else (self.channel,)
        source = (self.source_medium,) if self.source_medium is not None else by_source
        places = (self.date, self.nth_day, self.date_range, self.campaign, *source, *self.figures.values())
        return tuple(place for place in places if place is not None)


def is_ga4(columns: Columns) -> bool:
    """Whether a header without Google's lines above it is Google's: with two of its names, or dates and one."""
    names = [plain(name) for name in columns.names]
    own = sum(bool(GOOGLES.fullmatch(name)) for name in names)
    return own >= 2 or (
        own == 1 and any(name in DATE for name in names) and columns.find(*FIGURES["visits"]) is not None
    )


def roles_of(columns: Columns, rows: Sequence[Sequence[Cell]]) -> Roles:
    """What the columns are; figures that can't be added up over the table's rows are left out."""
    names = [plain(name) for name in columns.names]
    named = [place for place, name in enumerate(names) if name]
    figures = {name: place for name, words in FIGURES.items() if (place := columns.find(*words)) is not None}
    told = [place for place in named if place not in figures.values()]
    dimensions = [place for place in told if not _is_figure(names[place], _cells(rows, place))]
    date = next((place for place in told if names[place] in DATE), None)
    if date is None:
        date = next((at for at in told if (cells := _cells(rows, at)) and all(map(EIGHT.fullmatch, cells))), None)
    nth_day = next((place for place in told if NTH_DAY.fullmatch(names[place])), None)
    free = sorted((at for at in dimensions if at not in (date, nth_day)), key=lambda at: "session" not in names[at])
    free = [place for place in free if not FIRST_USER.fullmatch(names[place])]
    source_medium = _first(names, free, SOURCE_MEDIUM)
    if source_medium is None:
        source_medium = next(
            (at for at in free if (cells := _cells(rows, at)) and all(map(SHAPE.fullmatch, cells))), None
        )
    roles = {
        "source_medium": source_medium,
        "source": _first(names, free, SOURCE_ALONE),
        "medium": _first(names, free, MEDIUM),
        "campaign": _first(names, free, CAMPAIGN),
        "channel": _first(names, free, CHANNEL),
    }
    date_range = _first(names, free, DATE_RANGE)
    others = {*dimensions} - {date, nth_day, date_range, *roles.values()}
    if not all(OF_A_VISIT.fullmatch(names[place]) or FIRST_USER.fullmatch(names[place]) for place in others):
        figures = {name: place for name, place in figures.items() if name == "page_views"}
    return Roles(
        tuple(sorted({*dimensions, *(place for place in (date, nth_day) if place is not None)})),
        figures,
        date,
        nth_day if date is None else None,
        any(LONGER.fullmatch(names[place]) for place in told) and date is None,
        date_range=date_range,
        **roles,
    )


def _first(names: Sequence[str], places: Sequence[int], pattern: re.Pattern[str]) -> int | None:
    return next((place for place in places if pattern.fullmatch(names[place])), None)


def _cells(rows: Sequence[Sequence[Cell]], place: int) -> list[str]:
    return [str(row[place]).strip() for row in rows if place < len(row) and not missing(row[place])]


def _is_figure(name: str, cells: Sequence[str]) -> bool:
    """Whether a column that isn't known holds numbers; one that is empty is no dimension of anything."""
    return not LONGER.fullmatch(name) and not NTH_DAY.fullmatch(name) and all(map(_is_number, cells))


def _is_number(cell: str) -> bool:
    try:
        return number(cell.removesuffix("%")) is not None
    except ValueError:
        pass
    try:
        return seconds_in(cell) is not None
    except ValueError:
        return False
