"""When to ask for a follow-on: the truth table, one thing against it at a time; and all pairs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from orchestrator.engagement.good_moment import Signals, good_moment
from orchestrator.engagement.moments import Standing, due_moments
from orchestrator.models import MomentKind, Stage

GOOD = Signals(
    goals_met=1, goals_missed=0, promises_kept=2, promises_late=0, promises_dropped=0,
    pulses=[4, 5], disputes=0, unhappy=0, noes=0, overdue=0, is_red=False, asked_ago=None,
)  # fmt: skip
AGAINST = (
    ({"goals_met": 0}, "no goal is reached yet"),
    ({"goals_missed": 1}, "a goal was missed"),
    ({"promises_kept": 0}, "no promise was kept yet"),
    ({"promises_late": 1}, "a promise is late"),
    ({"promises_dropped": 1}, "a promise was dropped"),
    ({"pulses": []}, "there are no two good pulses in a row"),
    ({"pulses": [5]}, "there are no two good pulses in a row"),
    ({"pulses": [5, 3]}, "there are no two good pulses in a row"),
    ({"pulses": [3, 5, 5]}, "there are no two good pulses in a row"),
    ({"disputes": 1}, "an invoice is in dispute"),
    ({"unhappy": 1}, "an unhappy mail came in the last 60 days"),
    ({"noes": 1}, "somebody said no in the last 60 days"),
    ({"overdue": 1}, "something is overdue"),
    ({"is_red": True}, "the project is off track"),
    ({"asked_ago": 179}, "this came up 179 days ago"),
)


def test_u24_a_follow_on_is_suggested_only_when_everything_speaks_for_it() -> None:
    found = good_moment(GOOD)
    assert found.is_good
    assert found.reasons == ["1 goal reached", "2 promises kept", "two good pulses in a row"]
    assert good_moment(replace(GOOD, asked_ago=180)).is_good
    for change, words in AGAINST:
        against = good_moment(replace(GOOD, **change))
        assert not against.is_good, change
        assert against.against == [words], change
    for (one, _), (other, _) in combinations(AGAINST, 2):
        assert not good_moment(replace(GOOD, **(one | other))).is_good, (one, other)


def test_u24_never_in_dispute_or_after_a_recent_no_however_good_the_rest() -> None:
    best = replace(GOOD, goals_met=9, promises_kept=9, pulses=[5, 5, 5])
    assert good_moment(best).is_good
    assert not good_moment(replace(best, disputes=1)).is_good
    assert not good_moment(replace(best, noes=1)).is_good


def test_s24_each_stage_has_the_moments_of_its_own_mails() -> None:
    began, later = date(2026, 11, 2), date(2026, 11, 3)
    stands = Standing(Stage.ONBOARDING, began, {}, None, 90, has_updates=False)
    for stage, changed, due in (
        (Stage.ONBOARDING, {}, {"welcome": 0, "questions": 2}),
        (Stage.ONBOARDING, {"done": {MomentKind.WELCOME: began}}, {"questions": 2}),
        (Stage.ONBOARDING, {"done": {MomentKind.WELCOME: date(2026, 11, 1)}},
         {"welcome": 0, "questions": 2}),
        (Stage.DELIVERY, {}, {"first_update": 7}),
        (Stage.DELIVERY, {"has_updates": True}, {}),
        (Stage.CLOSE, {}, {"handover": 0, "thanks": 3}),
        (Stage.CLOSE, {"done": {MomentKind.HANDOVER: later, MomentKind.THANKS: later}}, {}),
        (Stage.AFTERCARE, {}, {"touch": 90}),
        (Stage.AFTERCARE, {"wrote_on": later}, {"touch": 91}),
        (Stage.AFTERCARE, {"wrote_on": date(2026, 1, 1)}, {"touch": 90}),
        (Stage.AFTERCARE, {"done": {MomentKind.TOUCH: later}, "touch_days": 30}, {"touch": 31}),
    ):  # fmt: skip
        found = due_moments(replace(stands, stage=stage, **changed))
        assert found == {kind: began + timedelta(days=days) for kind, days in due.items()}, changed
