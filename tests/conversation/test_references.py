from itertools import permutations

from orchestrator.conversation.references import Threads, message_ids

A, B, C, D = "<a@x>", "<b@x>", "<c@x>", "<d@x>"


def test_a_late_parent_joins_the_thread_of_its_children():
    threads = Threads()
    threads.add(B, [A])
    threads.add(C, [A])
    assert threads.add(A) == threads.thread(B) == threads.thread(C)


def test_every_order_of_arrival_gives_the_same_threads():
    mails = [(A, []), (B, [A]), (C, [A, B]), (D, [])]
    outcomes = set()
    for order in permutations(mails):
        threads = Threads()
        for message_id, references in order:
            threads.add(message_id, references)
        outcomes.add(tuple(threads.thread(name) for name in (A, B, C, D)))
    assert len(outcomes) == 1
    a, b, c, d = outcomes.pop()
    assert a == b == c != d


def test_references_decide_and_in_reply_to_is_read_only_without_them():
    threads = Threads()
    threads.add(B, [A], [D])
    assert threads.thread(B) == threads.thread(A) != threads.thread(D)
    threads.add(C, [], [D])
    assert threads.thread(C) == threads.thread(D)


def test_only_the_first_id_of_in_reply_to_is_an_ancestor():
    threads = Threads()
    threads.add(C, [], [A, B])
    assert threads.thread(C) == threads.thread(A) != threads.thread(B)


def test_a_mail_that_names_itself_is_a_thread_of_its_own():
    assert Threads().add(A, [A], [A]) == A


def test_ten_thousand_mails_in_one_chain_need_no_recursion():
    threads = Threads()
    for number in range(10_000):
        threads.add(f"<{number}@x>", [f"<{number + 1}@x>"])
    assert threads.thread("<0@x>") == threads.thread("<10000@x>")


def test_ids_are_found_among_comments_and_folded_lines():
    assert list(message_ids("your mail <a@x>\r\n\t(comment) <b@x>,<c@x>")) == [A, B, C]
