"""The report as files to take along, each made when it is asked for."""

from __future__ import annotations

from functools import partial as with_arguments
from io import BytesIO

import streamlit as st

from data.errors import GenomslagError
from locales import Language
from reports.chromium import executable
from reports.files import FORMATS, file_name, written
from reports.report import Report
from reports.slides.template import open_template
from ui import view as address
from ui.notices import error_notice, notice
from ui.page import section, small

AT_ONCE = ("pptx", "xlsx", "html")
LARGEST = 50  # megabytes of a template
_PAPER, _ASKED = "board-pdf", "board-pdf-asked"


def take_along(report: Report, mark: str, language: Language) -> None:
    """Draw the buttons for the report's files, and the field for a template of the organisation's own.

    `mark` is another one when the report is.
    """
    section(language.text("Take it with you"))
    template = _template(language)
    with st.container(horizontal=True, gap="small", key="board-files"):
        for form in AT_ONCE:
            given = template if form == "pptx" else None
            st.download_button(
                language.text(FORMATS[form].label), with_arguments(_content, report, form, given),
                file_name=file_name(report, form), mime=FORMATS[form].media_type, key=f"file-{form}", on_click="ignore",
            )  # fmt: skip
        _paper(report, mark, language)


def _content(report: Report, form: str, template: bytes | None) -> bytes:
    return written(report, form, BytesIO(template) if template else None)


def _template(language: Language) -> bytes | None:
    """The template that she has chosen, where it can be used."""
    with st.expander(language.text("Use a PowerPoint template of your own"), key="board-template-box"):
        chosen = st.file_uploader(
            language.text("A template or presentation (.pptx, .potx)"), ("pptx", "potx"), key="board-template",
            max_upload_size=LARGEST,
        )  # fmt: skip
        small(language.text("It is used for the files that you download now, and kept nowhere."))
        if chosen is None:
            return None
        try:
            open_template(BytesIO(chosen.getvalue()), language)
        except GenomslagError as error:
            error_notice(error, language)
            return None
        notice(language.text("The slides will be made in {name}.", name=chosen.name))
        return chosen.getvalue()


def _paper(report: Report, mark: str, language: Language) -> None:
    """The PDF, which takes some seconds: made first, then fetched. Where there is no Chromium, how to print instead."""
    if not executable():
        small(language.text("For a PDF, open the web page in a browser and print it."))
        return
    made: dict[str, bytes] = address.held(_PAPER, dict)
    if mark not in made:
        st.button(
            language.text("Make a PDF"), key="file-pdf-make",
            on_click=with_arguments(address.set_widget, _ASKED, value=mark),
        )  # fmt: skip
    if address.widget_value(_ASKED) == mark:
        address.set_widget(_ASKED, None)
        with st.spinner(language.text("The PDF is being made, which takes some seconds.")):
            try:
                made.clear()
                made[mark] = written(report, "pdf")
            except GenomslagError as error:
                error_notice(error, language)
    if mark in made:
        st.download_button(
            language.text("Download the PDF"), made[mark], file_name=file_name(report, "pdf"),
            mime=FORMATS["pdf"].media_type, key="file-pdf", on_click="ignore",
        )  # fmt: skip
