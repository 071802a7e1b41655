"""One mail as its sender made it: cleaned HTML in a frame, attachments, original bytes.

Nothing here may run, load or send anything: the frame has no scripts, no origin and
no network, and everything else is a download.
"""

import hashlib
from io import BytesIO
import re

from flask import Blueprint, Response, render_template, send_file
import nh3
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.collect.caps import HTML_BYTES, HTML_DEPTH
from orchestrator.collect.mime import Part, decoded, read_message, text_of
from orchestrator.errors import MalformedMail
from orchestrator.models import Attachment, Dispute, DisputeNote, Mail
from orchestrator.models.content import content_of
from orchestrator.web.access import Power, check_visible, needs
from orchestrator.web.parts import parts
from orchestrator.web.security import sandboxed
from orchestrator.web.views import thread_or_404

bp = Blueprint("mail_view", __name__, url_prefix="/mails")

DOWNLOAD_POLICY = "default-src 'none'; sandbox"

_TAGS = nh3.ALLOWED_TAGS | {"big", "font", "tfoot"}
_STYLES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-right",
    "border-top", "color", "font-family", "font-size", "font-style", "font-weight", "line-height",
    "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "padding",
    "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align",
    "text-decoration", "vertical-align", "white-space", "width",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# Void, or closed by the next of their kind, so they cannot nest by themselves.
_FLAT = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
     "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"}
)  # fmt: skip


@bp.get("/<int:mail_id>/html")
@needs(Power.READ)
def html(mail_id: int) -> Response:
    """The cleaned HTML, for a sandboxed frame of our own pages."""
    with parts().db.read() as session:
        shown = safe_html(html_in(content_of(session, mail_or_404(session, mail_id).sha256)))
    return sandboxed(render_template("inbox/frame.html", html=shown))


@bp.get("/<int:mail_id>/original")
@needs(Power.READ)
def original(mail_id: int) -> Response:
    """The bytes as they came."""
    with parts().db.read() as session:
        content = content_of(session, mail_or_404(session, mail_id).sha256)
    return download(content, f"mail-{mail_id}.eml")


@bp.get("/<int:mail_id>/attachments/<int:position>")
@needs(Power.READ)
def attachment(mail_id: int, position: int) -> Response:
    """One attachment; found in the original by its SHA-256, so it is what was recorded."""
    with parts().db.read() as session:
        mail = mail_or_404(session, mail_id)
        wanted = next((a for a in mail.attachments if a.position == position), None)
        content = attached(content_of(session, mail.sha256), wanted) if wanted else None
        if wanted is None or content is None:
            raise NotFound
        return download(content, wanted.filename)


def mail_or_404(session: Session, mail_id: int) -> Mail:
    """A mail of a conversation, or of a case, that the user sees.

    One outside of any is for those who see all.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    mail = session.get(Mail, mail_id)
    if mail is None:
        raise NotFound
    if mail.thread_id is not None:
        thread_or_404(session, mail.thread_id)
    else:
        case = select(Dispute.project_id).join(DisputeNote, DisputeNote.dispute_id == Dispute.id)
        kept_in = session.scalar(case.where(DisputeNote.mail_id == mail_id))
        check_visible(session, mail.project_id or kept_in, f"mail:{mail_id}")
    return mail


def download(content: bytes, filename: str) -> Response:
    response = send_file(
        BytesIO(content), "application/octet-stream", as_attachment=True, download_name=filename
    )
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def html_in(content: bytes) -> str | None:
    """The first HTML body of a message; None where it has none or is past the caps."""
    try:
        for part in _leaves(content):
            if part.content_type == "text/html" and part.disposition != "attachment":
                return text_of(part, [])
    except MalformedMail:
        return None
    return None


def attached(content: bytes, wanted: Attachment) -> bytes | None:
    """The decoded bytes of an attachment; None where the original has no such part."""
    try:
        for part in _leaves(content):
            body = decoded(part, [])
            if hashlib.sha256(body).hexdigest() == wanted.sha256:
                return body
    except MalformedMail:
        return None
    return None


def _leaves(content: bytes) -> list[Part]:
    """Every part, also an enclosed message as a whole, in the order of the message."""
    waiting, found = [read_message(content, [])], []
    while waiting:
        part = waiting.pop()
        if not part.is_multipart:
            found.append(part)
        waiting += reversed(part.children)
    return found


def safe_html(html: str | None) -> str | None:
    """``html`` without anything that runs, loads or sends; None where it is past the caps.

    The caps come before the cleaner, which needs a minute for 500 KB of nested tags.
    """
    if html is None or len(html.encode("utf-8", "replace")) > HTML_BYTES:
        return None
    if _deepest(html) > HTML_DEPTH:
        return None
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "svg", "math", "title"},
        attributes=nh3.ALLOWED_ATTRIBUTES
        | {"*": {"style", "align", "dir", "lang"}, "font": {"color", "size", "face"}},
        attribute_filter=_keep_attribute,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "tel", "data"},
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Images only as data inside the mail; data nowhere else."""
    is_data = value.strip().lower().startswith("data:")
    if tag == "img" and name == "src":
        return value if is_data else None
    return None if is_data and name in ("href", "src", "cite") else value


def _deepest(html: str) -> int:
    """At least the depth of the tree: a misplaced closing tag closes nothing here."""
    open_tags: list[str] = []
    deepest = 0
    for closing, name in _TAG.findall(html):
        name = name.lower()
        if name in _FLAT:
            continue
        if not closing:
            open_tags.append(name)
            deepest = max(deepest, len(open_tags))
        elif open_tags and open_tags[-1] == name:
            open_tags.pop()
    return deepest
