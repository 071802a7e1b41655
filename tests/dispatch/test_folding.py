"""Header fields: what was put in comes out, and nothing more."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

from dkim.canonicalization import Relaxed
from hypothesis import given
from hypothesis import strategies as st
import pytest

from orchestrator.dispatch import folding
from orchestrator.errors import Refused
from orchestrator.relaxed import relaxed_body, relaxed_field

LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"])
CLEAN = st.text(LETTERS | st.just(" "), max_size=120)


def read_back(name: str, folded: str) -> str:
    mail = message_from_bytes(f"{name}: {folded}\r\n\r\n".encode("ascii"), policy=policy.default)
    return str(mail[name])


@given(CLEAN)
def test_any_subject_is_read_as_it_was_written(subject: str) -> None:
    wanted = " ".join(word for word in subject.replace("\t", " ").split(" ") if word)
    folded = folding.text("Subject", subject)
    assert read_back("Subject", folded) == wanted
    assert all(len(line) <= folding.LINE for line in f"Subject: {folded}".split("\r\n"))


@given(CLEAN)
def test_any_name_stands_before_its_address(name: str) -> None:
    wanted = " ".join(word for word in name.split(" ") if word)
    folded = folding.mailbox("To", name, "dana@harbor.example")
    # The newer parser puts a space between two encoded words of a name.
    phrase, addr_spec = parseaddr(folded.replace("\r\n", ""))
    assert (str(make_header(decode_header(phrase))), addr_spec) == (wanted, "dana@harbor.example")
    assert all(len(line) <= folding.LINE for line in f"To: {folded}".split("\r\n"))


@pytest.mark.parametrize("bad", ["a\r\nBcc: eve@evil.example", "a\nb", "a\rb", "a\0b", "\r\n"])
def test_what_would_be_more_than_one_field_is_refused_before_smtp(bad: str) -> None:
    for write in (
        lambda: folding.text("Subject", bad),
        lambda: folding.words("References", bad),
        lambda: folding.mailbox("To", bad, "dana@harbor.example"),
        lambda: folding.mailbox("To", "Dana", f"dana@harbor.example{bad}"),
    ):
        with pytest.raises(Refused):
            write()


def test_ids_and_links_are_not_cut() -> None:
    ids = [f"<{'a' * length}@x.example>" for length in (20, 200, 60, 30)]
    folded = folding.words("References", " ".join(ids))
    assert folded.replace("\r\n", "").split() == ids
    assert folded.count("\r\n") == 3


@given(st.binary(max_size=200), st.integers(0, 5))
def test_the_relaxed_form_is_the_one_of_rfc_6376(body: bytes, runs: int) -> None:
    text = (body + b" \t " * runs + b"\r\n" * runs).translate(None, b"\r\x0b\x0c")
    text = text.replace(b"\n", b"\r\n")
    ours, peers = relaxed_body(text), Relaxed.canonicalize_body(text)
    assert ours == (peers if peers.endswith(b"\r\n") or not peers else peers + b"\r\n")
    value = text.replace(b"\r\n", b"\r\n ")
    [(name, canonical)] = Relaxed.canonicalize_headers([(b"X-Name ", value)])
    assert relaxed_field(b"X-Name ", value).split() == (name + b":" + canonical).split()
