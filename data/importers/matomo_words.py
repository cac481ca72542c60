"""What Matomo calls its columns, by its raw names and in the languages that it is used in here."""

from __future__ import annotations

import re

DATE = ("date", "Datum", "Dato", "Fecha", "Data", "Päiväys", "Päivämäärä")
LABEL = (
    "label", "Etikett", "Bezeichnung", "Beschriftung", "Libellé", "Etiqueta", "Etichetta", "Merkelapp", "Etiket",
    "Etiketti", "Waarde",
)  # fmt: skip
VISITS = (
    "nb_visits", "Visits", "Besök", "Besuche", "Visites", "Visitas", "Visite", "Bezoeken", "Besøk", "Besøg", "Käynnit",
)  # fmt: skip
PAGE_VIEWS = (
    "nb_pageviews", "Pageviews", "Page views", "Sidvisningar", "Seitenansichten", "Vues de page", "Páginas vistas",
    "Sidevisninger", "Paginaweergaven", "Sivukatseluita",
)  # fmt: skip
SECONDS = (
    "sum_visit_length", "Total time spent by visitors (in seconds)", "Total tid spenderad av besökare (i sekunder)",
    "Total tid spenderad av besökarna (i sekunder)", "Von Besuchern verbrachte Gesamtzeit (in Sekunden)",
    "Total tid brukt av besøkere (i sekunder)", "Samlet tid brugt af besøgende (i sekunder)",
    "Kaikkien kävijöiden aika yhteensä (sekunteja)", "Totale bestede tijd door bezoekers (in seconden)",
    "Temps total passé par les visiteurs (en secondes)", "Tiempo total de los visitantes en el sitio (en segundos)",
)  # fmt: skip
MEAN_SECONDS = (
    "avg_time_on_site", "Avg. Visit Duration (in seconds)", "Avg. Time on Website", "Avg. Visit Duration",
    "Genomsnittlig tid på webbplatsen", "Genomsnittlig besökstid (i sekunder)", "Besökstid (i sekunder)",
    "Durchschn. Besuchszeit (in Sekunden)", "Durchschn. Zeit auf der Website", "Durchschnittszeit auf der Webseite",
    "Gj.snitt. besøksvarighet (i sekunder)", "Gj.snitt. tid på nettstedet", "Gns. besøgsvarighed (i sekunder)",
    "Gennemsnitstid på hjemmeside", "Keskimääräinen vierailun kesto (s)", "Keskimääräinen aika sivustolla",
    "Gemiddelde duur bezoek (in seconden)", "Gemiddelde tijd op website", "Durée moy. des visites (en secondes)",
    "Temps moyen sur le site web", "Promedio de duración de las visitas (en segundos)",
    "Promedio de tiempo en el sitio",
)  # fmt: skip
# What tells Matomo's files from others: they have some of these beside visits.
BESIDE = re.compile(
    r"nb_\w+|bounce_\w+|sum_\w+|max_actions|(maximum )?actions( per visit)?|bounce( rate|s)|aktionen( pro besuch)?"
    r"|absprung(s?rate|e)|absprünge|händelser( per besök)?|åtgärder( per besök)?|avvisning(ar|sfrekvens)"
    r"|metadat\w+[:_].*|acties( per bezoek)?|acciones( por visita)?|azioni|ações|handlinger( pr?\.? besø[kg])?"
    r"|taux de rebond|rebonds|actions par visite|weigeringspercentage|bounce-ratio|porcentaje de rebote|rebotes"
    r"|sprett(frekvens)?|afvisning(er|s %%)|toiminnot|toimintoja / käynti|lähtemissuhde|välittömät poistumiset"
)
PAGES = re.compile(r"nb_hits|exit_(nb|rate)\w*|exit rate|entry_nb\w*|utgångsfrekvens|ausstiegsrate", re.IGNORECASE)
SEGMENT = ("metadata_segment", "Metadata: segment", "Metadaten: segment")
# A summary counts visits by where they came from side by side.
BY_TYPE = {
    "direct": (
        "Referrers_visitorsFromDirectEntry", "Visitors from Direct Entry", "Direkttrafik",
        "Besucher von Direktzugriffen", "Besøk fra direkteankomst", "Kävijöitä suoraan",
        "Bezoekers via directe toegang",
        "Visiteurs entrés directement", "Visitantes de Entrada Directa",
    ),
    "search": (
        "Referrers_visitorsFromSearchEngines", "Visitors from Search Engines", "Besökare från sökmotorer",
        "Besucher von Suchmaschinen", "Besøkende fra søkemotor", "Kävijöitä hakukoneista", "Bezoekers via zoekmachines",
        "Visiteurs de moteurs de recherche", "Visitantes de Motores de Búsqueda",
    ),
    "social": (
        "Referrers_visitorsFromSocialNetworks", "Visitors from Social Networks", "Besökare från sociala nätverk",
        "Besucher von sozialen Netzwerken", "Besøkende fra sosiale nettverk", "Kävijöitä sosiaalisista verkostoista",
        "Bezoekers via sociale netwerken", "Visiteurs de réseaux sociaux", "Visitantes de Redes Sociales",
    ),
    "websites": (
        "Referrers_visitorsFromWebsites", "Visitors from Websites", "Besökare från webbplatser",
        "Besucher von Webseiten", "Besøkende fra nettsider", "Kävijöitä verkkosivustoilta", "Bezoekers via websites",
        "Visiteurs de sites web",
        "Visitantes de Sitios de Internet",
    ),
    "campaigns": (
        "Referrers_visitorsFromCampaigns", "Visitors from Campaigns", "Besökare från kampanjer",
        "Besucher von Kampagnen", "Besøkende fra kampanjer", "Kävijöitä kamppanjoista", "Bezoekers via campagnes",
        "Visiteurs de campagnes", "Visitantes de Campañas",
    ),
    "assistants": ("Referrers_visitorsFromAIAssistants", "Visitors from AI Assistants"),
}  # fmt: skip
LONGER = re.compile(r"\d{4}(-\d\d)?|(?P<first>\d{4}-\d\d-\d\d)\D+(?P<last>\d{4}-\d\d-\d\d)")
NOTHING = re.compile(
    r"(no data available|there is no data for this report|ingen data tillgänglig|det finns ingen data för denna rapport"
    r"|keine daten verfügbar|es stehen keine daten für diesen bericht zur verfügung"
    r"|det finnes ingen data for denne rapporten|der er ingen data for denne rapport)\.?",
    re.IGNORECASE,
)
