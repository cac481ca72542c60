"""Files in: hand them in, answer what they cannot say, see what would change, say yes, read what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from charts.before_after import before_after_chart
from charts.import_tables import files_table, readable, refused_table, rejected_table, unknown_table
from data.importers.source import Question
from data.imports.apply import apply
from data.imports.plan import File, Plan
from data.imports.preview import accounts_of, before_and_after
from data.imports.wording import choice_text, question_text, remark_text
from data.template.workbook import workbook
from locales import N_, Language
from metrics.wording import channel_name
from ui.figure import show_chart
from ui.importing.intake import Ask, Intake, Progress
from ui.load import today
from ui.notices import notice
from ui.page import paragraphs, section
from ui.table import show_table
from ui.view import held, set_widget, widget_value

HOW = N_(
    "Download files from Meta Business Suite, LinkedIn, YouTube Studio, TikTok, X, Matomo or Google Analytics and put "
    "them here as they are, many at once if you like, or in a zip. You see what they would change before anything "
    "is written."
)
WIDE = 420  # pixels


def import_files(folder: Path, version: str, language: Language) -> bool:
    """Draw the way of files into the store; returns whether the store has just been changed."""
    intake = held("intake", Intake)
    section(language.text("Import files"), language.text(HOW))
    if intake.report:
        _report(intake.report, language)
    _hand_in(intake, language)
    if not intake.sources:
        return False
    if intake.asks:
        section(language.text("What the files do not say"))
    for ask in list(intake.asks):
        _put(ask, intake, language)
    with _progress(language.text("Reading")) as progress:
        more = intake.make_plan(folder, version, progress)
    if more or not intake.plan:
        st.rerun()
    _preview(intake.plan, language)
    return _confirm(intake, language)


def _hand_in(intake: Intake, language: Language) -> None:
    """The files and the day they were downloaded."""
    uploaded = st.file_uploader(
        language.text("Files from the platforms, or our own template"),
        accept_multiple_files=True,
        key=f"files-{intake.turn}",
        on_change=intake.touch,
    )
    if not uploaded:
        st.download_button(
            language.text("Download our template, for what no platform tells"),
            lambda: workbook(language),
            file_name=language.text("genomslag-template.xlsx"),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="template",
            type="tertiary",
            on_click="ignore",
        )
    intake.hold([(one.file_id, one.name, one.getvalue) for one in uploaded])
    if intake.kept:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(as_text(", ".join(name for _, name, _ in intake.kept)), width="content")
            if st.button(language.text("Take away"), key=f"take-away-{intake.turn}", type="tertiary"):
                intake.drop()
                st.rerun()
    if intake.files:
        now = today()
        day = st.date_input(
            language.text("Downloaded on"), intake.read_on or now, max_value=now, key=f"read-on-{intake.turn}",
            help=language.text("Of two files that say different things, the one that was downloaded last is right."),
            format="YYYY-MM-DD", width=WIDE // 2,
        )  # fmt: skip
        intake.read_on = None if day == now else day
    intake.take()


def _put(ask: Ask, intake: Intake, language: Language) -> None:
    """One question: its answer is kept, and the page drawn anew where it has changed."""
    given = intake.given(ask)[0]
    value = _answer(ask, given, language)
    several = len(ask.files) > 1
    if several or (len(intake.sources) > 1 and ask.files[0] not in question_text(ask.question, language)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(as_text(", ".join(ask.files)), width="content")
            if several and st.button(language.text("Answer for each file"), key=f"{ask.key}-apart", type="tertiary"):
                intake.split(ask)
                st.rerun()
    if value != given:
        intake.answer(ask, value)
        st.rerun()


def _said(ask: Ask, language: Language) -> str:
    if len(ask.files) == 1:
        return question_text(ask.question, language)
    many = language.text("{count} files", count=len(ask.files))
    return question_text(Question(ask.about, ask.question.text, (), {**ask.question.fields, "name": many}), language)


def _answer(ask: Ask, given: str, language: Language) -> str:
    """What the widget holds: one of the choices with the likely one first and none chosen, or a text."""
    said = _said(ask, language)
    st.html(f'<p style="margin:0">{escape(said)}</p>')
    choices = {choice.value: choice_text(choice, language) for choice in ask.question.choices}
    if widget_value(ask.key) is None and given:  # the widget was not drawn for a while
        set_widget(ask.key, given)
    if choices:
        chosen = st.selectbox(
            as_label(said), list(choices), None, format_func=choices.__getitem__, key=ask.key, width=WIDE,
            placeholder=language.text("Choose"), label_visibility="collapsed",
        )  # fmt: skip
        return chosen or ""
    return st.text_input(as_label(said), key=ask.key, width=WIDE, label_visibility="collapsed").strip()


@contextmanager
def _progress(doing: str) -> Iterator[Progress]:
    """A bar that says which file it is at, gone when all are done."""
    bar = st.empty()

    def _show(done: int, of: int, name: str) -> None:
        bar.progress(done / of, as_text(f"{doing} {done + 1}/{of} · {name}"))

    yield _show
    bar.empty()


def _preview(plan: Plan, language: Language) -> None:
    """What the files would do, all of them in a table and one of them closely; and those that cannot be imported."""
    section(language.text("What would change"), plan_sentence(plan.files, language))
    if known := readable(plan.files):
        table = files_table(known, account_names(plan, language), language)
        show_table(table, caption=language.text("Files"), key="plan", language=language)
    _refused(plan.files, "refused", language)
    told = [file for file in known if file.status == "ready" or file.remarks or file.rejected]
    if len(told) > 1:
        label, names = language.text("Look closely at"), [file.file for file in told]
        place = st.selectbox(label, range(len(told)), format_func=names.__getitem__, key="plan-file", width=WIDE)
        told = told[place : place + 1]
    for file in told:
        _closely(plan, file, language)


def _refused(files: Sequence[File], key: str, language: Language) -> None:
    table = refused_table(files, language)
    if table.rows:
        show_table(table, caption=language.text("Files that cannot be imported"), key=key, language=language)


def _closely(plan: Plan, file: File, language: Language) -> None:
    paragraphs([remark_text(remark, language) for remark in file.remarks])
    found = before_and_after(plan, file) if file.status == "ready" else None
    if found:
        show_chart(before_after_chart(found, language), key="before-after", language=language, height=240)
    if file.rejected:
        table, title = rejected_table(file, language), language.text("Rows that cannot be used")
        show_table(table, caption=title, key="rejected", language=language, file_name="rejected")
    if file.unknown:
        table, title = unknown_table(file, language), language.text("Columns that are not used")
        show_table(table, caption=title, key="unknown", language=language)


def account_names(plan: Plan, language: Language) -> dict[str, str]:
    """What each account is called, with its platform, by id."""
    rows = accounts_of(plan).items()
    return {account: f"{channel_name(row['platform'], language)}: {row['name']}" for account, row in rows}


def plan_sentence(files: Sequence[File], language: Language) -> str:
    """What the files would do, in a sentence or two."""
    plural = language.plural
    ready = [file for file in files if file.status == "ready"]
    asking, parts = sum(file.status == "asks" for file in files), list[str]()
    if ready:
        can = plural(
            "The file can be imported.", "{ready} of {count} files can be imported.", len(files), ready=len(ready)
        )
        parts.append(can)
    elif not asking:
        parts.append(plural("The file cannot be imported.", "None of the files can be imported.", len(files)))
    if any(file.total.added or file.total.changed for file in ready):
        parts.append(f"{rows_changed(ready, language)}.")
    elif ready:
        parts.append(language.text("They say what the store already knows."))
    if rejected := sum(len(file.rejected) for file in files):
        parts.append(plural("{count} row is rejected.", "{count} rows are rejected.", rejected))
    if asking:
        parts.append(plural("{count} file waits for an answer.", "{count} files wait for an answer.", asking))
    return " ".join(parts)


def rows_changed(files: Sequence[File], language: Language) -> str:
    """How many rows files add and change: 2 063 new rows, 62 changed."""
    added, changed = (sum(getattr(file.total, name) for file in files) for name in ("added", "changed"))
    new = language.plural("{count} new row", "{count} new rows", added)
    return language.text("{new}, {changed} changed", new=new, changed=language.number(changed))


def _confirm(intake: Intake, language: Language) -> bool:
    """The yes, with who says it; returns whether the import has been made."""
    plan = intake.plan
    ready = [file for file in plan.files if file.status == "ready"] if plan else []
    if not plan or not ready:
        return False
    partial = False
    if any(file.rejected for file in ready):
        partial = st.checkbox(
            language.text("Import the other rows of files with rejected rows too"), key=f"partial-{intake.turn}"
        )
    able = [file for file in ready if partial or not file.rejected]
    # A form, so that leaving the field and pressing the button is one run and no press is lost between two.
    with st.form(f"confirm-{intake.turn}", width=WIDE, border=False):
        by = st.text_input(language.text("Your name, for the list of imports"), key="imported-by", max_chars=80)
        label = language.plural("Import {count} file", "Import {count} files", len(able))
        yes = st.form_submit_button(label, key=f"import-{intake.turn}", disabled=not able)
    if yes:
        with _progress(language.text("Importing")) as progress:
            intake.done(apply(plan, by.strip(), partial=partial, progress=progress))
    return yes


def _report(files: Sequence[File], language: Language) -> None:
    """What the last import did."""
    imported = [file for file in files if file.status == "imported"]
    text = language.plural(
        "{count} file was imported: {rows}.", "{count} files were imported: {rows}.",
        len(imported), rows=rows_changed(imported, language),
    )  # fmt: skip
    notice(text, language.text("Any of them can be undone below.") if imported else "")
    _refused(files, "report-refused", language)


def as_label(text: str) -> str:
    """Text for a label that is only heard: Streamlit takes it for Markdown, so nothing in it may be that."""
    return " ".join(re.sub(r"[\\`*\[\]<>$|~#{}!:]", " ", text).split())


def as_text(text: str) -> str:
    """Text for a label, which Streamlit reads as Markdown: nothing in it is markup."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:&])", r"\\\1", text)
