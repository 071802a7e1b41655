"""The line to the mail server is cut, slow, silent, refused, or leads to somebody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import time

from orchestrator.errors import MailboxError
from orchestrator.keys import seal
from orchestrator.models import Mail, MailLocation
from tests import servers
from tests.fault_proxy import NO_TROUBLE, End, FaultProxy, Trouble, fault_proxy
from tests.faults.admin import reload
from tests.faults.certificates import certificate
from tests.faults.lab import Lab
from tests.faults.registry import NOTHING, Finding, fault
from tests.faults.studio import Studio

_SIGN_IN_BYTES = 3000
"""More than the server says before it sends mail, and less than `_LONG` after it."""

_LONG = "The calendar looks lovely, and so does every single picture in it. " * 800


@contextmanager
def _behind_proxy(lab: Lab, **waits: str) -> Iterator[tuple[Studio, FaultProxy]]:
    """A studio behind a proxy, with one mail read that way: the control."""
    with lab.studio(waits=waits) as studio, fault_proxy(lab.imap.port) as proxy:
        studio.change_mailbox(port=proxy.port)
        studio.deliver(studio.reply())
        studio.collect()
        assert studio.number(Mail) == 1, "the path delivers nothing even without a fault"
        yield studio, proxy


@fault(11, "BYE while it waits in IDLE", recover_within=15, shortened=6)
def bye_in_idle(lab: Lab) -> Finding:
    with _behind_proxy(lab) as (studio, proxy), studio.running():
        _wait_for_idle(studio, proxy)
        began = time.monotonic()
        proxy.say_to_all(b"* BYE Server shutting down.\r\n")
        assert proxy.end_all(End.TRUNCATE) == 1, "there was no connection to end"
        problem = _wait_for_problem(studio)
        studio.deliver(studio.reply())
        studio.wait_for(lambda: studio.number(Mail) == 2, "the mail to be stored")
        seconds = time.monotonic() - began
        studio.wait_settled()
        return Finding(studio.tally(), seconds, problem)


@fault(12, "silent black hole", recover_within=200, shortened=10)
def black_hole(lab: Lab) -> Finding:
    found = NOTHING
    with _behind_proxy(lab) as (studio, proxy), studio.running():
        for wait in (_wait_for_idle, _wait_for_fetch):
            wait(studio, proxy)
            began = time.monotonic()
            assert proxy.end_all(End.BLACK_HOLE) >= 1, "there was no connection to silence"
            studio.deliver(studio.reply())
            studio.wait_settled()
            seconds = time.monotonic() - began
            words = studio.logged("no whole answer").partition("watch:")[2]
            assert words, "nobody says that the line was silent"
            found += Finding(studio.tally(), seconds, words)
    return found


@fault(13, "cut in the middle of a literal", recover_within=75, shortened=6)
def cut_in_literal(lab: Lab) -> Finding:
    found = NOTHING
    for end in (End.RESET, End.TRUNCATE):
        for after in (5_000, 20_000, 50_000):
            with _behind_proxy(lab) as (studio, proxy):
                studio.deliver(studio.note(_LONG))
                proxy.trouble = Trouble(end_after=after, end=end)
                problem = _fails(studio.collect)
                assert proxy.ended == 1, "the line was not cut"
                assert studio.number(Mail) == studio.number(MailLocation) == 1, "a part was stored"
                proxy.trouble = NO_TROUBLE
                seconds = studio.recover()
                found += Finding(studio.tally(), seconds, problem)
    return found


@fault(14, "one byte a second", recover_within=130, shortened=8)
def slow_line(lab: Lab) -> Finding:
    found = NOTHING
    for quick in (0, _SIGN_IN_BYTES):
        with _behind_proxy(lab, IMAP_SLOWEST="1000000") as (studio, proxy):
            other = studio.add_mailbox(lab.imap.port)
            proxy.trouble = Trouble(bytes_per_second=1, quick_bytes=quick)
            studio.imap.append(studio.name, "INBOX", slow := studio.note(_LONG))
            began = time.monotonic()
            with studio.running():
                studio.deliver(studio.reply(), user=f"{studio.name}-next")
                studio.wait_settled()
                problem = _wait_for_problem(studio)
                seconds = time.monotonic() - began
                assert not studio.problem(other)
                proxy.trouble = NO_TROUBLE
                studio.expect(slow)
                studio.wait_settled()
            found += Finding(studio.tally(), seconds, problem)
    return found


@fault(15, "sign-in refused", recover_within=75, shortened=20)
def sign_in_refused(lab: Lab) -> Finding:
    """With shortened waits a day's tries are over within seconds, so both ends are seen."""
    tries = 4
    with _behind_proxy(lab, LOGIN_TRIES=str(tries)) as (studio, proxy):
        keys = studio.settings.keys
        studio.change_mailbox(sealed_password=seal(keys, "changed"))
        before = _sign_ins(proxy)
        with studio.running():
            problem = _wait_for_problem(studio)
            studio.wait_for(lambda: _sign_ins(proxy) > before, "a try")
            _let_pass(lab, 6, 3600 * 5)
            tried = _sign_ins(proxy) - before
            assert 2 <= tried <= tries, f"{tried} sign-ins, allowed are {tries}"
            studio.deliver(studio.reply())
            began = time.monotonic()
            studio.change_mailbox(sealed_password=seal(keys, "secret"))
            studio.resume()
            studio.wait_settled()
            seconds = time.monotonic() - began
        assert not studio.problem(), "the problem outlives its cause"
        return Finding(studio.tally(), seconds, problem)


@fault(16, "certificate unknown, expired, or another's", recover_within=75, shortened=6)
def wrong_certificate(lab: Lab) -> Finding:
    found = NOTHING
    for security in ("tls", "starttls"):
        found += _with_certificate(lab, security, None, trusted=False)
        found += _with_certificate(lab, security, certificate(days=-1))
        found += _with_certificate(lab, security, certificate(address="127.0.0.9"))
    return found


def _with_certificate(
    lab: Lab, security: str, shown: tuple[bytes, bytes] | None, *, trusted: bool = True
) -> Finding:
    with servers.dovecot() as imap:
        right = imap.cafile.read_bytes(), (imap.cafile.parent / "key.pem").read_bytes()
        port = imap.tls_port if security == "tls" else imap.port
        with lab.studio(imap=imap) as studio, fault_proxy(port) as proxy:
            studio.change_mailbox(security=security, port=proxy.port)
            studio.deliver(studio.reply())
            if shown:
                _show(imap, shown)
            trust = str(imap.cafile) if trusted else os.devnull
            assert _collect_trusting(studio, trust) == 1, "it was read in spite of the certificate"
            problem = studio.problem()
            assert "ertificate" in problem, f"not named: {problem}"
            assert proxy.connections, "it never came to the server"
            assert b"secret" not in proxy.heard, "the password went over the line"
            _show(imap, right)
            began = time.monotonic()
            assert _collect_trusting(studio, str(imap.cafile)) == 0, studio.said()
            assert b"secret" not in proxy.heard, "the password went over the line in the clear"
            seconds = time.monotonic() - began
            studio.change_mailbox(security="none", port=imap.port)
            seconds += studio.recover()
            return Finding(studio.tally(), seconds, problem)


def _collect_trusting(studio: Studio, cafile: str) -> int:
    def collect() -> None:
        os.environ["SSL_CERT_FILE"] = cafile
        studio.collect()

    return studio.child(collect).wait()


def _show(imap: servers.ImapServer, shown: tuple[bytes, bytes]) -> None:
    """Let the server have another certificate from now on."""
    for name, content in zip(("cert.pem", "key.pem"), shown, strict=True):
        (Path(imap.cafile).parent / name).write_bytes(content)
    reload(imap)


def _wait_for_idle(studio: Studio, proxy: FaultProxy) -> None:
    mark = len(proxy.heard)
    studio.wait_for(lambda: b" IDLE\r\n" in proxy.heard[mark:], "the reader to wait in IDLE")
    time.sleep(0.1)


def _wait_for_fetch(studio: Studio, proxy: FaultProxy) -> None:
    """Until it asks for the words of a mail, which the server is not told."""
    asked: list[bytes] = []

    def swallow(line: bytes) -> bytes | None:
        if b"BODY.PEEK[]" not in line or asked:
            return None
        asked.append(line)
        return b""

    proxy.answer = swallow
    studio.deliver(studio.reply())
    studio.wait_for(lambda: bool(asked), "the reader to fetch")


def _wait_for_problem(studio: Studio) -> str:
    studio.wait_for(lambda: bool(studio.problem()), "the mailbox's problem")
    return studio.problem()


def _fails(work: Callable[[], object]) -> str:
    try:
        work()
    except MailboxError as error:
        return str(error)
    raise AssertionError("it was read in spite of the fault")


def _sign_ins(proxy: FaultProxy) -> int:
    return proxy.heard.count(b" LOGIN ") + proxy.heard.count(b" AUTHENTICATE ")


def _let_pass(lab: Lab, shortened: float, seconds: float) -> None:
    time.sleep(seconds if lab.is_long else shortened)
