"""What can be said of a value beside what was to be expected, in plain words (message ids)."""

from __future__ import annotations

from enum import StrEnum

from locales import N_


class Verdict(StrEnum):
    """Whether a value is more than normal variation. The value stands in exports."""

    TOO_LITTLE = "too_little"
    WITHIN = "within"
    PROBABLY = "probably"
    CLEAR = "clear"

    @property
    def label(self) -> str:
        """The verdict in plain words (a message id)."""
        return _LABELS[self]


_LABELS = {
    Verdict.TOO_LITTLE: N_("too little data"),
    Verdict.WITHIN: N_("within normal variation"),
    Verdict.PROBABLY: N_("probably a shift"),
    Verdict.CLEAR: N_("clear change"),
}

# Why, by code: the verdict, and the message for a value above the middle and for one below it.
NO_VALUE, MIXED, FEW, FEW_SINCE, WILD, EXPECTED, HOLIDAY, WARNED, EIGHT, TWICE, BEYOND, SHIFTED = range(12)
REASONS: dict[int, tuple[Verdict, str, str]] = {
    code: (verdict, high, low or high)
    for code, verdict, high, low in (
        (NO_VALUE, Verdict.TOO_LITTLE, N_("There is no figure for the period."), ""),
        (MIXED, Verdict.TOO_LITTLE, N_("The way of counting changed on {changed}, in the middle of the period."), ""),
        (
            FEW,
            Verdict.TOO_LITTLE,
            N_("Earlier figures to compare with: {count}. At least {needed} are needed, most of them in a row."),
            "",
        ),
        (
            FEW_SINCE,
            Verdict.TOO_LITTLE,
            N_(
                "Earlier figures since the way of counting changed on {changed}: {count}. At least {needed} are needed."
            ),
            "",
        ),
        (
            WILD,
            Verdict.TOO_LITTLE,
            N_("The figures before vary so much that normal variation cannot be told yet."),
            "",
        ),
        (EXPECTED, Verdict.WITHIN, N_("The value lies where the {count} figures before lead one to expect."), ""),
        (
            HOLIDAY,
            Verdict.WITHIN,
            N_("It is holiday time, and how holidays usually turn out here is not known yet."),
            "",
        ),
        (
            WARNED,
            Verdict.PROBABLY,
            N_("Unusually high, though chance alone may reach that far. The next figures will tell."),
            N_("Unusually low, though chance alone may reach that far. The next figures will tell."),
        ),
        (
            EIGHT,
            Verdict.PROBABLY,
            N_("Eight in a row lie above the earlier level. A new level is counted from {since}."),
            N_("Eight in a row lie below the earlier level. A new level is counted from {since}."),
        ),
        (
            TWICE,
            Verdict.PROBABLY,
            N_("Two in a row lie well above the earlier level. The next figures will tell."),
            N_("Two in a row lie well below the earlier level. The next figures will tell."),
        ),
        (
            BEYOND,
            Verdict.CLEAR,
            N_("Higher than normal variation explains."),
            N_("Lower than normal variation explains."),
        ),
        (
            SHIFTED,
            Verdict.CLEAR,
            N_("Three of the last four lie far above the earlier level. A new level is counted from {since}."),
            N_("Three of the last four lie far below the earlier level. A new level is counted from {since}."),
        ),
    )
}
