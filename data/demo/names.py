"""Names of places that do not exist: Swedish-sounding, and the same for the same number."""

from __future__ import annotations

from itertools import product

REGIONS = (
    "Norrvidden Sjölandet Västfjärden Östmarken Granbygden Skärkusten Mittlandet Vildmarken Björklagen Tallheden "
    "Åsbygden Sundlandet Dalåsen Älvlandet Stenkusten Vintermarken Hedbygden Öarna Lövlandet Fjällåsen"
).split()
FIRST = "Ek Björk Tall Gran Alm Ask Lind Rönn Häll Sten Älg Örn Tran Svan Ljung Säv Vit Grön Brun Silver Åker".split()
LAST = "arp sta köping by vik fors näs hult ås ö mo torp sjö berga hamn lunda träsk skog vall dal".split()
REAL = frozenset(
    "Alvik Almby Askby Bromölla Grums Gransta Linköping Tranås Stensjö Stenhamra Björkby Björkvik Granby Lindö Lindby "
    "Lindesberg Lindome Vitvattnet Brunnby Askö Almvik Ekerö Eksjö Ekshärad Ekeby Ekö Ekbacka Tallvik Örnsköldsvik "
    "Örnvik Svanvik Åkersberga Åkerby Ljungby Ljungskile Stenby Stensta Stentorp Rönnby Rönnö Tranö Björkö Björköby "
    "Björktorp Lindhult Svansta Almhult Älghult Björkfors Granö Gransjö Askvik Hällby Hällefors Hällnäs Hällvik "
    "Stenhamn Silverdal Ekvik Brunskog Granvik Granhult Ekfors Ekskog Eknäs Ektorp Vitvik Vitsjö Ekby Tallås Stenås "
    "Stenvik Stendal Stenhult Svanskog Svansjö Tranhult Almö Alsta Asksta Björknäs Björkdal Björkås Björkhult Grönö "
    "Grönvik Gröndal Gröntorp Granfors Grandal Grannäs Grantorp Brundal Brunsta Brunsvik Lindfors Lindvik Linddal "
    "Lindås Lindnäs Lindholmen Lindtorp Åkervik Åkerö Ljungdal Ljungarp Ljungås Ljunghult Rönnskog Rönnvik Rönnäs "
    "Silverberga Hällsta Hälltorp Hällsjö Älgnäs Älgsjö Älgö Örnäs Örnö Örnsjö Säveby Sävsjö Sävdal Sävnäs Sävtorp "
    "Sävar Askersund Askome Ekdal Ekmo Ekås Ekhult Eksta Stennäs Stenskog".split()
)


def municipalities(count: int) -> list[str]:
    """So many names of municipalities, all different; numbered when the words run out."""
    # A step that shares no factor with the number of names mixes first parts and endings.
    every = [first + last for first, last in product(FIRST, LAST) if first + last not in REAL and first[-1] != last[0]]
    mixed = [every[n * 173 % len(every)] for n in range(len(every))]
    assert len(set(mixed)) == len(every)
    return [mixed[n % len(mixed)] + (f" {n // len(mixed) + 1}" if n >= len(mixed) else "") for n in range(count)]


def genitive(name: str) -> str:
    """The name of the municipality as an organisation: Ekarps kommun."""
    return f"{name}{'' if name[-1] in 'sxz' else 's'} kommun"
