"""How figures are judged and compared, as the glossary tells it. Texts are message ids.

What stands here in few words is decided in docs/decisions: the figures in 0002, the verdicts and their rates in 0006.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from locales import N_


@dataclass(frozen=True)
class Method:
    """One entry: paragraphs, and perhaps a table of rates with a row a variation and a column a step, all per cent."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    source: str = ""
    caption: str = ""
    corner: str = ""
    rates: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


STEPS = (-50, -30, -20, 20, 30, 50, 100)
NOTICED_WITHIN_THREE_MONTHS = {
    variation: dict(zip(STEPS, seen, strict=True))
    for variation, seen in {
        5: (100, 100, 99, 95, 100, 100, 100),
        10: (100, 95, 65, 54, 81, 98, 100),
        15: (98, 70, 40, 32, 52, 82, 99),
        20: (95, 50, 28, 23, 36, 62, 94),
        30: (69, 30, 18, 12, 18, 31, 70),
        50: (34, 16, 12, 9, 10, 15, 33),
    }.items()
}
"""Per cent of lasting steps that are called within three months, by the variation from month to month (0006)."""

METHODS = (
    Method(
        id="verdicts",
        title=N_("Verdicts: chance or change?"),
        paragraphs=(
            N_(
                "Figures go up and down without anything having happened. Each is therefore judged by the figures "
                "before it, and gets one of four verdicts."
            ),
            N_(
                "Within normal variation: it lies where the earlier figures lead one to expect. There is nothing to "
                "explain."
            ),
            N_("Probably a shift: unusually high or low, but chance alone may reach that far. Await the next figures."),
            N_("Clear change: more than chance explains. Look for the reason."),
            N_(
                "Too little data: fewer than six earlier figures, or so uneven ones that what is normal cannot be told "
                "yet."
            ),
            N_(
                "The method is the process-behaviour chart for single values (XmR). The middle is the median of the "
                "earlier figures, and the limits lie three standard deviations from it, further away where little is "
                "known. Outside a limit is a clear change, and so are three of four figures close to the same limit. "
                "Probably a shift is a figure just inside a limit, two in a row well to one side, or eight in a row on "
                "the same side of the middle."
            ),
            N_(
                "Followers are judged by how many came and went, since their number itself hardly moves in a month; "
                "reach channel by channel, since people cannot be added; and periods longer than a month by their "
                "months."
            ),
        ),
        source=N_(
            "W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931). D. J. Wheeler, Understanding "
            "Variation (1993)."
        ),
    ),
    Method(
        id="season",
        title=N_("Season, July and holidays"),
        paragraphs=(
            N_(
                "From two years of its own figures on, an organisation's July is compared with its earlier Julys, and "
                "every other month likewise. Before that the season is taken from the comparison group, where there is "
                "one. Without either, no season is counted: what is expected reaches further, and the verdict says so."
            ),
            N_(
                "July is quiet nearly everywhere. Until two own years are known it may lie at a third or at three "
                "times the rest of the year without being called a shift or a change. By weeks the same holds from "
                "midsummer to mid-August and around New Year."
            ),
        ),
    ),
    Method(
        id="power",
        title=N_("What a verdict can see"),
        paragraphs=(
            N_(
                "The more a figure varies, the larger must a change be to show. Where it varies by a tenth from month "
                "to month, we notice a lasting rise of 30 per cent within three months four times out of five, a fall "
                "nearly always. Where it varies by a third, even a halving or a doubling shows so soon only two times "
                "out of three; a smaller change can be real and still look like chance."
            ),
        ),
        caption=N_(
            "Of 100 lasting changes, so many are noticed within three months, where two to three earlier years are "
            "known."
        ),
        corner=N_("Variation from month to month"),
        rates=NOTICED_WITHIN_THREE_MONTHS,
    ),
    Method(
        id="errors",
        title=N_("How often a verdict is wrong"),
        paragraphs=(
            N_(
                "Where nothing has happened, at most 1 figure in 100 is called a clear change, and at most 5 in 100 "
                "probably a shift. This was measured on simulated figures, large and small, with seasons."
            ),
            N_(
                "Among many figures some are unusual by chance: of sixty channels with six metrics each, about a dozen "
                "are probably a shift every month. Where a good month tends to bring another, the calls are more."
            ),
        ),
    ),
    Method(
        id="reach",
        title=N_("Reach: a number, between, or at least"),
        paragraphs=(
            N_(
                "Reach counts people, and people cannot be added: someone reached on Monday and on Tuesday is one "
                "person. The platforms count a day, a week, 28 days and sometimes a calendar month. Other periods can "
                "only be enclosed."
            ),
            N_("A number: the platform itself has counted exactly these days."),
            N_(
                "Between: the fewest and the most that the platform's counts allow. If 28 days reached 40,000 people "
                "and the month's last three days 2,000 each, the month reached between 40,000 and 46,000. The answer "
                "is certain to lie there, and is no likelier in the middle."
            ),
            N_("At least: some days have no count, so nobody can say how many it was at most."),
            N_("A rise or a fall is claimed only where the two intervals do not overlap."),
        ),
    ),
    Method(
        id="breaks",
        title=N_("Breaks in a series"),
        paragraphs=(
            N_(
                "When a platform changes what it counts, the figures before and after are different things by the same "
                "name. No change, no growth, no place among others and no expected range is computed across such a "
                "day. Charts draw it as a line that no curve crosses."
            ),
        ),
    ),
    Method(
        id="comparable",
        title=N_("What is compared with what"),
        paragraphs=(
            N_(
                "A period that is not over is compared over the days that have passed, with as many days of the "
                "earlier period; under five weeks with the same weekdays, since a weekend is unlike other days."
            ),
            N_(
                "The last three days before the figures were read are provisional: the platforms go on adjusting "
                "them. A period that holds such days says so."
            ),
            N_(
                "Weeks run from Monday to Sunday. Easter and other holidays that move are named where one of the two "
                "periods has them and the other has not."
            ),
        ),
    ),
    Method(
        id="missing",
        title=N_("Days missing"),
        paragraphs=(
            N_(
                "A channel is expected to have a figure for every day on which it was open. Days without one are "
                "counted and shown, and never taken for zero."
            ),
            N_(
                "Where more than a tenth of the days are missing, no change is claimed and no verdict given. The "
                "number of followers is read on a single day and can be compared all the same."
            ),
        ),
    ),
)
