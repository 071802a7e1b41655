"""What each stage of the intake costs, in CPU time of the same run."""

import resource
import sys

from sqlalchemy import select

from bench.meter import Meter
from orchestrator import flow, language
from orchestrator.collect import (
    arrivals,
    automatic,
    body,
    bounce,
    enclosed,
    intake,
    limits,
    parse,
    store,
    watch,
)
from orchestrator.collect.authenticity import verdicts
from orchestrator.conversation import beside, routing, said, scoring
from orchestrator.dispatch import receipts
from orchestrator.engagement import apply
from orchestrator.models import Database, Mail
from orchestrator.models.content import contents_of
from orchestrator.record import append

_PARSE_CHUNK = 500


class Stages:
    """Wraps the product's functions in this process, from its first pass on."""

    def __init__(self) -> None:
        self._meter = Meter()
        meter = self._meter
        beside.AT_LEAST = sys.maxsize  # All is read here, where it can be divided.
        meter.wrap("fetch", watch.collect_mailbox)
        meter.wrap("rows of stored mail", store.store_batch)
        meter.wrap("rows of parsed mail", flow.parse_stored, intake._find)
        meter.wrap("rows of read mail", flow.converse)
        meter.wrap("rows of applied mail", flow.engage)
        meter.wrap("child", limits.parse_limited)
        meter.wrap("sender", verdicts)
        meter.wrap("thread", routing.file_mails)
        meter.wrap("reading", said.read_words)
        meter.wrap("sentiment", scoring.felt_in, scoring.scored)
        meter.wrap("apply", apply.apply_mails, receipts.settle_report)
        meter.wrap("record", append.record_all, arrivals.record_ingest)

    def seconds(self, database: Database, *, child_seconds: float) -> dict[str, float]:
        """Of the passes so far, with what the child did.

        The child's work is done once more here, where it can be divided; what it took
        beyond that, its start aside, is the way there and back.
        """
        found = dict(self._meter.seconds)
        inside = _parse_all(database)
        spent = child_seconds - _start_seconds()
        found["child"] += max(0.0, spent - sum(inside.values()))
        return found | inside


def _parse_all(database: Database) -> dict[str, float]:
    """Parse every stored mail in this process."""
    meter = Meter()
    meter.wrap("parse", parse.parse_mail)
    meter.wrap("extract", body.read_body, body.split_body)
    meter.wrap("extract", enclosed.without_armour, enclosed.read_enclosed, enclosed.joined)
    meter.wrap("classify", bounce.read_report, automatic.judge, language.detect)
    with database.read() as session:
        names = session.scalars(select(Mail.sha256).order_by(Mail.id)).all()
        for at in range(0, len(names), _PARSE_CHUNK):
            chunk = contents_of(session, names[at : at + _PARSE_CHUNK])
            for content in chunk.values():
                if isinstance(content, bytes):
                    parse.parse_mail(content)
    return dict(meter.seconds)


def _start_seconds() -> float:
    """CPU time of a child that starts, and parses next to nothing."""
    before = _children_seconds()
    with limits.LimitedParser() as parser:
        parser.parse([b"Subject: x\n\nx\n"])
    return _children_seconds() - before


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
