"""Questions about the figures, as a table: which days, which channel, what is asked, and the file it came from."""

from __future__ import annotations

from charts.chart import Cell, Table
from locales import Language
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.question_wording import question_text
from metrics.questions import questions
from metrics.wording import channel_name

MOST_SHOWN = 100


def questions_summary(facts: Facts, scope: Scope, language: Language) -> str:
    """How many questions there are, and how many of them the table holds."""
    count = len(questions(facts, scope))
    if not count:
        return language.text("Nothing in the figures raises a question.")
    said = language.plural("{count} question about the figures.", "{count} questions about the figures.", count)
    if count <= MOST_SHOWN:
        return said
    return f"{said} {language.text('The {shown} newest are shown.', shown=language.number(MOST_SHOWN))}"


def questions_table(facts: Facts, scope: Scope, language: Language) -> Table:
    """A row a question, which names its channel; the newest first, at most MOST_SHOWN; the file only where known."""
    text = language.text
    names, files = _channels(facts, scope, language), _files(facts)
    asked = questions(facts, scope)[:MOST_SHOWN]
    traced = any(files.get(one.import_id) for one in asked)
    rows: list[list[Cell]] = []
    shown = []
    for one in asked:
        said = [question_text(one, names, language)]
        file = files.get(one.import_id)
        days = sorted({one.first.isoformat(), one.last.isoformat()})
        rows.append(["/".join(days), *said, *([file] if traced else [])])
        shown.append([language.days(one.first, one.last), *said, *([file or "–"] if traced else [])])
    columns = [text("Days"), text("Question")]
    return Table([*columns, *([text("File")] if traced else [])], rows, shown)


def _channels(facts: Facts, scope: Scope, language: Language) -> dict[str, str]:
    """The accounts' platforms, with their names where the organisation has several on one."""
    accounts = accounts_in(facts, Scope(scope.organisation))
    several = accounts["platform"].duplicated(keep=False)
    rows = zip(accounts["account_id"], accounts["platform"], accounts["name"], several, strict=True)
    return {
        account: f"{channel_name(platform, language)}: {name}" if many else channel_name(platform, language)
        for account, platform, name, many in rows
    }


def _files(facts: Facts) -> dict[str, str]:
    """The names of the imported files, by import."""
    if not facts.store.has("imports"):
        return {}
    found = facts.store.collect(facts.store.scan("imports").select("import_id", "file_name"))
    return {import_id: name for import_id, name in found.iter_rows() if name}
