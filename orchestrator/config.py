"""Settings: environment `ORCHESTRATOR_*` over `$ORCHESTRATOR_DATA/orchestrator.toml`.

No other module reads the environment.  Each field of `Settings` is one variable
(`ORCHESTRATOR_` and the name in capitals, or the same with `_FILE` for the path of
a file that holds the value) and one key of the TOML file.  README lists them all;
a test compares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo, available_timezones

from orchestrator.errors import ConfigError
from orchestrator.settings_checks import check, near
from orchestrator.settings_checks import duration as duration
from orchestrator.settings_sources import DATA_VARIABLE as DATA_VARIABLE
from orchestrator.settings_sources import PASSWORD_VARIABLE as PASSWORD_VARIABLE
from orchestrator.settings_sources import PREFIX as PREFIX
from orchestrator.settings_sources import from_env, from_file, read, shown, unknown

FILE_NAME = "orchestrator.toml"


def _setting(default: Any, help: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Values for one process.  Build it with `Settings.from_environ`."""

    data: Path = _setting(Path("data"), "Folder for the database, keys, queue and settings file.")
    database_url: str = _setting("", "SQLAlchemy URL; empty: SQLite in the data folder.")
    redis_url: str = _setting("", "Redis or Valkey URL; empty: an embedded Valkey.")
    base_url: str = _setting("http://127.0.0.1:8080", "Address of the web view, used in links.")
    web_host: str = _setting("127.0.0.1", "Address that the web view listens on.")
    web_port: int = _setting(8080, "Port of the web view.")

    studio_name: str = _setting("Our studio", "Who writes, as clients read it.")
    studio_address: str = _setting("", "Postal address for the footer of every update.")
    timezone: str = _setting("UTC", "IANA zone of the studio; clients have their own.")

    mail_from: str = _setting("", "Address that updates come from; empty: nothing is sent.")
    reply_address: str = _setting("", "Address that replies go to, plus a token; empty: mail_from.")
    bounce_address: str = _setting(
        "", "Address that bounces go to, plus a name for each message; empty: mail_from."
    )
    production: str = _setting(
        "off", "on: no worker starts while SPF, DKIM or DMARC of mail_from's domain is missing."
    )
    dkim_selector: str = _setting(
        "orchestrator",
        "Names in DNS the keys that sign our mail; make them: orchestrator dkim make.",
    )
    complaint_limit: int = _setting(
        8, "Complaints in 10,000 mails of 7 days at which updates stop leaving."
    )
    complaint_after: int = _setting(500, "Complaints stop nothing before so many mails left.")
    bounce_limit: int = _setting(
        5, "Mails in a hundred of 7 days that fail for good at which updates stop leaving."
    )
    bounce_after: int = _setting(50, "Failed mails stop nothing before so many mails left.")
    archive_address: str = _setting("", "Second recipient of all mail: copy and evidence.")
    accounting: str = _setting("", "Where disputed invoices go; a project may have its own.")
    smtp_host: str = _setting("", "SMTP relay; empty: nothing is sent.")
    smtp_port: int = _setting(587, "Port of the SMTP relay.")
    smtp_security: str = _setting("starttls", "starttls, tls, or none (loopback relays only).")
    smtp_username: str = _setting("", "Name for SMTP; empty: no sign-in.")
    smtp_password: str = _setting("", "Password for SMTP.", secret=True)
    smtp_timeout: timedelta = _setting(timedelta(seconds=60), "Longest wait for an SMTP answer.")
    smtp_sessions: int = _setting(10, "Connections to the relay at once; fewer if it says so.")
    sms_url: str = _setting(
        "", "apprise URL for text messages, {to} for the number; empty: none leave.", secret=True
    )
    chat_url: str = _setting(
        "", "apprise URL for chat, {to} for the name there; empty: none leave.", secret=True
    )
    imap_timeout: timedelta = _setting(
        timedelta(seconds=60), "Longest wait for an IMAP answer, from the command to its last byte."
    )
    imap_slowest: int = _setting(
        50_000, "Bytes a second; an answer with mail may take longer than imap_timeout by these."
    )
    imap_mail_bytes: int = _setting(
        25 * 1024 * 1024, "A larger mail stays on its server; its header is kept."
    )
    trusted_authserv_ids: tuple[str, ...] = _setting(
        (), "Names of our own mail servers whose Authentication-Results count, comma between."
    )
    dkim_check: str = _setting(
        "on", "on: we check the signatures of mail that no trusted server settles; or off."
    )
    dns_servers: tuple[str, ...] = _setting(
        (), "DNS servers for that check, ADDRESS or ADDRESS:PORT; empty: the system's."
    )
    dns_timeout: timedelta = _setting(timedelta(seconds=3), "Longest wait for one DNS answer.")
    dns_deadline: timedelta = _setting(
        timedelta(seconds=5), "Longest wait for DNS for a batch of mails."
    )

    poll_every: timedelta = _setting(timedelta(seconds=60), "How often a mailbox is read.")
    idle_for: timedelta = _setting(
        timedelta(seconds=60), "How long the reader listens before it asks whether the line stands."
    )
    reconnect_within: timedelta = _setting(
        timedelta(seconds=10), "Longest pause after a lost connection; twice as long each time."
    )
    reconnect_at_most: timedelta = _setting(
        timedelta(minutes=10), "Longest pause before a mail server that stays away is tried again."
    )
    login_pause: timedelta = _setting(
        timedelta(minutes=1), "Pause after a refused sign-in; twice as long each time."
    )
    login_pause_at_most: timedelta = _setting(
        timedelta(hours=1), "Longest pause after a refused sign-in."
    )
    login_tries: int = _setting(10, "Sign-ins that may be refused in 24 hours; then we wait.")
    folder_lease: timedelta = _setting(
        timedelta(seconds=90), "A reader that says nothing this long has lost its folder."
    )
    compare_every: timedelta = _setting(
        timedelta(hours=6), "How often all that a folder holds is compared with what we have."
    )
    uidvalidity_changes: int = _setting(
        5, "Reads in a row that find a folder numbered anew; then its mailbox is paused."
    )
    habit_every: timedelta = _setting(
        timedelta(hours=1), "How often a mailbox is asked whether it is unusually silent."
    )
    sweep_every: timedelta = _setting(timedelta(seconds=30), "How often lost work is rung again.")
    acknowledge_after: timedelta = _setting(
        timedelta(minutes=10), "Replies within this time share one acknowledgement."
    )
    confirm_within: timedelta = _setting(
        timedelta(hours=72), "How long a code that asks “Was this you?” works."
    )
    prove_from: int = _setting(
        1000,
        "Change orders of this amount or more, in whole units of their currency, are agreed only "
        "by a reply that is proven to be the client's.",
    )
    undo_for: timedelta = _setting(
        timedelta(minutes=2), "Least time between an approval and the send."
    )
    respond_undo_for: timedelta = _setting(
        timedelta(seconds=10), "How long an answer of ours waits, so that its send can be undone."
    )
    cooldown: timedelta = _setting(
        timedelta(minutes=10), "How long words of ours that read as heated wait before they go."
    )
    draft_ahead: timedelta = _setting(
        timedelta(hours=24), "How long before its slot an update is drafted."
    )
    hold_late_after: timedelta = _setting(
        timedelta(hours=12), "An update this late is held, not sent."
    )
    evidence_after: timedelta = _setting(
        timedelta(minutes=15), "Wait before the archive is asked about an unknown outcome."
    )
    claim_for: timedelta = _setting(
        timedelta(minutes=20),
        "A send that says nothing this long has died. Longer than smtp_timeout, or the mail "
        "that a slow relay still takes is sent again.",
    )
    needs_person_after: timedelta = _setting(
        timedelta(hours=2), "An unknown outcome without evidence goes to a person."
    )
    session_idle: timedelta = _setting(timedelta(minutes=30), "Signed out after this idle time.")
    session_absolute: timedelta = _setting(timedelta(hours=12), "Signed out after this time.")
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR.")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read every field and check it.

        Raises:
            ConfigError: names every unknown, unreadable and impossible setting at once.
        """
        data = Path(environ.get(DATA_VARIABLE) or "data").absolute()
        problems: list[str] = []
        given = dict(from_file(data / FILE_NAME, problems)) | dict(from_env(environ, problems))
        values: dict[str, Any] = {"data": data}
        known = {f.name: f for f in fields(cls)}
        for name, (label, raw) in given.items():
            if name not in known or name == "data":
                problems.append(unknown(label, name, known))
                continue
            try:
                values[name] = read(known[name], raw)
            except ValueError as error:
                problems.append(f"{label} = {shown(known[name], raw)}: {error}")
        settings = cls(**values)
        problems += settings._impossible()
        if problems:
            raise ConfigError("\n".join(problems))
        return settings

    def _impossible(self) -> Iterator[str]:
        for f in fields(self):
            if words := check(f.name, getattr(self, f.name)):
                yield f"{f.name}: {words}"
        if self.claim_for <= self.smtp_timeout:
            yield "claim_for: must be longer than smtp_timeout"

    @property
    def database(self) -> str:
        """The URL in use."""
        return self.database_url or f"sqlite:///{self.data / 'orchestrator.sqlite3'}"

    @property
    def keys(self) -> Path:
        """Folder of the key files, mode 0700."""
        return self.data / "keys"

    @property
    def replies_to(self) -> str:
        """The address whose local part carries reply tokens."""
        return self.reply_address or self.mail_from

    @property
    def zone(self) -> ZoneInfo:
        """The studio's zone."""
        return ZoneInfo(self.timezone)

    @property
    def can_send(self) -> bool:
        """Whether there is a relay and an address to send from."""
        return bool(self.smtp_host and self.mail_from)


def resource(name: str) -> Path:
    """The folder ``mail_templates`` or ``migrations``: beside the package, or in the wheel."""
    package = Path(__file__).parent
    beside = package.parent / name
    return beside if beside.is_dir() else package / f"_{name}"


def check_zone(zone: str) -> str:
    """Return ``zone`` if it is an IANA zone.

    Raises:
        ValueError: it is not; names the nearest.
    """
    if zone not in available_timezones():
        raise ValueError(f"{zone!r}: no such zone{near(zone)}")
    return zone


def described() -> list[tuple[str, str, str]]:
    """Every setting as (name, default, help), in the order of the class."""
    return [
        (f.name, as_text(f.default), f.metadata["help"])
        for f in fields(Settings)
        if f.default is not MISSING
    ]


def as_text(value: object) -> str:
    """A value in the form in which it can be set."""
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g} s"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
