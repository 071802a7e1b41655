"""The words that generated mails are made of: names, sentences, foreign ones with their charset."""

from collections.abc import Sequence
import random

NOUNS = """
schedule milestone deliverable budget invoice contract prototype wireframe staging
release backlog specification migration integration endpoint dashboard report estimate
change-request sign-off kickoff retrospective risk blocker dependency vendor licence
certificate domain database export import template brochure banner homepage checkout
basket catalogue warehouse drawing permit foundation facade scaffold inspection audit
handover training workshop survey interview persona storyboard copy translation
photograph video caption footer header navigation form validation payment refund
""".split()
VERBS = """
review approve update postpone confirm deliver send sign test deploy fix check discuss
schedule cancel extend replace remove add prepare finish start pause merge document
measure estimate invoice ship return clarify escalate align
""".split()
GOOD = """
great excellent happy pleased smooth helpful impressive clear perfect fast reliable
delighted wonderful thankful solid
""".split()
BAD = """
late broken confusing disappointing unacceptable slow wrong missing unhappy frustrated
worried delayed poor unclear terrible
""".split()
NEUTRAL = """
current latest attached second final internal external revised draft weekly monthly
initial remaining open pending
""".split()
TEAMS = "design backend frontend legal finance marketing procurement site operations QA".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
FIRST = """
Anna Bruno Chloé David Elena Farid Grace Hiro Ingrid Jonas Karim Lucía Marek Noor Olga
Priya Quentin Rosa Søren Tomás Ulla Victor Wanda Xiulan Yusuf Zoë José Jürgen Amélie
Björn
""".split()
LAST = """
Almeida Becker Costa Dubois Eriksson Fischer García Haddad Ivanov Jensen Kowalski Lopez
Müller Novak Okafor Patel Quiroga Rossi Sørensen Tanaka Urban Varga Weber Yilmaz
Zhang
""".split()
SYLLABLES = """
al an ar be bri ca co da del di el en fa fi ga gar hel in is jo ka ko la lor ma mel mi na
nor ol or pa per po qua ra ri ro sa sel so ta ter ti to ul va ver vi wa xan yo za
""".split()

FOREIGN = {
    "iso-8859-1": [
        "Merci beaucoup, le délai a été respecté.",
        "Nous préférons la première maquette révisée.",
        "Können wir den Termin für die Übergabe verschieben?",
    ],
    "iso-8859-15": [
        "Le budget dépasse 12 000 € à ce jour.",
        "Voilà où nous en sommes, cœur du problème inclus.",
    ],
    "windows-1252": [
        "“Please confirm” – the client’s words, not mine…",
        "It’s a 5 000 € change request – is that OK?",
    ],
    "koi8-r": ["Пожалуйста, подтвердите сроки поставки.", "Договор подписан, счёт отправлен."],
    "gb2312": ["请确认项目的时间表。", "合同已经签署，谢谢。"],
    "iso-2022-jp": ["お世話になっております。", "納期の確認をお願いいたします。"],
    "shift_jis": ["見積書を添付しました。", "よろしくお願いいたします。"],
}
"""Sentences that the charset can carry."""


class Words:
    """Sentences made once from the pools, then drawn by index."""

    def __init__(self, chance: random.Random, *, sentences: int = 20_000) -> None:
        self.names = [
            "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()
            for _ in range(12_000)
        ]
        self._sentences = [_sentence(chance, self.names) for _ in range(sentences)]

    def body(self, chance: random.Random) -> str:
        return "\n\n".join(self.paragraph(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4))))

    def paragraph(self, chance: random.Random) -> str:
        sentences = chance.choices(self._sentences, k=chance.choice((1, 2, 2, 3, 3, 4, 5)))
        if chance.random() < 0.35:
            sentences.append(
                f"Reference {chance.choice('ABCDEFGH')}{chance.randrange(10**6):06d}, "
                f"amount {chance.randrange(100, 90000)}.{chance.randrange(100):02d} EUR."
            )
        return " ".join(sentences)


def _sentence(chance: random.Random, names: Sequence[str]) -> str:
    def name() -> str:  # Low ranks come up far more often, as in Zipf's law.
        return names[min(int(chance.paretovariate(0.55)) - 1, len(names) - 1)]

    one = chance.choice
    # One is drawn and only that one is filled in: the draws must not depend on the others.
    frames = (
        lambda: (
            f"Could you please {one(VERBS)} the {one(NEUTRAL)} {one(NOUNS)} "
            f"for {name()} by {one(DAYS)}?"
        ),
        lambda: (
            f"The {one(TEAMS)} team will {one(VERBS)} the {one(NOUNS)} "
            f"and the {one(NOUNS)} on {one(DAYS)}."
        ),
        lambda: f"We are {one(GOOD)} about the {one(NOUNS)}, the {one(NOUNS)} looks {one(GOOD)}.",
        lambda: (
            f"Honestly, the {one(NOUNS)} is {one(BAD)} and our {one(TEAMS)} people "
            f"at {name()} are {one(BAD)}."
        ),
        lambda: (
            f"I talked to {name()} from {one(TEAMS)}: the {one(NOUNS)} depends on the {one(NOUNS)}."
        ),
        lambda: (
            f"Please find the {one(NEUTRAL)} {one(NOUNS)} below; "
            f"{name()} has to {one(VERBS)} it first."
        ),
        lambda: (
            f"Once the {one(NOUNS)} is done we {one(VERBS)} {name()}, "
            f"then {one(VERBS)} {name()} and {one(VERBS)} the rest."
        ),
        lambda: f"Thanks for the {one(NOUNS)}, that was {one(GOOD)}.",
        lambda: f"No change on the {one(NOUNS)} since {one(DAYS)}.",
    )
    return one(frames)()
