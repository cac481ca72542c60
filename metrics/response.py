"""How questions are answered."""

from locales import N_
from metrics.definition import Direction, Example, Metric, RollUp, Unit

ANSWERED_IN_TIME = Metric(
    id="answered_in_time",
    label=N_("Answered in time"),
    explanation=N_("Messages answered within the organisation's own time limit, in per cent of all messages received."),
    formula=N_("messages answered in time / messages received × 100"),
    unit=Unit.PER_CENT,
    direction=Direction.HIGHER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("account_days.messages_answered_in_time", "account_days.messages_received"),
    numerator="messages_answered_in_time",
    denominator="messages_received",
    times=100,
    decimals=0,
    example=Example({"messages_answered_in_time": 187, "messages_received": 220}, 85),
    differs=N_(
        "Meta's response rate concerns private messages and Meta's own time limits. Ours uses the organisation's own "
        "limit, and the messages that the organisation itself counts."
    ),
    source=N_("Region Skåne, whose goal is an answer within 24 hours."),
    caveats=(N_("A message counts on the day it is received or answered, so single days can exceed 100 %."),),
)
