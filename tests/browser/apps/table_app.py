"""Sweden's municipalities with invented figures, sorted and searched: what the browser tests look at.

`?lang=en` changes the language; a press on the slider changes the figures, as a filter would.
"""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from charts.chart import Cell, Table
from data.reference import municipalities
from locales import Language
from ui.table import browse_table, show_table

OWN, UNRANKED = "Umeå", ("Åre", "Ydre", "Arjeplog")
NAMES = ["Municipality", "First day", "Shrunk", "Lowest", "Highest", "Place", "Rank from", "Rank to", "Inhabitants"]
MORE = ["Posts", "Days missing", "Per 1,000", "Change", "Remark"]
HOSTILE = '<img src=x onerror="window.hacked=1"> "=1+1"'


def row(number: int, name: str) -> list[Cell]:
    """Missing where the organisation is not ranked; many ties; numbers below zero."""
    if name in UNRANKED:
        return [name, None, *[None] * 11, "too few posts"]
    value = (number * 7919 % 1000) / 10 + STEP
    day = (date(2026, 10, 31) - timedelta(days=number % 40)).isoformat()
    place = number % 12 + 1
    counts = [1_000 + number * 4_321 % 150_000, number % 60, number % 4]
    return [name, day, value, value - 5, value + 5, place, place, place + 3, *counts, value / 3, 50 - value,
            HOSTILE if number == 7 else ""]  # fmt: skip


def read(value: Cell, language: Language) -> str:
    if isinstance(value, str):
        return language.day(date.fromisoformat(value)) if value[:4] == "2026" else value
    return "" if value is None else language.number(value, 1 if isinstance(value, float) else 0)


language = Language(st.query_params.get("lang", "sv"))
st.set_page_config(page_title="Tabell", layout="wide")
st.title("Tabell")
STEP = st.slider("Steg", 0, 9, key="steps")
rows = [row(number, name) for number, name in enumerate(municipalities()["name"])]
names = [str(one[0]) for one in rows]
table = Table(
    [*NAMES, *MORE], rows, [[read(cell, language) for cell in one] for one in rows],
    marked=[names.index(OWN)], muted=[names.index(one) for one in UNRANKED],
)  # fmt: skip
about = ["Påhittade siffror.", '=HYPERLINK("http://ond.example")']
browse_table(
    table, caption="Alla kommuner: med siffror", key="towns", language=language, file_name="kommuner", about=about
)
few = Table(["Inlägg", "Interaktioner"], [["Öppet hus", 12], ["Älgjakt", None]], [["Öppet hus", "12"], ["Älgjakt", ""]])
browse_table(few, caption="Två inlägg", key="posts", language=language, file_name="inlagg")
marked = Table(["Plats", "Ort"], [[1, "Umeå"], [None, "Ydre"]], [["1", "Umeå"], ["–", "Ydre"]], marked=[0], muted=[1])
show_table(marked, caption="Två orter", key="marked", language=language)
