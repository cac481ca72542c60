"""What one reader is about to import: files, answers to what they cannot say, and the plan that follows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zlib import crc32

from data.errors import GenomslagError
from data.importers import registry
from data.importers.source import Answers, Question, Source
from data.imports.plan import File, Plan, plan
from ui.load import LOCAL_TIME

ORDER = ("organisation", "account", "platform", "metric", "year")  # in which things are asked
Progress = Callable[[int, int, str], None]
HandedIn = tuple[str, str, Callable[[], bytes]]  # an id, a name and the bytes


@dataclass(frozen=True)
class Ask:
    """One question that is put once for all the files that ask it."""

    question: Question
    files: tuple[str, ...]

    @property
    def about(self) -> str:
        """The field of `Answers` that it fills."""
        return self.question.about

    @property
    def key(self) -> str:
        """What its widget is called: the same for as long as the same files ask the same."""
        return f"answer-{self.about}-{crc32(repr((self.question.text, self.files)).encode()):08x}"

    def alike(self, question: Question) -> bool:
        """Whether another file's question is the same but for the file's name."""
        mine, other = self.question, question
        same = (mine.about, mine.text, mine.choices) == (other.about, other.text, other.choices)
        return same and _without_name(mine) == _without_name(other)

    def apart(self) -> list[Ask]:
        """The question put for each file by itself."""
        named = self.question.fields
        return [Ask(replace(self.question, fields={**named, "name": name}), (name,)) for name in self.files]


@dataclass
class Intake:
    """The files that were handed in, what was asked and answered of them, the plan, and what the last import did."""

    turn: int = 0  # a new uploader for each
    sources: tuple[Source, ...] = ()
    asks: list[Ask] = field(default_factory=list)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    plan: Plan | None = None
    report: tuple[File, ...] = ()
    kept: tuple[HandedIn, ...] = ()  # files that the uploader no longer shows
    read_on: date | None = None  # the day of the download, where it is another than today
    touched: bool = False  # the reader has just added or taken away a file
    _uploaded: tuple[HandedIn, ...] = ()
    _handed_in: Hashable = None
    _planned: Hashable = None

    def touch(self) -> None:
        """Files have been added or taken away."""
        self.touched, self.report = True, ()

    def drop(self) -> None:
        """Forget the files that the uploader no longer shows."""
        self.kept = ()

    def hold(self, uploaded: Sequence[HandedIn]) -> None:
        """These files are in the uploader now. One that is drawn anew, on another page or in another language, has
        forgotten its files, and they are kept here."""
        if not uploaded and not self.touched:
            self.kept += self._uploaded
        self._uploaded, self.touched = tuple(uploaded), False

    @property
    def files(self) -> tuple[HandedIn, ...]:
        """All files that were handed in."""
        return self.kept + self._uploaded

    def take(self) -> None:
        """Read the files that were handed in, unless it is done."""
        handed_in = (*(file_id for file_id, _, _ in self.files), self.read_on)
        if handed_in == self._handed_in:
            return
        at = datetime.combine(self.read_on, time(12), LOCAL_TIME).astimezone(UTC) if self.read_on else None
        names = told_apart([name for _, name, _ in self.files])
        inside = (_inside(Source(name, file[2](), at)) for name, file in zip(names, self.files, strict=True))
        sources = tuple(source for sources in inside for source in sources)
        self._handed_in = handed_in
        if sources != self.sources:
            self.sources, self.asks, self.plan = sources, [], None

    def given(self, ask: Ask) -> list[str]:
        """What has been answered for each of its files; an empty text for nothing."""
        return [self.answers.get(name, {}).get(ask.about, "") for name in ask.files]

    def answer(self, ask: Ask, value: str) -> None:
        """Keep an answer (an empty one for none); what was asked because of another answer is forgotten."""
        for name in ask.files:
            given = self.answers.setdefault(name, {})
            if given.get(ask.about, "") == value:
                continue
            later = self.asks[self.asks.index(ask) + 1 :]
            self.asks = [one for one in self.asks if one not in later or name not in one.files]
            given.pop(ask.about, None)
            if value:
                given[ask.about] = value

    def split(self, ask: Ask) -> None:
        """Ask it for each file by itself."""
        place = self.asks.index(ask)
        self.asks[place : place + 1] = ask.apart()

    def make_plan(self, folder: Path, version: str, progress: Progress) -> bool:
        """Plan anew if the files, the answers or the store have changed; returns whether there is more to ask."""
        told = {name: dict(given) for name, given in self.answers.items()}
        key = (tuple((name, *given.items()) for name, given in told.items()), version)
        if self.plan is None or key != self._planned:
            each = {name: as_answers(given) for name, given in told.items()}
            self.plan, self._planned = plan(folder, self.sources, each=each, progress=progress), key
        return self._ask(self.plan.files)

    def _ask(self, files: Iterable[File]) -> bool:
        """Put the questions that have not been put yet; returns whether there were any."""
        before, answered = list(self.asks), False
        for file in files:
            question = self._next_question(file)
            if question is None:
                continue
            if len(question.choices) == 1:  # there is nothing to choose
                self.answers.setdefault(file.source, {})[question.about] = question.choices[0].value
                answered = True
                continue
            open_asks = (ask for ask in self.asks if not any(self.given(ask)))
            same = next((ask for ask in open_asks if ask.alike(question)), None)
            if same:
                self.asks[self.asks.index(same)] = replace(same, files=(*same.files, file.source))
            else:
                self.asks.append(Ask(question, (file.source,)))
        return answered or self.asks != before

    def _next_question(self, file: File) -> Question | None:
        """What to ask of a file now, one thing at a time: an account that is known tells its platform."""
        put = {ask.about for ask in self.asks if file.source in ask.files} | {*self.answers.get(file.source, ())}
        left = [question for question in file.questions if question.about not in put]
        return min(left, key=lambda question: ORDER.index(question.about), default=None)

    def done(self, report: tuple[File, ...]) -> None:
        """The import has been made: what it did is kept, and so are files that still wait for something."""
        waiting = {file.source for file in report if file.status in ("asks", "stopped")}
        self.report, self.plan, self._planned = report, None, None
        self.sources = tuple(source for source in self.sources if source.name in waiting)
        self.asks = [ask for ask in self.asks if waiting.intersection(ask.files)]
        if not waiting:
            self.answers, self.kept, self._uploaded, self.read_on = {}, (), (), None
            self._handed_in, self.turn = None, self.turn + 1


def as_answers(given: Mapping[str, str]) -> Answers:
    """The answers as the import takes them."""
    year = given.get("year", "")
    return Answers(
        account=given.get("account"),
        organisation=given.get("organisation"),
        platform=given.get("platform"),
        metric=given.get("metric"),
        year=int(year) if year.isdecimal() else None,
    )


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, numbered where two files have the same."""
    given: dict[str, int] = {}
    for name in names:
        given[name] = given.get(name, 0) + 1
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(f"{name} ({seen[name]})" if given[name] > 1 else name)
    return apart


def _inside(source: Source) -> list[Source]:
    """The file itself, or the files of a zip, so that each can be asked about."""
    try:
        found = registry.sources(source)
    except GenomslagError:
        return [source]  # the plan says what is wrong with it
    return [one if one is source else replace(one, name=f"{source.name}/{one.name}") for one in found]


def _without_name(question: Question) -> dict[str, object]:
    return {name: value for name, value in question.fields.items() if name != "name"}
