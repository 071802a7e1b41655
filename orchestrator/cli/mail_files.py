"""Mail in files: an mbox, plain or gzipped, a Maildir, a folder of .eml, one .eml.

Read mail by mail, so an archive may be of any size; nothing in it is changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import gzip
import os
from pathlib import Path
import re
import stat
from typing import IO
import zlib

from orchestrator.collect import caps
from orchestrator.errors import UsageError

PARTLY_DONE = 5
"""The exit code where some of the mail could not be read."""

KEPT_BYTES = caps.MAIL_BYTES + 1024
"""Of a longer mail the beginning is read: enough for it to be refused as too large."""
_LINE_BYTES = 1 << 16
# A word, or an address as list archives hide it (`ann at harbor.example`), then the day as ctime
# writes it, with a zone before or behind the year (RFC 4155), or as a Date field has it.
_FROM_LINE = re.compile(
    rb"From \S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:"
    rb" [A-Z][a-z]{2} +\d{1,2} \d{1,2}:\d\d(?::\d\d)?(?: [A-Za-z+-][\w+-]*)? \d{4}"
    rb"|, +\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d(?::\d\d)?"
    rb")(?: [A-Za-z+-][\w+-]*)?(?: remote from \S+)?\s*$"
)
_NO_FILE = "unreadable: no regular file"
_NO_MAIL = "text before the first From line"


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
            found = _read_file(file, place)
            self.done += 1
            yield found

    def _in_mbox(self) -> Iterator[FoundMail]:
        with self._path.open("rb") as opened:
            is_packed = opened.peek(2)[:2] == b"\x1f\x8b"
            number = 0
            try:
                for content in _mails_in(_lines(opened, is_packed)):
                    self.done = opened.tell()
                    if content is None:
                        yield FoundMail("before mail 1", b"", _NO_MAIL)
                        continue
                    number += 1
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
    if boxes := sorted(cur.parent for cur in path.rglob("cur") if cur.is_dir()):
        return [file for box in boxes for file in _files_of(box)]
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".eml")
    if not files:
        raise UsageError(f"{path} holds no .eml file and is no Maildir; name an mbox or folder")
    return files


def _files_of(box: Path) -> Iterator[Path]:
    """The mails of one Maildir; its folders (`.Sent`, Maildir++) are Maildirs of their own."""
    for part in (box / "cur", box / "new"):
        if part.is_dir():
            yield from (file for file in sorted(part.iterdir()) if _is_mail(file))


def _is_mail(file: Path) -> bool:
    return not file.name.startswith(".") and not file.is_dir()


def _read_file(file: Path, place: str) -> FoundMail:
    try:
        # Opening a pipe would wait for its writer, for ever.
        if not stat.S_ISREG(file.stat().st_mode):
            return FoundMail(place, b"", _NO_FILE)
        with file.open("rb") as opened:
            return FoundMail(place, opened.read(KEPT_BYTES))
    except OSError as error:
        return FoundMail(place, b"", f"unreadable: {error.strerror}")


def _lines(opened: IO[bytes], is_packed: bool) -> Iterator[bytes]:
    source = gzip.GzipFile(fileobj=opened) if is_packed else opened
    # A limit, for a file without line ends must not be one line in memory.
    return iter(lambda: source.readline(_LINE_BYTES), b"")


def _mails_in(lines: Iterator[bytes]) -> Iterator[bytes | None]:
    """Split at ``From `` lines and take one ``>`` from quoted ones (mboxrd; mboxo reads alike).

    None stands for text before the first such line, where one follows.
    """
    content: bytearray | None = None
    in_line = has_text = False
    for line in lines:
        if not in_line and _parts_mails(line, is_first=content is None and not has_text):
            if content is not None:
                yield _ended(content)
            elif has_text:
                yield None
            content = bytearray()
        elif content is None:
            has_text = has_text or not line.isspace()
        elif len(content) <= KEPT_BYTES:
            content += line[1:] if not in_line and _is_quoted(line) else line
        in_line = not line.endswith(b"\n")
    if content is not None:
        yield _ended(content)


def _parts_mails(line: bytes, *, is_first: bool) -> bool:
    """Whether it begins a mail, and is not a sentence that begins with that word."""
    return line.startswith(b"From ") and (is_first or bool(_FROM_LINE.match(line)))


def _is_quoted(line: bytes) -> bool:
    return line.startswith(b">") and line.lstrip(b">").startswith(b"From ")


def _ended(content: bytearray) -> bytes:
    """Without the blank line that parts it from the next."""
    for end in (b"\r\n\r\n", b"\n\n"):
        if content.endswith(end):
            return bytes(content[: -len(end) // 2])
    return bytes(content)
