"""One notice that is being written: to whom, about what, and with what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.dispatch.compose import Message, compose
from orchestrator.mail_contexts import MailContext
from orchestrator.models import Contact, Digest, Mail, Project
from orchestrator.rendering import Rendered
from orchestrator.wording import letter


@dataclass(frozen=True, slots=True)
class Letter:
    """``now`` is its date."""

    session: Session
    contact: Contact
    project: Project
    settings: Settings
    key: bytes
    now: datetime

    def frame(self, subject: str, why: str, digest: Digest | None) -> MailContext:
        """What every mail says at its head and foot."""
        code = self.project.code
        return letter(
            self.settings,
            key=self.key,
            lang=self.contact.language,
            informal=self.contact.is_informal,
            subject=subject,
            project_name=self.project.name,
            pm_name=self.project.pm.name,
            contact_id=self.contact.id,
            why=why,
            reference=f"{code}-{digest.number}" if digest else code,
        )

    def compose(self, rendered: Rendered, mail: Mail, *, reference: str, name: str) -> Message:
        """Answer ``mail``, at the registered address, whatever address it came from."""
        return compose(
            rendered,
            settings=self.settings,
            key=self.key,
            contact=self.contact,
            project=self.project,
            reference=reference,
            name=name,
            dated=self.now,
            auto_submitted="auto-replied",
            in_reply_to=mail.message_id,
            references=tuple(mail.references[-10:]),
        )
