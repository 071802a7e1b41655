"""Everything that runs in a demo, in the order of starting."""

from collections.abc import Callable
from functools import partial
import sys

from orchestrator.cli.ports import accepts
from orchestrator.cli.supervisor import Part
from orchestrator.config import DATA_VARIABLE
from orchestrator.conversation.sentiment.full import has_encoder
from orchestrator.demo.parts import imap_part, smtp_part, valkey_part
from orchestrator.demo.settings import Folder, socket_folder


def service_parts(folder: Folder) -> list[Part]:
    """Servers first, then the web view, then the processes that nobody waits for."""
    ports, data = folder.ports, folder.settings.data
    parts = [
        valkey_part(data / "valkey", socket_folder(data)),
        imap_part(folder.mailboxes, ports.imap, folder.users),
        smtp_part(folder.outgoing, ports.smtp, users=folder.users, imap_port=ports.imap),
        _process(folder, "web", ready=partial(accepts, ports.web)),
        _process(folder, "reader"),
        _process(folder, "worker"),
        _process(folder, "scheduler"),
    ]
    return [*parts, _process(folder, "mood")] if has_encoder() else parts


def _process(folder: Folder, name: str, ready: Callable[[], bool] | None = None) -> Part:
    argv = [sys.executable, "-m", "orchestrator", "run", name]
    return Part(name, argv, {DATA_VARIABLE: str(folder.settings.data)}, ready)
