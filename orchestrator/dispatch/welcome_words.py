"""How often, promised in the words of the welcome.  Pure."""

from datetime import date, time

from orchestrator.models.frequency import Limit
from orchestrator.phrases import Phrases
from orchestrator.wording import rhythm_in_words


def how_often(
    say: Phrases, limit: Limit, rhythm: tuple[str, str, time], first_on: date
) -> list[str]:
    """The promise, the rhythm, and what does not count, each as a sentence or two.

    Args:
        rhythm: cadence, weekday and wall time.
        first_on: the first day with an update, where the cadence names one.
    """
    cap = say(f"welcome.per_{limit.period.value}", n=limit.messages)
    promise, apart = say("welcome.promise", cap=cap), say("welcome.apart")
    if rhythm[0] == "needed":
        return [promise, say("welcome.only_needed"), apart]
    first = say(
        "welcome.first_on",
        day=say.all("calendar.days")[first_on.weekday()],
        d=first_on.day,
        m=first_on.month,
        month=say.all("calendar.months_short")[first_on.month - 1],
    )
    update = say("welcome.update", rhythm=rhythm_in_words(*rhythm, say=say), first=first)
    return [promise, update, apart]
