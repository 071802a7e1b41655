"""The structure of a message: headers, parts, bodies still encoded (RFC 2045, 2046).  Pure.

The standard library's parser is not used: it feeds lines one by one (five times the
time), recurses, and its modern policy takes memory in the square of a header's length.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
import re

from orchestrator.collect import caps, transfer
from orchestrator.collect.charset import decode, utf8
from orchestrator.collect.cms import signed_content
from orchestrator.collect.fields import fields_of, from_its_header, header_end, with_bare_newlines
from orchestrator.collect.tnef import open_tnef
from orchestrator.errors import MalformedMail

_PARAM = re.compile(
    r';\s*([^\s=;"*]+)(\*\d+)?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;\s]*))', re.DOTALL
)
# The second half stops at a blank too: `text/plain charset=...` lacks only its semicolon.
_WORD = re.compile(rb"""[\s"']*([^\s;(/"']+(?:\s*/\s*[^\s;("']*)?)""")
_NEWLINE = 0x0A
_TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
SMIME_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
TNEF = "multipart/x-ms-tnef"
"""What a winmail.dat is, once opened: its children are what it held."""

_NO_PARAMS: Mapping[str, str] = {}


@dataclass(slots=True)
class Part:
    """One node of the tree.  ``headers`` keeps the order of the fields, names in lower case."""

    headers: list[tuple[str, bytes]]
    content_type: str
    params: Mapping[str, str]
    body: bytes = b""
    children: list["Part"] = field(default_factory=list)
    _first: dict[str, bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._first = dict(reversed(self.headers))

    def get(self, name: str) -> bytes | None:
        """The first field of that name."""
        return self._first.get(name)

    def all(self, name: str) -> list[bytes]:
        if name not in self._first:
            return []
        return [value for key, value in self.headers if key == name]

    @property
    def is_multipart(self) -> bool:
        return self.content_type.startswith("multipart/")

    @property
    def disposition(self) -> str:
        return _token(self.get("content-disposition") or b"")

    @property
    def filename(self) -> str:
        """As sent: not safe to use as a path."""
        value = self.get("content-disposition")
        named = params_of(value).get("filename", "") if value and b"name" in value else ""
        return named or self.params.get("name", "")

    def is_named(self, name: str) -> bool:
        """Cheap for the many parts without a name."""
        if self.content_type != "application/octet-stream":
            return False
        return self.filename.lower() == name


def read_message(content: bytes, defects: list[str]) -> Part:
    """Read the tree of a message, parts of enclosed messages included.

    Raises:
        MalformedMail: header_too_large, too_many_headers, too_many_params, too_deep,
            too_many_parts.
    """
    content = from_its_header(content)
    root = _read_entity(content, defects, default="text/plain")
    waiting, parts = [(root, 1)], 1
    while waiting:
        part, depth = waiting.pop()
        _read_children(part, defects)
        parts += len(part.children)
        if parts > caps.PARTS:
            raise MalformedMail("too_many_parts", f"over {caps.PARTS}")
        if part.children and depth >= caps.DEPTH:
            raise MalformedMail("too_deep", f"over {caps.DEPTH} levels")
        waiting += [(child, depth + 1) for child in part.children]
    return root


def _read_entity(content: bytes, defects: list[str], *, default: str) -> Part:
    end = header_end(content, 2 * caps.HEADER_BYTES)
    block = content[:end]
    caps.check_header(block)
    if content.startswith(b"\n", end):
        end += 1
    elif end < len(content):
        defects.append("MissingHeaderBodySeparator")
    part = Part(fields_of(block), default, _NO_PARAMS, content[end:])
    value = part.get("content-type")
    if value is not None:
        part.content_type = _token(value) or default
        part.params = params_of(value)
        if "/" not in part.content_type:
            defects.append("InvalidContentType")
            part.content_type = "text/plain"
    return part


def _read_children(part: Part, defects: list[str]) -> None:
    if part.content_type in _TNEF_TYPES or part.is_named("winmail.dat"):
        _open_tnef(part, defects)
        return
    if part.content_type in SMIME_TYPES and (signed := signed_content(decoded(part, []))):
        part.content_type, part.body = "multipart/x-pkcs7-signed", b""
        part.children = [_read_entity(with_bare_newlines(signed), defects, default="text/plain")]
        return
    if part.content_type == "message/rfc822" and part.body.strip():
        part.children = [_read_entity(decoded(part, []).lstrip(b"\n"), [], default="text/plain")]
        return
    if not part.is_multipart:
        return
    chunks = _split(part, defects)
    if chunks is None:
        part.content_type = "text/plain"
        return
    inner = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    part.children = [_read_entity(chunk, defects, default=inner) for chunk in chunks]
    part.body = b""


def _open_tnef(part: Part, defects: list[str]) -> None:
    enclosed = open_tnef(decoded(part, defects))
    if enclosed is None:
        defects.append("UnreadableTnef")
        return
    part.content_type, part.body = TNEF, b""
    texts = (("text/plain", enclosed.text), ("text/html", enclosed.html))
    part.children = [
        Part([], kind, {"charset": "utf-8"}, text.encode("utf-8", "replace"))
        for kind, text in texts
        if text
    ]
    part.children += [
        Part(
            [("content-disposition", b"attachment")], "application/octet-stream", {"name": n}, body
        )
        for n, body in enclosed.files
    ]


def _split(part: Part, defects: list[str]) -> list[bytes] | None:
    """The bytes of each child; None where no boundary line exists and the body is text."""
    boundary = part.params.get("boundary", "").encode("utf-8", "replace").rstrip()
    if not boundary:
        defects.append("NoBoundaryInMultipart")
        return None
    chunks: list[bytes] = []
    start = -1
    for at, end, is_last in _delimiters(part.body, b"--" + boundary):
        if start >= 0:
            chunks.append(part.body[start : max(start, at - 1)])
        if is_last:
            return chunks
        if len(chunks) >= caps.PARTS:
            raise MalformedMail("too_many_parts", f"over {caps.PARTS}")
        start = end
    if start < 0:
        defects.append("StartBoundaryNotFound")
        return None
    defects.append("CloseBoundaryNotFound")
    return [*chunks, part.body[start:]]


def _delimiters(body: bytes, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each boundary line, and whether it closes.

    Looked for as a string: each boundary is used once, and compiling it as a pattern takes
    longer than reading the mail.
    """
    at = body.find(mark)
    while at >= 0:
        begun = at + len(mark)
        if at == 0 or body[at - 1] == _NEWLINE:
            end = body.find(b"\n", begun) + 1 or len(body)
            rest = body[begun:end].rstrip()
            if not rest or rest == b"--":
                yield at, end, bool(rest)
        at = body.find(mark, begun)


@lru_cache(maxsize=512)
def _token(value: bytes) -> str:
    """The word before the parameters: ``text/plain``, ``attachment``."""
    found = _WORD.match(value)
    word = b"".join(found.group(1).split()) if found else b""
    return word.decode("ascii", "replace").lower()


def params_of(value: bytes) -> Mapping[str, str]:
    """Parameters by name in lower case; continued and encoded ones joined (RFC 2231).

    Raises:
        MalformedMail: too_many_params.
    """
    caps.check_params(value)
    return _params(value) if b"=" in value else _NO_PARAMS


@lru_cache(maxsize=512)
def _params(value: bytes) -> Mapping[str, str]:
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    text = utf8(value.replace(b"\n", b""))
    for name, number, encoded, quoted, bare in _PARAM.findall(text):
        plain = quoted.replace('\\"', '"').replace("\\\\", "\\") if quoted else bare
        index = int(number[1:5]) if number else 0
        pieces.setdefault(name.lower(), []).append((index, bool(encoded), plain))
    return {name: _join(found) for name, found in pieces.items()}


def _join(pieces: list[tuple[int, bool, str]]) -> str:
    if len(pieces) == 1 and not pieces[0][1]:
        return pieces[0][2]
    charset, content = "", b""
    for index, encoded, value in sorted(pieces, key=lambda piece: piece[0]):
        if encoded and index == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        content += _percent_decoded(value) if encoded else value.encode("utf-8", "replace")
    return decode(content, charset)[0]


def _percent_decoded(value: str) -> bytes:
    return re.sub(
        rb"%([0-9A-Fa-f]{2})",
        lambda found: bytes([int(found.group(1), 16)]),
        value.encode("utf-8", "replace"),
    )


def decoded(part: Part, defects: list[str]) -> bytes:
    """The body without its transfer encoding, as far as it is readable."""
    value = part.get("content-transfer-encoding")
    return transfer.decoded(part.body, _token(value) if value else "", defects)


def text_of(part: Part, defects: list[str]) -> str:
    r"""The part as text with ``\n`` line ends.

    Raises:
        MalformedMail: text_too_large.
    """
    value = part.get("content-transfer-encoding")
    content = transfer.decoded_text(part.body, _token(value) if value else "", defects)
    if len(content) > caps.TEXT_BYTES:
        raise MalformedMail("text_too_large", f"{len(content)} of {caps.TEXT_BYTES} bytes")
    text, defect = decode(content, part.params.get("charset", ""))
    if defect:
        defects.append(defect)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
