"""The words of Meta's content downloads: what each column and each kind of post is called, by language."""

from __future__ import annotations

from locales import N_

# Columns by what they are used as: English, Swedish and Spanish. Names that mean the same stand in order of preference.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("Post ID", "Publicerings-id", "Inläggs-id", "Inläggs-ID", "Identificador de la publicación"),
    "page_id": ("Page ID", "Sid-id", "Sido-id", "Identificador de la página"),
    "page": ("Page name", "Sidnamn", "Sidans namn", "Nombre de la página"),
    "account_id": ("Account ID", "Konto-id", "Identificador de la cuenta"),
    "handle": ("Account username", "Kontots användarnamn", "Nombre de usuario de la cuenta"),
    "account": ("Account name", "Kontonamn", "Kontots namn", "Nombre de la cuenta"),
    "title": ("Title", "Titel", "Título"),
    "description": ("Description", "Beskrivning", "Descripción"),
    "published_at": ("Publish time", "Publiceringstid", "Hora de publicación"),
    "url": ("Permalink", "Permalänk", "Enlace permanente"),
    "format": ("Post type", "Inläggstyp", "Typ av inlägg", "Tipo de publicación"),
    "labels": ("Custom labels", "Anpassade etiketter", "Etiketter"),
    "lifetime": ("Date", "Datum", "Fecha"),
    "views": ("Views", "Visningar", "Visualizaciones", "Impressions", "Exponeringar", "Impresiones"),
    "reach": ("Reach", "Räckvidd", "Alcance", "Viewers", "Tittare"),
    "reactions": (
        "Reactions", "Reaktioner", "Reacciones", "Likes", "Gilla-markeringar", "Gillamarkeringar", "Me gusta",
    ),
    "comments": ("Comments", "Kommentarer", "Comentarios"),
    "shares": ("Shares", "Delningar", "Veces que se ha compartido", "Veces compartido"),
    "saves": ("Saves", "Sparade objekt", "Sparningar", "Sparade", "Veces guardado", "Veces que se ha guardado"),
    "clicks": ("Total clicks", "Totalt antal klick", "Clics totales", "Total de clics"),
    "video_views": (
        "3-second video views", "3-sekundersvisningar av video", "Videovisningar på 3 sekunder", "Plays",
        "Uppspelningar",
    ),
    "seconds_viewed": ("Seconds viewed", "Sekunder som visats", "Visade sekunder"),
}  # fmt: skip
FIGURES = ("views", "reach", "reactions", "comments", "shares", "saves", "clicks", "video_views")
OLD_VIEWS = ("impressions", "exponeringar", "impresiones")  # counted in another way than views; see known_breaks
NOT_YET_VIEWS = N_("“{column}” is what Meta counted before views. It is kept as views, but the two cannot be compared.")
PERHAPS_VIEWS = N_("“{column}” may be what Meta counted before views, as all posts are older. It is kept as views.")
# Kinds of post by a part of their name. The first that fits holds: a “live video” is live.
FORMATS = {
    r"\blive|direktsänd|en vivo": "live",
    r"reel": "reel",
    r"stor(y|ies)|händelse|historia": "story",
    r"carousel|karusell|carrusel|album|álbum": "album",
    r"vid[eé]o": "video",
    r"photo|foto|image|imagen|bild": "photo",
    r"link|länk|enlace": "link",
    r"event|evenemang": "event",
    r"poll|omröstning|enkät|encuesta": "poll",
    r"text|status": "text",
}
