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

HOURS_PER_ANSWER = Metric(
    id="hours_per_answer",
    label=N_("Hours until an answer"),
    explanation=N_("How many hours people waited on average for an answer to their message."),
    formula=N_("hours waited by those who were answered / messages answered"),
    unit=Unit.HOURS,
    direction=Direction.LOWER,
    over_days=RollUp.RATIO,
    over_accounts=RollUp.RATIO,
    public=False,
    inputs=("account_days.answer_hours", "account_days.messages_answered"),
    numerator="answer_hours",
    denominator="timed_answers",
    decimals=1,
    example=Example({"answer_hours": 820, "timed_answers": 200}, 4.1),
    differs=N_(
        "Meta shows a response time of its own for private messages, with its own rules for which messages and hours "
        "count. Ours holds every hour, nights and weekends too, and the messages that the organisation itself counts."
    ),
    caveats=(
        N_("Over the days that have both the hours and the number of answers."),
        N_("A mean: one message that waited for a week weighs as much as 42 that waited for four hours."),
    ),
)
