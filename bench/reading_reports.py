"""How often bounces, complaints and automatic mail are told from a person's mail, and its cost.

Reports count as found when they are called a bounce, a delay or a complaint, recipients and
codes when they are exactly the labelled ones.  ``ORDINARY_MAIL`` may name a folder of real
mails, none of them a report: how many are taken for one is printed beside.
"""

from collections.abc import Callable, Iterator
import json
import os
from pathlib import Path
import time
from typing import Any

from orchestrator.collect import mime
from orchestrator.collect.automatic import Content, judge
from orchestrator.collect.bounce import read_report
from orchestrator.collect.parse import ParsedMail, parse_mail
from orchestrator.errors import MalformedMail

_DATA = Path(__file__).parents[1] / "tests" / "data"
_THEIRS = Path(__file__).parents[1] / ".." / "shared" / "data" / "bounces"
_REPORTS = ("bounce", "delay", "complaint")
_KINDS = {"feedback": "complaint"}
_ROUNDS = 20


def reading_reports(*, progress: Callable[[str], None]) -> dict[str, Any]:
    progress("reading reports: bounces, delays and complaints of many systems")
    suites = {"ours": list(_held_out("bounce_holdout.jsonl"))}
    if _THEIRS.is_dir():
        suites["suites of other programs"] = list(_third_party())
    cases = [case for suite in suites.values() for case in suite]
    words = "; ".join(f"{name}: {_figures(suite)}" for name, suite in suites.items())
    found = [mail.kind in _REPORTS for case, mail in cases if case["kind"] in _REPORTS]
    return {
        "name": "reports found",
        "ratio": sum(found) / len(found),
        "peer": "the labels",
        "at_least": 0.98,
        "detail": f"{words}{_false_alarms()}",
    }


def telling_automatic(*, progress: Callable[[str], None]) -> dict[str, Any]:
    progress("telling automatic mail: kinds, days of return, and the cost of a person's mail")
    cases = [*_labelled(_DATA / "automatic"), *_held_out("automatic/holdout.jsonl")]
    right = [mail.kind == case["kind"] for case, mail in cases]
    days = [
        (mail.back_on.isoformat() if mail.back_on else None) == case["back_on"]
        for case, mail in cases
        if case["kind"] == "auto_reply"
    ]
    lost = [mail.kind != "human" for case, mail in cases if case["kind"] == "human"]
    return {
        "name": "kinds of automatic mail",
        "ratio": sum(right) / len(right),
        "peer": "the labels",
        "at_least": 0.98,
        "detail": f"{sum(right)} of {len(right)}; days {sum(days)} of {len(days)}; "
        f"{sum(lost)} of {len(lost)} persons taken for a program; "
        f"{_cost():.1f} us a person's mail",
    }


def _held_out(name: str) -> Iterator[tuple[dict[str, Any], ParsedMail]]:
    with (_DATA / name).open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            yield case, parse_mail(case["mail"].encode())


def _labelled(folder: Path) -> Iterator[tuple[dict[str, Any], ParsedMail]]:
    with (folder / "expected.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            yield case, parse_mail((folder / case["file"]).read_bytes())


def _third_party() -> Iterator[tuple[dict[str, Any], ParsedMail]]:
    for case, mail in _labelled(_THEIRS):
        yield case | {"kind": _KINDS.get(case["label"], case["label"])}, mail


def _figures(cases: list[tuple[dict[str, Any], ParsedMail]]) -> str:
    reports = [(case, mail) for case, mail in cases if case["kind"] in _REPORTS]
    kinds = sum(mail.kind in _REPORTS for _, mail in reports)
    parts = [f"{kinds} of {len(reports)} found"]
    for label, name in (("recipients", "address"), ("status", "status")):
        stated = [(case, mail) for case, mail in reports if case[label] is not None]
        right = sum(
            {getattr(each, name) for each in (mail.bounce.recipients if mail.bounce else ())}
            == set(case[label])
            for case, mail in stated
        )
        parts.append(f"{label} {right} of {len(stated)}")
    return ", ".join(parts)


def _false_alarms() -> str:
    folder = os.environ.get("ORDINARY_MAIL")
    if not folder:
        return ""
    kinds = [_kind(path) for path in sorted(Path(folder).rglob("*.txt"))]
    taken = sum(kind in _REPORTS for kind in kinds)
    return f"; {taken} of {len(kinds)} ordinary mails taken for a report"


def _kind(path: Path) -> str:
    try:
        return parse_mail(path.read_bytes()).kind
    except MalformedMail:
        return "quarantined"


def _cost() -> float:
    """Microseconds of CPU to find that a person's mail is no report and not automatic."""
    mails = []
    for path in sorted((_DATA / "modern_replies").glob("*.eml")):
        mail = parse_mail(path.read_bytes())
        recipients = [each.address for each in (*mail.to, *mail.cc)]
        content = Content(
            subject=mail.subject, new_text=mail.new_text, text=mail.text,
            from_address=mail.from_address, recipients=recipients,
            has_attachments=bool(mail.attachments),
        )  # fmt: skip
        mails.append((mime.read_message(path.read_bytes(), []), content))
    begun = time.process_time()
    for _ in range(_ROUNDS):
        for root, content in mails:
            read_report(root, subject=content.subject, from_address=content.from_address)
            judge(root, content)
    return (time.process_time() - begun) / _ROUNDS / len(mails) * 1e6
