"""Who writes to whom about what, and when: projects, people and the trees of their threads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
import random

from bench.corpus_words import FIRST, LAST, NEUTRAL, NOUNS, VERBS, Words

SPAN_DAYS = 3 * 365

Person = tuple[str, str]
"""A display name, which may be "", and an addr-spec."""


@dataclass
class Project:
    """One project of one client, with the people who write about it."""

    pid: str
    client: str
    name: str
    team: list[Person] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    mailbox: str = ""


@dataclass
class Spec:
    """One mail before it is rendered.  ``when``: seconds from the start of the corpus."""

    thread: int
    project: Project
    subject: str
    when: float
    parent: "Spec | None"
    depth: int
    seed: int
    message_id: str = ""
    kind: str = "message"
    sender: Person = ("", "")
    to: tuple[Person, ...] = ()
    style: str = "gmail"
    new_text: str = ""
    shown: str = ""
    references: tuple[str, ...] = ()
    date: str = ""


def make_projects(chance: random.Random, words: Words, count: int) -> list[Project]:
    """Clients own one to four projects, which share the client's people."""
    projects: list[Project] = []
    used: set[str] = set()
    team = [_person(chance, at, "studio.example") for at in range(max(8, count // 4))]
    while len(projects) < count:
        client = chance.choice(words.names)
        if client in used:
            continue
        used.add(client)
        domain = f"{client.lower()}.example"
        people = [_person(chance, "", domain) for _ in range(chance.randrange(2, 7))]
        for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
            if len(projects) == count:
                break
            pid = f"P{len(projects) + 1:04d}"
            name = f"{client} {chance.choice(NOUNS)} {chance.randrange(1, 9)}"
            projects.append(
                Project(
                    pid, f"C{len(used):04d}", name, chance.sample(team, 3), people,
                    f"{pid.lower()}@in.studio.example",
                )
            )  # fmt: skip
    return projects


def _person(chance: random.Random, number: int | str, domain: str) -> Person:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return f"{first} {last}", f"{_ascii(first)}.{_ascii(last)}{number}@{domain}"


def _ascii(name: str) -> str:
    return name.lower().translate(str.maketrans("éèíáóúüöøëçñ", "eeiaouuooecn"))


def plan(
    chance: random.Random, words: Words, projects: Sequence[Project], count: int
) -> list[Spec]:
    """Lay out threads; sorted by date, so that a parent is always before its replies."""
    specs: list[Spec] = []
    weights = [chance.paretovariate(1.2) for _ in projects]
    number = 0
    while len(specs) < count:
        project = chance.choices(projects, weights)[0]
        number += 1
        specs += _thread(chance, words, project, number)
    specs.sort(key=lambda spec: spec.when)
    return specs[:count]


def _thread(chance: random.Random, words: Words, project: Project, number: int) -> list[Spec]:
    kind = "newsletter" if chance.random() < 0.03 else "message"
    size = 1 if kind != "message" else min(1 + int(chance.paretovariate(0.85) - 1), 150)
    if size > 40 and chance.random() < 0.5:
        size //= 4
    subject = _subject(chance, words, project)
    when = chance.random() * SPAN_DAYS * 86400
    specs: list[Spec] = []
    members: list[Spec] = []
    for _ in range(size):
        parent = _parent(chance, members)
        if members:
            when = max(when, members[-1].when) + chance.expovariate(1 / 28800) + 60
        depth = 0 if parent is None else parent.depth + 1
        spec = Spec(
            number, project, subject, when, parent, depth, chance.getrandbits(48), kind=kind
        )
        if members:
            drawn = chance.random()
            spec.kind = "auto_reply" if drawn < 0.02 else "bounce" if drawn < 0.028 else "message"
        specs.append(spec)
        if not members or spec.kind == "message":  # Nobody answers a machine.
            members.append(spec)
    return specs


def _parent(chance: random.Random, members: Sequence[Spec]) -> Spec | None:
    """Replies mostly answer the newest mail, sometimes an older one: a tree, not a list."""
    if not members:
        return None
    return members[-1] if chance.random() < 0.72 else chance.choice(members)


def _subject(chance: random.Random, words: Words, project: Project) -> str:
    one = chance.choice
    # All four are drawn, as the first version did: the same seed keeps its bytes.
    return one(
        (
            f"{one(NOUNS).capitalize()} for {project.name}",
            f"[{project.name}] {one(VERBS)} {one(NOUNS)}",
            f"{one(NEUTRAL).capitalize()} {one(NOUNS)} {chance.randrange(1000)}",
            f"{one(words.names)} - {one(NOUNS)} / {one(NOUNS)}",
        )
    )
