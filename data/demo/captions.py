"""What the fictional region writes about: its own topics, and captions in Swedish."""

from __future__ import annotations

TOPICS = {
    "Vård": 0.27,
    "Folkhälsa": 0.17,
    "Kollektivtrafik": 0.14,
    "Kultur": 0.13,
    "Jobba hos oss": 0.13,
    "Kris & beredskap": 0.06,
    "Politik & beslut": 0.10,
}
PLACES = (
    "Älvsta", "Norsby", "Hällfors", "Tallåsen", "Grönvik", "Björkudden", "Sjöbacka", "Forsnäs", "Lillhärad",
    "Åmynne", "Östansjö", "Rödeby",
)  # fmt: skip
CAPTIONS = {
    "Vård": (
        "Nu är den nya mottagningen i {place} öppen. Välkommen in!",
        "Behöver du råd om vård? Ring 1177, dygnet runt.",
        "Så förbereder du dig inför din operation på sjukhuset i {place}.",
        "Köerna till höftoperation har blivit kortare. Väntetiden är nu {number} veckor.",
        "Barnmorskan Elin berättar om en natt på förlossningen i {place}.",
        "I dag tackar vi alla som arbetar på akuten. Ni gör skillnad!",
        "Ny teknik hjälper röntgen att hitta frakturer snabbare.",
        "Du vet väl att du kan boka om din tid på 1177.se?",
        "Vårdcentralen i {place} har öppet på kvällar i höst.",
        "Ambulansen i {place} får {number} nya medarbetare.",
    ),
    "Folkhälsa": (
        "Dags för vaccination! Drop-in i {place} på torsdag.",
        "Fem enkla råd för bättre sömn.",
        "Var tredje invånare rör sig för lite. Så kommer du igång.",
        "Hur mår unga i {place}? Här är svaren från årets enkät.",
        "Självtest för livmoderhalscancer skickas hem till dig.",
        "Hjärtstartare finns på {number} platser i {place}. Vet du var?",
        "Gå med i höstens promenadutmaning!",
        "Prata med någon. Stödlinjen är öppen varje kväll.",
    ),
    "Kollektivtrafik": (
        "Linje {number} får fler turer mellan {place} och Älvsta.",
        "Spårarbete i helgen: ersättningsbuss från {place}.",
        "Ny tidtabell gäller från söndag. Kolla din resa i appen.",
        "Res gratis hela sommaren om du är under 19 år.",
        "Nu rullar elbussarna i {place}.",
        "Tack för era synpunkter! Så här ändrar vi linje {number}.",
        "Halt väglag: räkna med förseningar i hela länet.",
    ),
    "Kultur": (
        "Höstens föreställningar är släppta. Vi ses i {place}!",
        "Sommarmusik i parken, {place}, kl. 18. Fri entré.",
        "Biblioteket i {place} firar 100 år.",
        "Länsmuseet visar {number} nyfunna föremål från bronsåldern.",
        "Sök kulturstipendiet senast den 15 mars.",
        "Unga röster tar plats på scenen i {place}.",
    ),
    "Jobba hos oss": (
        "Vi söker sjuksköterskor till {place}. Blir du vår nya kollega?",
        "“Det bästa är teamet.” Möt undersköterskan Amir.",
        "Sommarjobba hos oss! {number} platser kvar.",
        "Som busstekniker i {place} är ingen dag den andra lik.",
        "AT-läkare: sök senast på söndag.",
        "Vi utbildar dig med lön. Läs mer om utbildningstjänsterna.",
    ),
    "Kris & beredskap": (
        "Storm i natt: stanna hemma om du kan. Vården har öppet som vanligt.",
        "Så fyller du din krislåda. Klarar du en vecka?",
        "Strömavbrott i {place}. Sjukhuset går på reservkraft.",
        "Kokningsrekommendationen i {place} är hävd.",
        "I dag provar vi viktigt meddelande till allmänheten kl. 15.",
    ),
    "Politik & beslut": (
        "Regionfullmäktige sammanträder i dag. Följ mötet direkt.",
        "Budgeten är beslutad: {number} miljoner mer till primärvården.",
        "Nu bygger vi ut sjukhuset i {place}.",
        "Tyck till om länets nya trafikplan!",
        "Så styrs regionen, på en minut.",
    ),
}
VIRAL = "Hon har kört buss i 40 år. I dag fick Maj-Britt sin sista tur filmad av hela linje 7."
HOSTILE = "<script>alert(1)</script> Så såg kommentaren ut som vi fick till vår post om nätsäkerhet."
FORMULA = '=HYPERLINK("https://exempel.invalid";"Klicka här") är ett vanligt knep i bluffmejl. Se upp!'
ENDINGS = ("", "", " Läs mer på vår webbplats.", " Dela gärna!", " Vad tycker du?", " Tagga någon som vill veta.")
CAMPAIGN_CAPTIONS = {
    "influensa-2024": "Influensan kommer. Vaccinera dig i {place}, drop-in hela veckan.",
    "sommarjobb-2025": "Sommarjobba i vården i {place}! Sök senast den 30 mars.",
    "nya-linjenatet": "Nya linjenätet startar. Se hur din resa i {place} ändras.",
    "fraga-oss": "Du frågar, barnmorskan svarar: fråga {number}.",
    "en-vecka-utan-el": "En vecka utan el. Vad behöver du hemma i {place}?",
    "screening-2026": "Fem minuter som kan rädda ditt liv. Boka din screening i {place}.",
}


def caption(topic: str, campaign: str | None, pick: int) -> str:
    """The caption number `pick` of a topic or campaign."""
    text = CAMPAIGN_CAPTIONS[campaign] if campaign else CAPTIONS[topic][pick % len(CAPTIONS[topic])]
    if topic != "Kris & beredskap":
        text += ENDINGS[pick // 3 % len(ENDINGS)]
    return text.format(place=PLACES[pick // 7 % len(PLACES)], number=pick // 11 % 40 + 2)
