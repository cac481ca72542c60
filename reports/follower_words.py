"""What a report says of followers."""

from __future__ import annotations

from math import isnan
from typing import Any

from metrics.channel_names import channel_in_text
from metrics.compared import earlier_period
from metrics.figures import accounts_in, figures
from metrics.narrative import followers_answer, rows_of
from metrics.number import change_of, of_row, owner
from metrics.sentence import Sentence, told
from reports.asked import Asked


def followers_sentence(asked: Asked) -> Sentence | None:
    """How many follow, and how many more than before; None where nobody knows."""
    row, several = asked.rows["followers"][0], len(accounts_in(asked.facts, asked.scope)) > 1
    if isnan(row.value):
        return None
    earlier = earlier_period(asked.facts, asked.view)
    text = followers_answer(row, asked.period, earlier, several, asked.language, asked.facts.last_day)
    return told(text, asked.language, of_row(row, asked.of), change_of(row, asked.of))


def grown(asked: Asked) -> list[Sentence]:
    """The channel that gained the most followers, where there are several."""
    gains = [row for row in _by_channel(asked) if row.value > 0]
    if len(_by_channel(asked)) < 2 or not gains:
        return []
    most = max(gains, key=lambda row: row.value)
    text = asked.language.counted(
        "{channel} grew the most, by one follower.",
        "{channel} grew the most, by {count} followers.",
        round(most.value),
        channel=_channel(asked, most),
    )
    return [told(text, asked.language, _number(asked, most))]


def lost(asked: Asked) -> list[Sentence]:
    """The channels that have fewer followers than before."""
    return [
        told(
            asked.language.counted(
                "{channel} lost one follower.",
                "{channel} lost {count} followers.",
                round(-row.value),
                channel=_channel(asked, row),
            ),
            asked.language,
            _number(asked, row),
        )
        for row in _by_channel(asked)
        if row.value < 0
    ]


def _by_channel(asked: Asked) -> list[Any]:
    rows = rows_of(figures(asked.facts, ("net_followers",), asked.scope, asked.period, by="account"))
    return [row for row in rows if not isnan(row.value)]


def _channel(asked: Asked, row: Any) -> str:
    return channel_in_text(asked.facts, asked.view.organisation, row.by, asked.language)


def _number(asked: Asked, row: Any) -> Any:
    return of_row(row, owner(asked.scope, "account", row.by))
