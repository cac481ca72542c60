"""Where drafts lie: in the store, or in the reader's session where nothing may be written to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex

from data.errors import GenomslagError
from data.register.report_rows import Draft, Frozen
from data.register.reports import drafts, frozen_reports, save_draft, start_draft, throw_away_draft
from data.register.tables import existing
from locales import N_, Language
from metrics.facts import Facts
from ui import view
from ui.importing.place import folder_to_write

_HELD = "board-drafts"
DEMO = N_("This is the demo: what you write stays until you close the page, and no report can be frozen.")
LOCKED = N_(
    "Nothing is written to this store: what you write stays until you close the page, and no report can be frozen."
)


@dataclass(frozen=True)
class Desk:
    """The drafts of a store. Without a `folder` they are the session's own, and `why` says why, in a line."""

    location: str
    folder: Path | None
    why: str = ""

    @cached_property
    def frozen(self) -> list[Frozen]:
        """Every frozen report without its contents, the last first."""
        return frozen_reports(self.location)

    @cached_property
    def _kept(self) -> list[Draft]:
        return drafts(self.location) if self.folder else []

    def all(self) -> list[Draft]:
        """Every draft, the last saved first."""
        return [*reversed(self._own().values()), *self._kept]

    def find(self, draft_id: str) -> Draft | None:
        """The draft with this id, as it lies now."""
        return next((one for one in self.all() if one.id == draft_id), None)

    def start(self, draft: Draft) -> str:
        """Keeps a new draft; returns its id."""
        self.__dict__.pop("_kept", None)
        if self.folder:
            return start_draft(self.folder, draft)
        draft_id, now = f"session-{token_hex(4)}", datetime.now(UTC)
        self._own()[draft_id] = replace(draft, id=draft_id, started_at=now, saved_at=now)
        return draft_id

    def change(self, draft_id: str, made: Callable[[Draft], Draft]) -> None:
        """Makes a change to a draft as it lies now."""
        own = self._own()
        self.__dict__.pop("_kept", None)
        if draft_id in own:
            own[draft_id] = replace(made(own[draft_id]), saved_at=datetime.now(UTC))
        elif self.folder:
            save_draft(self.folder, draft_id, made)

    def throw_away(self, draft_id: str) -> None:
        """Takes a draft away."""
        if self._own().pop(draft_id, None) is None and self.folder:
            throw_away_draft(self.folder, draft_id)

    @staticmethod
    def _own() -> dict[str, Draft]:
        found: dict[str, Draft] = view.held(_HELD, dict)
        return found


def desk(facts: Facts, language: Language) -> Desk:
    """The desk of the open store."""
    location = facts.store.location
    if facts.store.demo:
        return Desk(location, None, language.text(DEMO))
    try:
        return Desk(location, existing(folder_to_write(facts)))
    except GenomslagError:
        return Desk(location, None, language.text(LOCKED))
