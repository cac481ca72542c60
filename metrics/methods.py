"""How figures are judged and compared, as the glossary tells it. Texts are message ids.

What stands here in few words is decided in docs/decisions: the figures in 0002, the verdicts and their rates in 0006.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from locales import N_
from metrics.attainment import STATUS_WORDS, Status
from metrics.verdict import Verdict


class Said(NamedTuple):
    """A paragraph, and the term that it explains where it is about one."""

    text: str
    term: str = ""


@dataclass(frozen=True)
class Rates:
    """Per cent, a row a variation from month to month and a column a step, both in per cent too."""

    caption: str
    corner: str
    seen: dict[int, tuple[int, ...]]
    steps: tuple[int, ...]


@dataclass(frozen=True)
class Method:
    """One entry: what it says first, what it adds, and perhaps a table."""

    id: str
    title: str
    first: tuple[Said, ...]
    more: tuple[Said, ...] = ()
    source: str = ""
    rates: Rates | None = None


BREAKS = "breaks"
"""The entry that names the known breaks, which data/known_breaks.py holds."""

NOTICED = Rates(
    caption=N_(
        "Of 100 lasting changes of each size, so many are noticed within three months, by how much the figure varies "
        "from month to month. Two to three earlier years are known."
    ),
    corner=N_("Variation"),
    steps=(-50, -30, 30, 50, 100),
    seen={
        5: (100, 100, 100, 100, 100),
        10: (100, 95, 81, 98, 100),
        15: (100, 70, 52, 82, 99),
        20: (95, 50, 36, 62, 94),
        30: (69, 30, 18, 31, 70),
        50: (34, 16, 10, 15, 33),
    },
)

METHODS = (
    Method(
        id="verdicts",
        title=N_("Verdicts: chance or change?"),
        first=(
            Said(
                N_(
                    "Figures go up and down without anything having happened. Each is therefore judged by the figures "
                    "before it, and gets one of four verdicts."
                )
            ),
            Said(
                N_("It lies where the earlier figures lead one to expect. There is nothing to explain."),
                Verdict.WITHIN.label,
            ),
            Said(
                N_("Unusually high or low, but chance alone may reach that far. Await the next figures."),
                Verdict.PROBABLY.label,
            ),
            Said(N_("More than chance explains. Look for the reason."), Verdict.CLEAR.label),
            Said(
                N_("Fewer than six earlier figures, or so uneven ones that what is normal cannot be told yet."),
                Verdict.TOO_LITTLE.label,
            ),
        ),
        more=(
            Said(
                N_(
                    "The method is the process-behaviour chart for single values (XmR). The middle is the median of "
                    "the earlier figures, and the limits lie three standard deviations from it, further away where "
                    "little is known. Outside a limit is a clear change, and so are three of four figures close to the "
                    "same limit. Probably a shift is a figure just inside a limit, two in a row well to one side, or "
                    "eight in a row on the same side of the middle."
                )
            ),
            Said(
                N_(
                    "Followers are judged by how many came and went, since their number itself hardly moves in a "
                    "month; reach channel by channel, since people cannot be added; and periods longer than a month by "
                    "their months."
                )
            ),
        ),
        source=N_(
            "W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931). D. J. Wheeler, Understanding "
            "Variation (1993)."
        ),
    ),
    Method(
        id="season",
        title=N_("Season and holiday time"),
        first=(
            Said(
                N_(
                    "From two years of its own figures on, an organisation's July is compared with its earlier Julys, "
                    "and every other month likewise. Before that the season is taken from the comparison group, where "
                    "there is one. Without either, no season is counted: what is expected reaches further, and the "
                    "verdict says so."
                )
            ),
        ),
        more=(
            Said(
                N_(
                    "July is quiet nearly everywhere. Until two own years are known it may lie at a third or at three "
                    "times the rest of the year without being called a shift or a change. By weeks the same holds from "
                    "midsummer to mid-August and around New Year."
                )
            ),
        ),
    ),
    Method(
        id="power",
        title=N_("What a verdict can see"),
        first=(
            Said(
                N_(
                    "The more a figure varies, the larger must a change be to show. Where it varies by a tenth from "
                    "month to month, we notice a lasting rise of 30 per cent within three months four times out of "
                    "five, a fall nearly always. Where it varies by a third, even a halving or a doubling shows so "
                    "soon only two times out of three; a smaller change can be real and still look like chance."
                )
            ),
        ),
        rates=NOTICED,
    ),
    Method(
        id="errors",
        title=N_("How often a verdict is wrong"),
        first=(
            Said(
                N_(
                    "Where nothing has happened, at most 1 figure in 100 is called a clear change, and at most 5 in "
                    "100 probably a shift. This was measured on simulated figures, large and small, with seasons."
                )
            ),
        ),
        more=(
            Said(
                N_(
                    "Among many figures some are unusual by chance: of sixty channels with six metrics each, about a "
                    "dozen are probably a shift every month. Where a good month tends to bring another, the calls are "
                    "more."
                )
            ),
        ),
    ),
    Method(
        id="reach",
        title=N_("Reach: a number, between, or at least"),
        first=(
            Said(
                N_(
                    "Reach counts people, and people cannot be added: someone reached on Monday and on Tuesday is one "
                    "person. The platforms count a day, a week, 28 days and sometimes a calendar month. Other periods "
                    "can only be enclosed."
                )
            ),
            Said(N_("A rise or a fall is claimed only where the two intervals do not overlap.")),
        ),
        more=(
            Said(N_("The platform itself has counted exactly these days."), N_("a number")),
            Said(
                N_(
                    "The fewest and the most that the platform's counts allow. If 28 days reached 40,000 people and "
                    "the month's last three days 2,000 each, the month reached between 40,000 and 46,000. The answer "
                    "is certain to lie there, and is no likelier in the middle."
                ),
                N_("between"),
            ),
            Said(N_("Some days have no count, so nobody can say how many it was at most."), N_("at least")),
        ),
    ),
    Method(
        id="pacing",
        title=N_("Will a goal be reached?"),
        first=(
            Said(
                N_(
                    "A goal whose time is not up is judged by where its figure is heading: an interval that holds the "
                    "end four times out of five."
                )
            ),
            Said(N_("The whole interval meets the target."), STATUS_WORDS[Status.LIKELY]),
            Said(
                N_(
                    "The target lies inside the interval. Or nothing can be told: the interval is too wide, or a "
                    "campaign does not go as the earlier ones did."
                ),
                STATUS_WORDS[Status.UNCERTAIN],
            ),
            Said(N_("The whole interval misses the target."), STATUS_WORDS[Status.UNLIKELY]),
            Said(N_("Less than a fifth of the days have passed."), STATUS_WORDS[Status.TOO_EARLY]),
        ),
        more=(
            Said(
                N_(
                    "A campaign is expected to go on as the organisation’s earlier campaigns did, once three are over; "
                    "a channel as its days usually do, by weekday and time of year. How far such forecasts miss is "
                    "measured on the channel’s own past. What has already passed its target is reached at once."
                )
            ),
            Said(
                N_(
                    "Replayed on simulated campaigns and on weeks, months and quarters of the example data, 80 to 87 "
                    "intervals in 100 held, and “likely to be reached” was right at least 94 times in 100. An "
                    "organisation’s first campaigns are harder: nobody knows their course yet."
                )
            ),
        ),
        source=N_(
            "T. Mack, ASTIN Bulletin 23 (1993). W. H. Williams and M. L. Goodman, Journal of the American Statistical "
            "Association 66 (1971)."
        ),
    ),
    Method(
        id=BREAKS,
        title=N_("Breaks in a series"),
        first=(
            Said(
                N_(
                    "When a platform changes what it counts, the figures before and after are different things by the "
                    "same name. No change, no growth, no place among others and no expected range is computed across "
                    "such a day. Charts draw it as a line that no curve crosses."
                )
            ),
            Said(N_("These are the changes that hold for everybody. The data of an organisation may tell of others.")),
        ),
    ),
    Method(
        id="comparable",
        title=N_("What is compared with what"),
        first=(
            Said(
                N_(
                    "A period that is not over is compared over the days that have passed, with as many days of the "
                    "earlier period; under five weeks with the same weekdays, since a weekend is unlike other days."
                )
            ),
            Said(
                N_(
                    "Weeks run from Monday to Sunday. Easter and other holidays that move are named where one of the "
                    "two periods has them and the other has not."
                )
            ),
        ),
        more=(
            Said(
                N_(
                    "The last three days before the figures were read are provisional: the platforms go on adjusting "
                    "them. A period that holds such days says so."
                )
            ),
        ),
    ),
    Method(
        id="missing",
        title=N_("Days missing"),
        first=(
            Said(
                N_(
                    "A channel is expected to have a figure for every day on which it was open. Days without one are "
                    "counted and shown, and never taken for zero."
                )
            ),
        ),
        more=(
            Said(
                N_(
                    "Where more than a tenth of the days are missing, no change is claimed and no verdict given. The "
                    "number of followers is read on a single day and can be compared all the same."
                )
            ),
        ),
    ),
)
