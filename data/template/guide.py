"""The first sheet of the template: how it is used, and every column in words."""

from __future__ import annotations

from locales import N_

GUIDE, LISTS = N_("Read this first"), N_("Lists")
TITLE = N_("Fill in what no platform can tell")
STEPS = (
    N_("Use this file for what cannot be downloaded: followers that you note by hand, organisations to compare "
       "with, campaigns, goals and the number of inhabitants. Download the rest from the platforms."),
    N_("Fill in the sheets that you need and leave the others empty. Begin with Organisations and Channels."),
    N_("Row 1 has the headings and row 2 the names that the program uses. Row 3 is an example, which is not read. "
       "Begin on row 4."),
    N_("Point at a heading to see what to fill in. Cells with a list have an arrow to the right."),
    N_("An empty cell means that you do not know. Write 0 only where it really was none."),
    N_("Write days as 2026-03-05. Numbers may be written as 1 234,5."),
    N_("An id is a name that you make up, without spaces. Use the same id for the same thing in every sheet."),
    N_("When you change something, import the file again. What is the same is left alone, what is new is added."),
    N_("Save the file and import it in the app, or write: python -m data import."),
)  # fmt: skip
SHEET, COLUMN, MUST, HOW = N_("Sheet"), N_("Column"), N_("Must be filled in"), N_("How it is filled in")
