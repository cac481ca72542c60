"""The words of Meta's content downloads: what each column and each kind of post is called, by language."""

from __future__ import annotations

from locales import N_

# Columns by what they are used as: English, then Swedish, then other languages, of which German and Portuguese are
# unproven. Names that mean the same stand in order of preference.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": (
        "Post ID", "Publicerings-id", "Inläggs-id", "Identificador de la publicación", "Identificação do post",
        "Beitrags-ID",
    ),
    "page_id": ("Page ID", "Sid-id", "Sido-id", "Identificador de la página", "Identificação da Página", "Seiten-ID"),
    "page": ("Page name", "Sidnamn", "Sidans namn", "Nombre de la página", "Nome da Página", "Seitenname"),
    "account_id": ("Account ID", "Konto-id", "Identificador de la cuenta", "Identificação da conta"),
    "handle": (
        "Account username", "Kontots användarnamn", "Kontoanvändarnamn", "Nombre de usuario de la cuenta",
        "Nome de usuário da conta", "Benutzername des Kontos",
    ),
    "account": ("Account name", "Kontonamn", "Kontots namn", "Nombre de la cuenta", "Nome da conta", "Kontoname"),
    "title": ("Title", "Titel", "Título"),
    "description": ("Description", "Beskrivning", "Descripción", "Descrição", "Beschreibung"),
    "published_at": (
        "Publish time", "Publiceringstid", "Publiceringstidpunkt", "Hora de publicación", "Horário de publicação",
        "Veröffentlichungszeit", "Veröffentlichungszeitpunkt",
    ),
    "url": ("Permalink", "Permalänk", "Enlace permanente", "Link permanente"),
    "format": (
        "Post type", "Inläggstyp", "Typ av inlägg", "Tipo de publicación", "Tipo de post", "Beitragsart", "Beitragstyp",
    ),
    "labels": ("Custom labels", "Anpassade etiketter", "Etiketter"),
    "lifetime": ("Date", "Datum", "Fecha", "Data"),
    "views": (
        "Views", "Visningar", "Visualizaciones", "Visualizações", "Aufrufe", "Impressions", "Exponeringar",
        "Impresiones", "Impressões", "Impressionen",
    ),
    "reach": ("Reach", "Räckvidd", "Alcance", "Reichweite", "Viewers", "Tittare"),
    "reactions": (
        "Reactions", "Reaktioner", "Reacciones", "Reações", "Reaktionen", "Likes", "Gilla-markeringar",
        "Gillamarkeringar", "Me gusta", "Curtidas",
    ),
    "comments": ("Comments", "Kommentarer", "Comentarios", "Comentários", "Kommentare"),
    "shares": (
        "Shares", "Delningar", "Veces que se ha compartido", "Veces compartido", "Compartilhamentos",
        "Geteilte Inhalte",
    ),
    "saves": (
        "Saves", "Sparade objekt", "Sparningar", "Sparade", "Veces guardado", "Veces que se ha guardado",
        "Salvamentos", "Gespeicherte Elemente",
    ),
    "clicks": (
        "Total clicks", "Totalt antal klick", "Klick totalt", "Clics totales", "Total de clics", "Total de cliques",
        "Klicks insgesamt",
    ),
    "video_views": (
        "3-second video views", "3-sekundersvisningar av video", "Videovisningar på 3 sekunder", "Plays",
        "Uppspelningar",
    ),
    "seconds_viewed": ("Seconds viewed", "Sekunder som visats", "Visade sekunder"),
}  # fmt: skip
FIGURES = ("views", "reach", "reactions", "comments", "shares", "saves", "clicks", "video_views")
# Counted in another way than views; see known_breaks.
OLD_VIEWS = ("impressions", "exponeringar", "impresiones", "impressões", "impressionen")
NOT_YET_VIEWS = N_("“{column}” is what Meta counted before views. It is kept as views, but the two cannot be compared.")
PERHAPS_VIEWS = N_("“{column}” may be what Meta counted before views, as all posts are older. It is kept as views.")
# Kinds of post by a part of their name. The first that fits holds: a “live video” is live.
FORMATS = {
    r"\blive|direktsänd|en vivo": "live",
    r"reel|\brull(e|ar)\b": "reel",
    r"stor(y|ies)|händelse|historia": "story",
    r"carousel|karusell|carrusel|carrossel|album|álbum": "album",
    r"v[ií]d[eé]o": "video",
    r"photo|foto|image[mn]?|bild": "photo",
    r"link|länk|enlace": "link",
    r"event|evenemang": "event",
    r"poll|omröstning|enkät|encuesta": "poll",
    r"text|status": "text",
}
