"""Mail in files: an mbox, plain or gzipped, a Maildir, a folder of .eml, one .eml.

Read mail by mail, so an archive may be of any size; nothing in it is changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import gzip
import os
from pathlib import Path
import re
from typing import IO
import zlib

from orchestrator.collect import caps
from orchestrator.errors import UsageError

KEPT_BYTES = caps.MAIL_BYTES + 1024
"""Of a longer mail the beginning is read: enough for it to be refused as too large."""
_LINE_BYTES = 1 << 16
_BLANK = (b"\n", b"\r\n")
_FROM_LINE = re.compile(rb"From .{0,250}?\d{1,2}:\d{2}.{0,40}?\d{4}")
_FULL_FROM_LINE = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d "
    rb".{0,20}\d{4}\s*$"
)


@dataclass(frozen=True, slots=True)
class FoundMail:
    """``place`` is the file, or in an mbox its number.  ``flaw``: why it cannot be read."""

    place: str
    content: bytes
    flaw: str = ""


class MailFiles:
    """The mails under one path, in a fixed order.

    ``total`` and ``done`` count bytes of an mbox as it lies there, else files.
    """

    def __init__(self, path: Path) -> None:
        """Look what there is.

        Raises:
            UsageError: a folder without mail.
        """
        self._path = path
        self._is_mbox = path.is_file() and path.suffix.lower() != ".eml"
        self._files = [] if self._is_mbox else _files_in(path)
        self.total = path.stat().st_size if self._is_mbox else len(self._files)
        self.done = 0

    def __iter__(self) -> Iterator[FoundMail]:
        return self._in_mbox() if self._is_mbox else self._in_files()

    def _in_files(self) -> Iterator[FoundMail]:
        for file in self._files:
            place = os.path.relpath(file, self._path) if file != self._path else file.name
            try:
                with file.open("rb") as opened:
                    found = FoundMail(place, opened.read(KEPT_BYTES))
            except OSError as error:
                found = FoundMail(place, b"", f"unreadable: {error.strerror}")
            self.done += 1
            yield found

    def _in_mbox(self) -> Iterator[FoundMail]:
        with self._path.open("rb") as opened:
            is_packed = opened.peek(2)[:2] == b"\x1f\x8b"
            number = 0
            try:
                for number, content in enumerate(_mails_in(_lines(opened, is_packed)), start=1):
                    self.done = opened.tell()
                    yield FoundMail(f"mail {number}", content)
            except (OSError, EOFError, zlib.error) as error:
                # What came before stays: a damaged archive is read as far as it goes.
                yield FoundMail(f"after mail {number}", b"", f"unreadable: {error}")


def read_mails(path: Path) -> Iterator[bytes]:
    """The bytes of every mail under a path.

    Raises:
        UsageError: the folder holds no mail, or a file cannot be read.
    """
    for found in MailFiles(path):
        if found.flaw:
            raise UsageError(f"{path}: {found.place}: {found.flaw}")
        yield found.content


def _files_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if (path / "cur").is_dir():
        parts = (path / part for part in ("cur", "new") if (path / part).is_dir())
        return [file for part in parts for file in sorted(part.iterdir()) if _is_mail(file)]
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".eml")
    if not files:
        raise UsageError(f"{path} holds no .eml file and is no Maildir; name an mbox or folder")
    return files


def _is_mail(file: Path) -> bool:
    return not file.name.startswith(".") and not file.is_dir()


def _lines(opened: IO[bytes], is_packed: bool) -> Iterator[bytes]:
    source = gzip.GzipFile(fileobj=opened) if is_packed else opened
    # A limit, for a file without line ends must not be one line in memory.
    return iter(lambda: source.readline(_LINE_BYTES), b"")


def _mails_in(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Split at ``From `` lines and take one ``>`` from quoted ones (mboxrd; mboxo reads alike).

    What stands before the first such line is no mail.
    """
    content: bytearray | None = None
    after_blank, in_line = True, False
    for line in lines:
        if not in_line and line.startswith(b"From ") and _parts_mails(line, after_blank, content):
            if content is not None:
                yield _ended(content)
            content = bytearray()
        elif content is not None and len(content) <= KEPT_BYTES:
            content += line[1:] if not in_line and _is_quoted(line) else line
        after_blank, in_line = not in_line and line in _BLANK, not line.endswith(b"\n")
    if content is not None:
        yield _ended(content)


def _parts_mails(line: bytes, after_blank: bool, content: bytearray | None) -> bool:
    """Whether it begins a mail, and is not a sentence that begins with that word."""
    if content is None:
        return after_blank
    return bool((_FROM_LINE if after_blank else _FULL_FROM_LINE).match(line))


def _is_quoted(line: bytes) -> bool:
    return line.startswith(b">") and line.lstrip(b">").startswith(b"From ")


def _ended(content: bytearray) -> bytes:
    """Without the blank line that parts it from the next."""
    for end in (b"\r\n\r\n", b"\n\n"):
        if content.endswith(end):
            return bytes(content[: -len(end) // 2])
    return bytes(content)
