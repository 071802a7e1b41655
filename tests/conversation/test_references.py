from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.conversation.references import Threads, ancestors, key_of

A, B, C, D = "<a@x>", "<b@x>", "<c@x>", "<d@x>"

Header = tuple[str, list[str], str | None]

_IDS = st.sampled_from([f"<{number}@x>" for number in range(12)])
HEADERS = st.lists(
    st.tuples(_IDS, st.lists(_IDS, max_size=4), st.none() | _IDS), min_size=1, max_size=12
)


def threads_of(headers: Iterable[Header]) -> Threads:
    threads = Threads()
    for message_id, references, in_reply_to in headers:
        threads.add(message_id, ancestors(message_id, references, in_reply_to))
    return threads


def neighbours(headers: list[Header]) -> dict[str, set[str]]:
    """Who can be reached from whom by walking along the fields: what a thread is, the slow way."""
    linked: dict[str, set[str]] = {}
    for own, references, in_reply_to in headers:
        others = {each for each in references if each != own} or {in_reply_to or own}
        for other in others | {own}:
            linked.setdefault(other, set()).add(own)
            linked.setdefault(own, set()).add(other)
    reached = {}
    for start in linked:
        seen, waiting = {start}, [start]
        while waiting:
            new = linked[waiting.pop()] - seen
            seen |= new
            waiting += new
        reached[start] = seen
    return reached


def test_a_late_parent_joins_the_thread_of_its_children() -> None:
    threads = threads_of([(B, [A], None), (C, [A], None)])
    assert threads.thread(B) == threads.thread(C), "siblings of an absent parent"
    threads.add(A)
    assert threads.thread(A) == threads.thread(B) == threads.thread(C)


@given(HEADERS, st.randoms())
def test_threads_are_what_can_be_reached_in_every_order(headers: list[Header], chance) -> None:  # type: ignore[no-untyped-def]
    reached = neighbours(headers)
    shuffled = chance.sample(headers, len(headers))
    one, other = threads_of(headers), threads_of(shuffled)
    for first in reached:
        assert one.thread(first) == other.thread(first) == min(reached[first])


def test_references_decide_and_in_reply_to_is_read_only_without_them() -> None:
    assert ancestors(B, [A], D) == [A]
    assert ancestors(C, [], D) == [D]


def test_a_mail_does_not_follow_itself() -> None:
    assert ancestors(A, [A], A) == []
    assert ancestors(A, [A], B) == [B], "a reference to itself says nothing"


def test_a_quoted_left_side_is_the_same_id_without_quotes_and_case_matters() -> None:
    assert key_of('<"01KF8"@xxx.example>') == key_of("<01KF8@xxx.example>")
    assert key_of("<A@x>") != key_of("<a@x>")
    assert key_of('<a"b@x>') == '<a"b@x>'


def test_ten_thousand_mails_in_one_chain_need_no_recursion() -> None:
    threads = Threads()
    for number in range(10_000):
        threads.add(f"<{number}@x>", [f"<{number + 1}@x>"])
    assert threads.thread("<0@x>") == threads.thread("<10000@x>")
