"""The words of LinkedIn's headers, by the contract's column: English, Portuguese, and Swedish where it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

TOTALS = ("total", "totalt", "totala", "totais")


PART = re.compile(
    r"\((organic|sponsored|org[aâ]nic[ao]s?|patrocinad[ao]s?|organisk[at]?|organiska|sponsra[dt]e?)\)$", re.IGNORECASE
)
VISIT_PART = re.compile(
    r"(page views|unique visitors|sidvisningar|unika besökare) \((desktop|mobile|mobil|dator)\)$", re.IGNORECASE
)


def totals(words: Sequence[str]) -> tuple[str, ...]:
    """The names of a column that adds the organic and the sponsored."""
    return tuple(f"{word} ({total})" for word in words for total in TOTALS)


DATE = ("Date", "Data", "Datum")
IMPRESSIONS = ("Impressions", "Impressões", "Exponeringar", "Visningar", "Impressioner")
CLICKS = ("Clicks", "Cliques", "Klick", "Klickningar")
REACTIONS = ("Reactions", "Likes", "Reações", "Gostaram", "Reaktioner", "Gilla-markeringar")
COMMENTS = ("Comments", "Comentários", "Kommentarer")
REPOSTS = ("Reposts", "Shares", "Compartilhamentos", "Republicações", "Delningar", "Återpubliceringar")
CONTENT: dict[str, Sequence[str]] = {
    "views": (*totals(IMPRESSIONS), *IMPRESSIONS),
    "link_clicks": (*totals(CLICKS), *CLICKS),
    "reactions": (*totals(REACTIONS), *REACTIONS),
    "comments": (*totals(COMMENTS), *COMMENTS),
    "shares": (*totals(REPOSTS), *REPOSTS),
}
PEOPLE = (
    "Unique impressions (total)", "Unique impressions (organic)", "Unique impressions",
    "Impressões únicas (orgânicas)", "Impressões únicas",
    "Unika exponeringar (organiska)", "Unika visningar (organiska)", "Unika visningar",
)  # fmt: skip
GAINED = (
    "Total followers", "Total new followers", "New followers",
    "Total de seguidores", "Novos seguidores", "Totalt antal följare", "Nya följare",
)  # fmt: skip
GAINED_PARTS = (
    "Organic followers", "Sponsored followers", "Seguidores orgânicos", "Seguidores patrocinados",
    "Organiska följare", "Sponsrade följare",
)  # fmt: skip
VISITS = (
    "Total page views (total)", "Total page views", "Total de visualizações da página (total)",
    "Visualizações totais da página (total)", "Totalt antal sidvisningar (totalt)", "Totala sidvisningar (totalt)",
)  # fmt: skip
PAGE = ("Page", "Página", "Sida")
AUDIENCE_COUNT = ("Total followers", "Total de seguidores", "Totalt antal följare")

LINK = (
    "Post link", "Update link", "Link da publicação", "Länk till inlägg", "Inläggslänk", "Länk till inlägget",
)  # fmt: skip
TITLE = (
    "Post title", "Update title", "Título da publicação", "Inläggsrubrik", "Inläggets rubrik", "Inläggstitel",
)  # fmt: skip
CREATED = ("Created date", "Criação", "Data de criação", "Skapat datum", "Skapad", "Skapandedatum")
POST_TYPE = ("Post type", "Update type", "Tipo de publicação", "Inläggstyp")
CONTENT_TYPE = ("Content Type", "Tipo de conteúdo", "Innehållstyp")
POST: dict[str, Sequence[str]] = {
    "views": IMPRESSIONS,
    "reactions": REACTIONS,
    "comments": COMMENTS,
    "shares": REPOSTS,
    "clicks": CLICKS,
    "video_views": (
        "Views", "Video views", "Views (Excluding offsite video views)", "Views (excluding off-site video views)",
        "Visualizações", "Videovisningar",
    ),
    "offsite_views": ("Offsite Views", "Off-site views", "Offsite video views", "Visualizações fora do site"),
}  # fmt: skip
SPONSORED = ("spons", "patroc", "paid", "betal")
FORMATS = {
    "image": "photo", "photo": "photo", "single image": "photo", "imagem": "photo", "bild": "photo", "foto": "photo",
    "multi photo": "album", "multiphoto": "album", "multi-image": "album", "multi image": "album", "carousel": "album",
    "video": "video", "vídeo": "video",
    "live video": "live", "live": "live",
    "article": "link", "link": "link", "artigo": "link", "artikel": "link", "länk": "link",
    "text": "text", "texto": "text",
    "poll": "poll", "enquete": "poll", "omröstning": "poll", "event": "event", "evento": "event", "evenemang": "event",
}  # fmt: skip
