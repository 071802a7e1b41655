"""Makes a parsing child die of what a mail asks for; found by Python where it is on its path.

No mail is known that gets past the caps and still does this, so a word in its text names it.
"""

import os
from pathlib import Path
import signal

from orchestrator.collect import parse

_real = parse.parse_mail


def parse_mail(content: bytes) -> parse.ParsedMail:
    for fault, suffer in (("memory", _memory), ("time", _time), ("crash", _crash)):
        if b"X-Fault: " + fault.encode() in content:
            with Path(os.environ["FAULTS_SUFFERED"]).open("a") as file:
                file.write(f"{fault}\n")
            suffer()
    return _real(content)


def _memory() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def _time() -> None:
    while True:
        pass


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


parse.parse_mail = parse_mail
