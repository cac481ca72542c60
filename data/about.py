"""What a store says of itself, in `about.toml`: title, source, licence and limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from pyarrow import fs

from data.errors import StoreError
from data.files import ABOUT, filesystem, reading
from locales import N_, Language


@dataclass(frozen=True)
class About:
    """A store's own words. `demo` marks invented figures; the limits are questions that its data can't answer."""

    title_sv: str = ""
    title_en: str = ""
    demo: bool = False
    source: str = ""
    source_sv: str = ""
    licence: str = ""
    url: str = ""
    limits_sv: tuple[str, ...] = ()
    limits_en: tuple[str, ...] = ()

    def title(self, language: Language) -> str:
        """The title in the reader's language, or in the other where only that is given."""
        pair = (self.title_sv, self.title_en)
        return (pair[0] or pair[1]) if language.code == "sv" else (pair[1] or pair[0])

    def source_in(self, language: Language) -> str:
        """Where the data comes from, in Swedish where that is given and read."""
        return (self.source_sv if language.code == "sv" else "") or self.source

    def limits(self, language: Language) -> tuple[str, ...]:
        """What the data can't answer, one sentence each, in the reader's language."""
        pair = (self.limits_sv, self.limits_en)
        return (pair[0] or pair[1]) if language.code == "sv" else (pair[1] or pair[0])


def read_about(location: str) -> About | None:
    """What the store says of itself, or None where it says nothing. Raises StoreError for a damaged file."""
    place = f"{location}/{ABOUT}"
    with reading(place):
        system, root = filesystem(location)
        if system.get_file_info(f"{root}/{ABOUT}").type != fs.FileType.File:
            return None
        with system.open_input_stream(f"{root}/{ABOUT}") as stream:
            content = stream.read()
    try:
        return _about(tomllib.loads(content.decode("utf-8")))
    except (UnicodeDecodeError, ValueError) as error:
        raise StoreError(
            N_("{place} is not as it should be: {reason}"),
            todo=N_("Correct the file, or take it away: a store needs none."),
            place=place,
            reason=str(error),
        ) from error


def _about(given: dict[str, Any]) -> About:
    """The known settings; unknown ones are ignored. Raises ValueError for a value of the wrong kind."""
    known: dict[str, Any] = {}
    for name, default in vars(About()).items():
        value = given.get(name, default)
        if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(text, str) for text in value):
            value = tuple(value)
        if type(value) is not type(default):
            raise ValueError(f"{name} = {value!r}")
        known[name] = value
    return About(**known)
