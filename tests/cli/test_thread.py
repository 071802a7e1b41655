"""``orchestrator mail thread``, compared with what the raw header fields of a mailbox say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from email import message_from_bytes
import gzip
import hashlib
from itertools import combinations
import json
import mailbox
import os
from pathlib import Path
import random
import re

from click.testing import CliRunner
import pytest

from bench.corpus import generate
from orchestrator.cli.mail_thread import thread
from orchestrator.errors import UsageError

FIRST = b"Message-ID: <a@x>\nSubject: Roof\n\nHello\n"
REPLY = b"Message-ID: <b@x>\nReferences: <a@x>\n\nYes\n"
NAMELESS = b"Subject: Roof\nIn-Reply-To: \xff\xfe <a@x>\n\nNo id\n"

Pairs = set[tuple[int, int]]


def run(path: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(thread, [str(path), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def pairs_found(path: Path) -> Pairs:
    return pairs([json.loads(line)["thread"] for line in run(path, "--json")])


def pairs(names: Sequence[str]) -> Pairs:
    """The mails that are together, by their places."""
    members = defaultdict(list)
    for place, name in enumerate(names):
        members[name].append(place)
    return {pair for places in members.values() for pair in combinations(places, 2)}


def pairs_of_headers(contents: Iterable[bytes]) -> Pairs:
    """What the standard library finds in the fields, joined by walking and not by names."""
    linked: dict[str, set[str]] = defaultdict(set)
    own = []
    for place, content in enumerate(contents):
        mail = message_from_bytes(content)
        name = "".join(re.findall("<[^<>]+>", str(mail["Message-ID"]))[:1]) or f"mail {place}"
        own.append(name)
        named = re.findall("<[^<>]+>", str(mail["References"]))
        for other in named or re.findall("<[^<>]+>", str(mail["In-Reply-To"]))[:1]:
            linked[name].add(other)
            linked[other].add(name)
    component: dict[str, str] = {}
    for start in own:
        waiting = [] if start in component else [start]
        while waiting:
            name = waiting.pop()
            if name not in component:
                component[name] = start
                waiting += linked[name]
    return pairs([component[name] for name in own])


def write_mbox(path: Path, contents: Iterable[bytes]) -> Path:
    """As mboxrd: every line that begins like a separator gets one more ``>``."""
    with path.open("wb") as out:
        for content in contents:
            quoted = re.sub(rb"(?m)^(>*From )", rb">\1", content.replace(b"\r\n", b"\n"))
            out.write(b"From ann@x.example Mon Nov 23 09:00:00 2026\n" + quoted + b"\n\n")
    return path


def test_folder_of_eml_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(REPLY)
    (tmp_path / "2.eml").write_bytes(FIRST)
    (tmp_path / "3.eml").write_bytes(NAMELESS)
    lines = [json.loads(line) for line in run(tmp_path, "--json")]
    name = hashlib.sha256(NAMELESS).hexdigest()
    assert [line["message_id"] for line in lines] == ["<b@x>", "<a@x>", name]
    assert len({line["thread"] for line in lines}) == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_threaded(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(FIRST)
    (tmp_path / "2.eml").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "3.eml")
    (tmp_path / "4.eml").write_bytes(REPLY)
    packed = tmp_path / "box.mbox.gz"
    whole = gzip.compress(write_mbox(tmp_path / "box.mbox", [FIRST] * 2000).read_bytes())
    packed.write_bytes(whole[:-9])
    for path, least, flaws in ((tmp_path, 2, 2), (packed, 1, 1)):
        done = CliRunner().invoke(thread, [str(path)], standalone_mode=False)
        assert len(done.stdout.splitlines()) >= least
        assert done.stderr.count("unreadable") == flaws
        assert done.return_value == 5


def test_a_file_without_mail_is_no_mailbox_and_an_empty_one_is(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"Only words.\n")
    with pytest.raises(UsageError, match="holds no mail"):
        CliRunner().invoke(thread, [str(path)], catch_exceptions=False)
    path.write_bytes(b"")
    assert run(path) == []


def test_a_quoted_id_is_the_same_as_a_reference(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(b'Message-ID: <"quo ted"@x>\n\nHello\n')
    (tmp_path / "2.eml").write_bytes(b'Message-ID: <b@x>\nReferences: <"quo ted"@x>\n\nYes\n')
    assert len({line.split("\t")[1] for line in run(tmp_path)}) == 1


def test_mbox_and_maildir_say_the_same(tmp_path: Path) -> None:
    mbox = mailbox.mbox(tmp_path / "box.mbox")
    maildir = mailbox.Maildir(tmp_path / "box")
    for content in (FIRST, REPLY):
        mbox.add(content)
        maildir.add(content)
    mbox.close()
    assert sorted(run(tmp_path / "box.mbox")) == sorted(run(tmp_path / "box"))


def test_threads_of_a_real_looking_mailbox_are_those_of_its_header_fields(tmp_path: Path) -> None:
    contents = [content for content, _ in generate(1_000)[1]]
    expected = pairs_of_headers(contents)
    assert len(expected) > 1_000
    assert pairs_found(write_mbox(tmp_path / "box.mbox", contents)) == expected
    order = random.Random(3).sample(range(len(contents)), len(contents))
    shuffled = write_mbox(tmp_path / "shuffled.mbox", [contents[place] for place in order])
    found = {(order[one], order[other]) for one, other in pairs_found(shuffled)}
    assert {(min(pair), max(pair)) for pair in found} == expected


@pytest.mark.parametrize(
    "reply",
    [
        b"In-Reply-To: Your message of Tue, 3 Nov 2026 <a@x>\n",
        b"In-Reply-To: Message from Ann <ann@y> of Tue, 3 Nov 2026 <a@x>\n",
        b"References:\n <a@x>\n <z@x>\n",
        b"References: <z@x>\nReferences: <a@x>\n",
        b"References: <b@x> <a@x> <b@x>\n",
        b"References: =?utf-8?q?=3Ca=40x=3E?=\n",
        b"REFERENCES : <a\n @x>\n",
        b"References: \nIn-Reply-To: <a@x>\n",
        b"References: " + b" ".join(b"<%d@x>" % number for number in range(4_000)) + b"<a@x>\n",
    ],
    ids=lambda reply: reply[:40].decode("ascii"),
)
def test_a_reply_is_with_its_parent_however_its_header_is_written(
    tmp_path: Path, reply: bytes
) -> None:
    box = write_mbox(tmp_path / "box", [FIRST, b"Message-ID: <b@x>\n" + reply + b"\nYes\n"])
    assert pairs_found(box) == {(0, 1)}


@pytest.mark.parametrize(
    "other",
    [
        b"Message-ID: <A@x>\nSubject: Re: Roof\n\nSame subject, other case\n",
        b"Subject: Re: Roof\n\nNo header at all\n",
        b"Message-ID: <b@x>\n\nReferences: <a@x>\n",
        b"Message-ID: <b@x>\nX-References: <a@x>\n\n",
        b"Message-ID: <b@x>\nIn-Reply-To: Ann's message of Tuesday\n\n",
    ],
)
def test_nothing_but_an_id_joins(tmp_path: Path, other: bytes) -> None:
    assert pairs_found(write_mbox(tmp_path / "box", [FIRST, other])) == set()


def test_two_answers_to_one_person_do_not_meet_by_her_address(tmp_path: Path) -> None:
    answers = [
        b"In-Reply-To: Message from Ann Lee <ann@y> of Tue, 3 Nov 2026 <%d@x>\n\n" % number
        for number in range(2)
    ]
    assert pairs_found(write_mbox(tmp_path / "box", answers)) == set()


def test_a_mail_that_came_twice_is_in_one_thread(tmp_path: Path) -> None:
    box = write_mbox(tmp_path / "box", [FIRST, FIRST.replace(b"Hello", b"Hello again")])
    assert pairs_found(box) == {(0, 1)}


def test_a_folder_without_mail_says_what_to_name_instead(tmp_path: Path) -> None:
    result = CliRunner().invoke(thread, [str(tmp_path)])
    assert result.exception is not None
    assert "holds no .eml file" in str(result.exception)
