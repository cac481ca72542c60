"""What has been chosen for a report, as the plain JSON that drafts and frozen reports keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics.figures import Scope
from reports.contents import Chosen
from reports.report import Comment


def as_json(chosen: Chosen, scope: Scope) -> dict[str, Any]:
    """The choices and the channels; what is as usual is left out."""
    texts = {
        section: {name: _pair(text) for name, text in found.items()} for section, found in chosen.texts.items() if found
    }
    comments = {section: [_pair(one) for one in found] for section, found in chosen.comments.items() if found}
    told = {
        "sections": None if chosen.sections is None else list(chosen.sections),
        "compare": "" if chosen.compare == "previous" else chosen.compare,
        "platforms": list(scope.platforms),
        "accounts": list(scope.accounts),
        "texts": texts,
        "comments": comments,
    }
    return {name: value for name, value in told.items() if value or (name == "sections" and value is not None)}


def chosen_in(choices: Mapping[str, Any], author: str = "") -> Chosen:
    """The choices that were kept."""
    sections = choices.get("sections")
    return Chosen(
        sections=None if sections is None else tuple(sections),
        comments={one: tuple(map(_comment, found)) for one, found in choices.get("comments", {}).items()},
        compare="year" if choices.get("compare") == "year" else "previous",
        author=author,
        texts={
            section: {name: _comment(text) for name, text in found.items()}
            for section, found in choices.get("texts", {}).items()
        },
    )


def scope_in(organisation: str, choices: Mapping[str, Any]) -> Scope:
    """Whose figures, of which channels."""
    return Scope(organisation, tuple(choices.get("platforms", ())), tuple(choices.get("accounts", ())))


def _pair(one: Comment) -> list[str]:
    return [one.text, one.author]


def _comment(pair: list[str]) -> Comment:
    return Comment(*pair)
