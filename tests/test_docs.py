"""The guides say what the product does: links lead somewhere, commands exist, examples are read."""

from collections.abc import Iterator
from datetime import date
import fnmatch
from pathlib import Path
import re

from orchestrator.conversation.reply import Ask, read_reply
from orchestrator.conversation.reply_asks import Kind
from orchestrator.models import Wish
from orchestrator.models.preference import wish_words
from orchestrator.phrases import ENGLISH, phrases
from tests.cli.commands import commands, parse

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
CLIENTS = ROOT / "docs/for-clients.md"
GUIDES = ("operating", "for-clients", "reviewing", "developing")
FOLDERS = ("orchestrator", "tests", "tools", "bench", "migrations", "mail_templates")
MONDAY = date(2026, 11, 23)


def without_code(page: str) -> str:
    return re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)


def anchors(page: str) -> set[str]:
    """The names that a page's headings have, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_within_the_repository_leads_somewhere() -> None:
    dead = [f"{path.name}: {target}" for path in PAGES for target in dead_links(path)]
    assert not dead


def dead_links(path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text())):
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        is_elsewhere = re.match(r"[a-z]+:", target)
        if not is_elsewhere and (
            not file.exists() or (anchor and anchor not in anchors(file.read_text()))
        ):
            yield target


def test_readme_leads_to_every_guide() -> None:
    readme = (ROOT / "README.md").read_text()
    assert all(f"(docs/{name}.md)" in readme for name in GUIDES)


def test_every_command_in_a_guide_is_understood() -> None:
    """Blocks of shell as a whole; within a sentence only the command's name, without options."""
    understood = 0
    for path in PAGES:
        page = path.read_text()
        for piece in re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
            for words in commands(re.sub(r"^#.*$|\s# .*$", "", piece, flags=re.MULTILINE)):
                parse(words)
                understood += 1
        for mention in re.findall(r"`(orchestrator(?: [a-z]+)+)", without_code(page)):
            parse([*mention.split()[1:], "--help"])
    assert understood > 40


def test_every_file_that_a_guide_names_is_there() -> None:
    """A path from the root or from the package; a bare name anywhere."""
    known = {path.name for top in FOLDERS for path in (ROOT / top).rglob("*.*")}
    known |= {path.name for path in ROOT.iterdir()}
    missing = [
        f"{path.name}: {name}"
        for path in PAGES
        if path.name != "CHANGELOG.md"
        for name in re.findall(r"`([\w./*-]+\.(?:py|jsonl|eml|mjml))`", path.read_text())
        if not any([*ROOT.glob(name), *(ROOT / "orchestrator").glob(name)])
        and ("/" in name or (name.endswith(".py") and not fnmatch.filter(known, name)))
    ]
    assert not missing


def test_what_clients_are_told_is_what_is_read() -> None:
    page = CLIENTS.read_text()
    asks = list(asks_of(page))
    examples = re.findall(r"^\| `(.+)` \| (.*) \|$", page, re.MULTILINE)
    assert len(examples) > 25
    read = [(said, what_we_read(said, asks)) for said, _ in examples]
    assert examples == read


def asks_of(page: str) -> Iterator[Ask]:
    """The questions of the sample update, as the page shows them."""
    [update] = re.findall(r"^```\n(1\).*?)^```", page, re.DOTALL | re.MULTILINE)
    for n, text, rest in re.findall(r"^(\d)\) (.+)\n((?:   .+\n)*)", update, re.MULTILINE):
        options = dict(re.findall(r"^   ([A-Z])  (.+)$", rest, re.MULTILINE))
        yes_or_no: Kind = "value" if re.match(r"(?:On )?which", text, re.IGNORECASE) else "yesno"
        yield Ask(int(n), "choice" if options else yes_or_no, text, options)


def what_we_read(said: str, asks: list[Ask]) -> str:
    reading = read_reply(said, asks=asks, today=MONDAY, timezone="Europe/London").as_json()
    chosen = {ask.n: ask.options for ask in asks}
    lines = []
    for n, answer in reading["answers"].items():
        value = chosen[int(n)].get(answer["value"], answer["value"])
        lines.append(f"{n}: {value if answer['certainty'] == 'exact' else 'a person looks'}")
    lines += [
        wish_words(Wish(wish), value, phrases(ENGLISH))
        for wish, value in reading["preferences"].items()
    ]
    lines += [f"{reading['pulse']} of 5"] if reading["pulse"] else []
    for key, words in (("stop", "No more mails"), ("start", "Mails again"), ("undo", "Taken back")):
        lines += [words] if reading[key] else []
    return ". ".join(line[0].upper() + line[1:] for line in lines)
