"""The schemas of reports: drafts, which change as they are written, and frozen ones, which never do."""

from __future__ import annotations

import dataframely as dy

from data import columns as c

REPORT_KINDS = ("month", "quarter", "interim", "year")
LANGUAGE_CODES = ("sv", "en")


class ReportDrafts(dy.Schema):
    """A report that is being written: what it is of, and what has been chosen, as JSON."""

    draft_id = c.identifier(key=True)
    org_id = c.identifier()
    kind = c.choice(REPORT_KINDS)
    period = c.identifier()
    language = c.choice(LANGUAGE_CODES)
    choices = c.text(nullable=False)
    author = c.text()
    started_at = c.time()
    saved_at = c.time()


class Reports(dy.Schema):
    """A report as it was when it was frozen; `contents` and `table_versions` make it readable for ever."""

    report_id = c.identifier(key=True)
    org_id = c.identifier()
    kind = c.choice(REPORT_KINDS)
    period = c.identifier()
    language = c.choice(LANGUAGE_CODES)
    choices = c.text(nullable=False)
    table_versions = c.text(nullable=False)
    contents = c.text(nullable=False)
    figures_sha256 = c.identifier()
    author = c.identifier()
    frozen_at = c.time()
    reckoned_on = c.day()
    draft_id = c.identifier(nullable=True)
    supersedes = c.identifier(nullable=True)
