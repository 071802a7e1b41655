"""Which package may import which.  The table is the architecture; keep it short."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "orchestrator"
KERNEL = {
    "bell",
    "clock",
    "codes",
    "config",
    "dkim_keys",
    "doubts",
    "errors",
    "keys",
    "language",
    "mail_contexts",
    "phrases",
    "relaxed",
    "rendering",
    "settings_checks",
    "settings_sources",
    "stems",
    "subjects",
    "tokens",
    "value_words",
    "walltime",
    "wording",
    "workdays",
}
STAGES = {"collect", "conversation", "engagement", "digest", "dispatch"}
ENTRY_POINTS = {"flow", "schedule", "web", "cli", "demo", "__main__"}
MAY_IMPORT: dict[str, set[str]] = {
    **{module: KERNEL for module in KERNEL},
    "models": KERNEL | {"models"},
    "record": KERNEL | {"models", "record"},
    **{stage: KERNEL | {"models", "record", stage} for stage in STAGES},
    "refiling": KERNEL | STAGES | {"models", "record", "refiling"},
    "web": KERNEL | {"refiling"} | STAGES | {"models", "record", "web"},
    "flow": KERNEL | STAGES | {"models", "record", "flow"},
    "schedule": KERNEL | {"flow", "schedule"},
    "cli": KERNEL | {"refiling"} | STAGES | ENTRY_POINTS | {"models", "record"},
    "demo": KERNEL | {"refiling"} | STAGES | ENTRY_POINTS | {"models", "record"},
    "__main__": {"cli"},
}
PURE = [
    "collect/absence.py",
    "dispatch/dkim.py",
    "dispatch/folding.py",
    "dispatch/mime.py",
    "collect/authentication_results.py",
    "collect/automatic.py",
    "collect/calendar_mail.py",
    "collect/bounce.py",
    "collect/dkim_check.py",
    "collect/dmarc.py",
    "collect/complaint.py",
    "collect/event.py",
    "collect/fields.py",
    "collect/identifiers.py",
    "collect/notice_sender.py",
    "collect/notices.py",
    "collect/recipients.py",
    "collect/blocks.py",
    "collect/footers.py",
    "collect/inside.py",
    "collect/legal.py",
    "collect/marks.py",
    "collect/likely_automatic.py",
    "collect/links.py",
    "collect/markup.py",
    "collect/parse.py",
    "collect/quotes.py",
    "collect/stripped.py",
    "collect/text.py",
    "codes.py",
    "doubts.py",
    "stems.py",
    "value_words.py",
    "conversation/alarm_words.py",
    "conversation/confirming.py",
    "conversation/followers.py",
    "conversation/forwarded.py",
    "conversation/references.py",
    "conversation/reply.py",
    "conversation/requests.py",
    "conversation/statements.py",
    "conversation/sentiment/analyzer.py",
    "conversation/wish_quotes.py",
    "digest/cadence.py",
    "digest/known_markers.py",
    "digest/known_names.py",
    "digest/known_same.py",
    "digest/known_search.py",
    "digest/known_topic.py",
    "digest/known_value.py",
    "digest/known_words.py",
    "digest/segments.py",
    "digest/slot_words.py",
    "digest/words.py",
    "dispatch/addresses.py",
    "dispatch/welcome_words.py",
    "engagement/stand_in.py",
    "engagement/trend.py",
    "language.py",
    "record/chain.py",
    "relaxed.py",
    "settings_checks.py",
    "subjects.py",
    "tokens.py",
    "walltime.py",
    "wording.py",
    "workdays.py",
]
IO_LIBRARIES = {
    "flask",
    "imapclient",
    "os",
    "redis",
    "rq",
    "smtplib",
    "socket",
    "sqlalchemy",
    "subprocess",
    "time",
}
CLOCK_READERS = ("datetime.now(", "datetime.utcnow(", "date.today(", "time.time(")


@cache
def imported(path: Path) -> frozenset[str]:
    """Dotted names the module imports, at any depth, functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found)


def top_level(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def imports(path: Path) -> set[str]:
    """Names right under ``orchestrator`` that the module imports."""
    names = (name.split(".") for name in imported(path))
    there = {top_level(p) for p in modules()}
    return {parts[1] for parts in names if parts[0] == "orchestrator" and len(parts) > 1} & there


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_package_imports_only_what_is_below_it(package: str) -> None:
    files = [path for path in modules() if top_level(path) == package]
    assert files, f"{package} is in the table and not in the tree"
    for path in files:
        forbidden = imports(path) - MAY_IMPORT[package] - {package}
        assert not forbidden, f"{path.relative_to(ROOT)} may not import {sorted(forbidden)}"


def test_what_undoes_a_filing_is_begun_by_a_person_alone() -> None:
    """No stage and no job may take back what mails changed."""
    users = {package for package, allowed in MAY_IMPORT.items() if "refiling" in allowed}
    assert users == {"refiling", "web", "cli", "demo"}


def test_every_package_has_a_rule() -> None:
    assert {top_level(path) for path in modules()} == set(MAY_IMPORT)


def test_the_rules_catch_a_stage_that_imports_another(tmp_path: Path) -> None:
    path = tmp_path / "sneaky.py"
    path.write_text("def late():\n    from orchestrator.dispatch import send\n")
    assert "orchestrator.dispatch" in imported(path)


def test_a_request_never_sends() -> None:
    for path in ROOT.glob("web/**/*.py"):
        sending = {
            name
            for name in imported(path)
            if name.startswith(("orchestrator.dispatch.send", "orchestrator.dispatch.channels"))
        }
        assert not sending, path


@pytest.mark.parametrize("name", PURE)
def test_pure_module_does_no_io(name: str) -> None:
    assert not {each.split(".")[0] for each in imported(ROOT / name)} & IO_LIBRARIES


def test_only_the_clock_module_reads_the_clock() -> None:
    for path in modules():
        if path.name != "clock.py":
            found = [reader for reader in CLOCK_READERS if reader in path.read_text()]
            assert not found, f"{path.relative_to(ROOT)} reads the clock: {found}"


def test_only_config_and_entry_points_read_the_environment() -> None:
    for path in modules():
        if top_level(path) not in ENTRY_POINTS | {"config"}:
            assert "os.environ" not in path.read_text(), path
            assert "os.getenv" not in path.read_text(), path


def test_one_module_alone_touches_the_stored_bytes() -> None:
    for path in modules():
        if path != ROOT / "models" / "content.py":
            assert "RawMail.content" not in path.read_text(), path


def test_there_is_no_import_cycle() -> None:
    graph = {name_of(path): edges(path) for path in modules()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for target in graph.get(name, ()):
            visit(target, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def edges(path: Path) -> set[str]:
    """Modules of ours that this one imports; a package only where a name of its own is meant."""
    known = {name_of(p) for p in modules()}
    found = imported(path) & known
    return {n for n in found if not any(other.startswith(f"{n}.") for other in found)} - {
        name_of(path)
    }


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300
