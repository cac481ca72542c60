"""Method and definitions: how the report is to be read, and what each measure in it means."""

from __future__ import annotations

from collections.abc import Collection

from charts.chart import Table
from locales import N_
from metrics.catalogue import CATALOGUE
from metrics.sentence import told
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line

READ = (
    N_("Figures go up and down without anything having happened: each is therefore judged by those before it."),
    N_("Within normal variation there is nothing to explain; a clear change is more than chance explains."),
    N_("Probably a shift is unusual, but chance may reach that far: await the next figures."),
    N_("Reach counts persons, and persons are never added up: who is reached twice is one person."),
    N_("Where the platform has not counted exactly the period, an interval stands that is certain to hold the answer."),
    N_("Followers of several channels are relations: one person may follow them all."),
    N_("No change is computed across a day on which a platform began to count in another way."),
    N_("A day without figures is not nought; where more than a tenth are missing, no change is told."),
    N_("Where a goal will probably end is told as an interval that holds four times out of five."),
)


def method(asked: Asked, shown: Collection[str]) -> Section | None:
    """How to read the report, with the measures of the catalogue that are `shown` in it."""
    language, draft = asked.language, Draft(asked.of, asked.language)
    draft.say([told(language.text(one), language) for one in READ], listed=True)
    rows = [
        [language.text(one.label), language.text(one.explanation), language.text(one.formula)]
        for name, one in CATALOGUE.items()
        if name in shown
    ]
    columns = [language.text("Measure"), language.text("What it means"), language.text("Formula")]
    draft.list_rows(language.text("The measures in the report"), Table(columns, rows, rows))
    title = language.text("How we have counted")
    return draft.section("method", language.text("Method and definitions"), title, source_line(asked, "method"))
