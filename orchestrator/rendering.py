"""A mail from its folder: ``mail_templates/<mail>/`` and a context -> subject, text, HTML.

MJML is compiled first, once per content, and the compiled page is the Jinja template.
Never the other way round: the compiler decodes entities in attributes and writes them
out raw, so a value that was escaped before it would come out as live markup.

What each mail expects as its context is in `mail_contexts`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
import hashlib
from html.parser import HTMLParser
from pathlib import Path
import re
import textwrap

import jinja2
from jinja2 import meta
from mjml import mjml_to_html

from orchestrator.config import resource
from orchestrator.errors import ConfigError, Refused
from orchestrator.phrases import ENGLISH, phrases, word_files

HTML_MAX_BYTES = 90_000  # Gmail cuts a mail off at about 102 kB
TEXT_COLUMNS = 78  # RFC 5322 section 2.1.1

PARTS = ("subject.txt", "body.txt", "body.mjml")

# The compiler accepts any nonsense without a word, so a mail may use only these: for each
# tag, where it may stand and what it may carry.
MJML: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    tag: (frozenset(parents.split()), frozenset(attributes.split()))
    for tag, parents, attributes in (
        ("mjml", "", "lang"),
        ("mj-head", "mjml", ""),
        ("mj-body", "mjml", "width background-color css-class"),
        ("mj-include", "mj-head mj-body mj-column", "path"),
        ("mj-title", "mj-head", ""),
        ("mj-preview", "mj-head", ""),
        ("mj-breakpoint", "mj-head", "width"),
        ("mj-style", "mj-head", "inline"),
        ("mj-attributes", "mj-head", ""),
        ("mj-all", "mj-attributes", "font-family"),
        ("mj-raw", "mj-head", ""),
        ("mj-section", "mj-body", "padding background-color border-radius css-class"),
        ("mj-column", "mj-section", ""),
        ("mj-text", "mj-column mj-attributes", "padding font-size line-height color"),
        ("mj-divider", "mj-column", "padding border-width border-color css-class"),
    )
}

_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LIST_MARK = re.compile(r"\s*(?:- |\d+\) |\d+[A-Z]  )?")


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(mail: str, context: Mapping[str, object]) -> Rendered:
    """Return the mail in its three forms.  Values are plain; nothing in them is markup.

    Raises:
        Refused: a subject of more than one line, a link that is neither http(s) nor mailto,
            or a page that mail programs would cut off.
        ConfigError: the MJML is not what we allow.
    """
    templates = _load(mail, template_sha256(mail))
    say = phrases(str(context.get("lang", ENGLISH)), informal=bool(context.get("informal")))
    return Rendered(
        subject=_checked_subject(templates.subject.render(context, say=say)),
        text=_tidied(templates.text.render(context, say=say)),
        html=_checked_size(mail, templates.html.render(context, say=say.marked)),
    )


def page_bytes(mail: str) -> int:
    """Compile the mail and return the size of its page before anything is filled in.

    Raises:
        ConfigError: a file is missing, or its MJML or Jinja is wrong.
    """
    try:
        _load(mail, template_sha256(mail))
        return len(_compiled(resource("mail_templates"), f"{mail}/body.mjml").encode())
    except (OSError, jinja2.TemplateError) as error:
        raise ConfigError(f"mail template {mail}: {error}") from error


def template_sha256(mail: str) -> str:
    """Name the template's exact content, its partials and all our words: what is approved."""
    place = resource("mail_templates") / mail
    known = _seen.get(place)
    if known is None or known[0] != _times(known[0]):
        sources = _sources(mail) | {path: path.read_bytes() for path in word_files()}
        known = _seen[place] = (_times(sources), _sha256_of(sources))
    return known[1]


_Times = Mapping[Path, tuple[int, int]]

_seen: dict[Path, tuple[_Times, str]] = {}
"""By the folder of a mail: the files that its hash is of, with their times, and the hash."""


def _times(paths: Iterable[Path]) -> _Times:
    """When each file was changed last, and its size; a new file of words is one of them too."""
    every = {*paths, *word_files()}
    found = {path: path.stat() for path in every if path.is_file()}
    return {path: (each.st_mtime_ns, each.st_size) for path, each in found.items()}


def _sha256_of(sources: Mapping[Path, bytes]) -> str:
    folder, words = resource("mail_templates"), set(word_files())
    named = sorted(
        (path.name if path in words else path.relative_to(folder).as_posix(), content)
        for path, content in sources.items()
    )
    lines = [f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in named]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _sources(mail: str) -> dict[Path, bytes]:
    folder = resource("mail_templates")
    found: dict[Path, bytes] = {}
    waiting = [f"{mail}/{part}" for part in PARTS]
    while waiting:
        path = folder / waiting.pop()
        if path not in found:
            found[path] = path.read_bytes()
            waiting += _includes(found[path].decode())
    return found


@lru_cache(maxsize=256)
def _includes(source: str) -> tuple[str, ...]:
    """Every partial of one file, by either way of including it: no other may stay unhashed."""
    check = _MjmlCheck("", "")
    check.feed(source)
    named = tuple(meta.find_referenced_templates(jinja2.Environment().parse(source)))  # noqa: S701
    if None in named:
        raise ConfigError("A mail template names each partial it includes, by a plain string.")
    return tuple(partial for partial, _ in check.partials) + tuple(filter(None, named))


@dataclass(frozen=True, slots=True)
class _Templates:
    subject: jinja2.Template
    text: jinja2.Template
    html: jinja2.Template


@lru_cache(maxsize=32)
def _load(mail: str, sha256: str) -> _Templates:
    """Compile the mail.  ``sha256`` is only the key: a changed template is another entry."""
    folder = resource("mail_templates")
    plain = _environment(folder, autoescape=False)
    markup = _environment(folder, autoescape=True)
    return _Templates(
        # The subject keeps its line breaks, so that they are refused and not hidden.
        subject=plain.overlay(finalize=None).get_template(f"{mail}/subject.txt"),
        text=plain.get_template(f"{mail}/body.txt"),
        html=markup.from_string(_compiled(folder, f"{mail}/body.mjml")),
    )


def _environment(folder: Path, *, autoescape: bool) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=autoescape,  # noqa: S701 -- off for plain text only
        undefined=jinja2.StrictUndefined,
        finalize=_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["link"] = _link
    return environment


def _one_line(value: object) -> object:
    """Keep a value from starting a paragraph or a section of its own."""
    return type(value)(_CONTROL.sub(" ", value)) if isinstance(value, str) else value


def _link(url: str) -> str:
    if not url.startswith(("https://", "http://", "mailto:")):
        raise Refused(f"A mail links to web and mail addresses only, not to {url[:60]!r}.")
    return url


def _compiled(folder: Path, path: str) -> str:
    if problems := _problems(folder, path, ""):
        raise ConfigError("; ".join(problems))
    source = (folder / path).read_text(encoding="utf-8")
    html: str = mjml_to_html(source, template_dir=folder).html
    # Inside a table the CSS inliner moves bare text out of it, so Jinja stands in comments.
    html = re.sub(r"<!--\s*(\{%.*?%\})\s*-->", r"\1", html)
    html = re.sub(r"<!--\s.*?-->", "", html, flags=re.DOTALL)  # ours; Outlook's have no space
    html = re.sub(r"[ \t]*\n[ \t\n]*", "\n", html)
    # MJML writes the hidden preview in white, which spam filters take for hidden advertising.
    html = html.replace("display:none;font-size:1px;color:#ffffff;", "display:none;font-size:1px;")
    # Mail programs fold a long mail, and a tenth of it were spaces that no browser needs.
    return re.sub(r'style="[^"]*"|<style.*?</style>', _without_spaces, html, flags=re.DOTALL)


def _without_spaces(css: re.Match[str]) -> str:
    return re.sub(r'(?<=[:;{},]) | (?=[{}!])|;(?=[}"])', "", css[0])


def _problems(folder: Path, path: str, parent: str) -> list[str]:
    check = _MjmlCheck(path, parent)
    check.feed((folder / path).read_text(encoding="utf-8"))
    check.close()
    if check.open != [parent]:
        check.problems.append(f"{path}: <{check.open[-1]}> is not closed")
    for partial, place in check.partials:
        if parent:  # the compiler would look for it beside the first one
            check.problems.append(f"{path}: a partial includes no other ({partial})")
        else:
            check.problems += _problems(folder, partial, place)
    return check.problems


class _MjmlCheck(HTMLParser):
    """Collects every MJML tag or attribute that `MJML` does not know, and the partials."""

    def __init__(self, path: str, parent: str) -> None:
        super().__init__()
        self.path = path
        self.open = [parent]
        self.partials: list[tuple[str, str]] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not tag.startswith("mj"):
            return
        parents, allowed = MJML.get(tag, (frozenset(), frozenset()))
        parent = self.open[-1]
        self.open.append(tag)
        if tag not in MJML:
            self._refuse(f"<{tag}> is not allowed")
        elif parent not in (parents or {""}):
            self._refuse(f"<{tag}> cannot stand in <{parent}>")
        for name, value in attrs:
            if name not in allowed:
                self._refuse(f"<{tag}> has no {name!r}")
            elif tag == "mj-include":
                self.partials.append((value or "", parent))

    def handle_endtag(self, tag: str) -> None:
        if tag.startswith("mj") and self.open[-1] == tag:
            self.open.pop()
        elif tag.startswith("mj"):
            self._refuse(f"</{tag}> closes nothing")

    def _refuse(self, problem: str) -> None:
        self.problems.append(f"{self.path}:{self.getpos()[0]}: {problem}")


def _checked_subject(subject: str) -> str:
    subject = subject.removesuffix("\n")  # the end of the template's only line
    if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", subject):
        raise Refused("A subject is one line: it holds a line break or another control character.")
    return subject


def _checked_size(mail: str, html: str) -> str:
    size = len(html.encode())
    if size > HTML_MAX_BYTES:
        raise Refused(
            f"The {mail} mail has {size / 1000:.0f} kB of HTML; mail programs cut it off, so"
            f" {HTML_MAX_BYTES / 1000:.0f} kB is the most. Make it shorter or split it."
        )
    return html


def _tidied(text: str) -> str:
    lines = [line for source in text.split("\n") for line in _wrapped(source)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _wrapped(line: str) -> list[str]:
    if line == "-- ":  # the signature mark keeps its space (RFC 3676 section 4.3)
        return [line]
    mark = _LIST_MARK.match(line)
    indent = " " * (mark.end() if mark else 0)
    return textwrap.wrap(
        line,
        TEXT_COLUMNS,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
