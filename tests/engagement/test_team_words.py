"""What somebody of ours writes falls into pieces with their kinds; issues lose what is ours."""

from orchestrator.engagement.issue_words import LONGEST as LONGEST_TITLE
from orchestrator.engagement.issue_words import clean_title, guess, meaning_of
from orchestrator.engagement.team_words import LONGEST, MOST, pieces_in
from orchestrator.models import Meaning

MAILS: dict[tuple[str, str], list[str]] = {
    ("Update", "Hi Maya,\n\nDone: calendar works on phones.\nNext: card payments.\n"
     "Problem: e-mails are late.\n\nBest,\nRavi\n"): [
        "done neutral Calendar works on phones.", "next neutral Card payments.",
        "news bad E-mails are late.",
    ],
    ("Done: week 47", "- Calendar works\n- Photos are\n  processed\n\nNext:\n* Payments\n"): [
        "done neutral Calendar works", "done neutral Photos are processed",
        "next neutral Payments",
    ],
    ("Re: booking", "The calendar works. All good.\n\nWe found that the\nprovider is slow."): [
        "news neutral The calendar works. All good.",
        "news neutral We found that the provider is slow.",
    ],
    ("Problem: the provider is down", ""): ["news bad The provider is down"],
    ("Bad news", "The launch moves to 11 December.\n\nCheers, Ravi"): [
        "news bad The launch moves to 11 December.",
    ],
    ("x", "[x] Calendar\n[ ] Payments\n✅ Photos\n⚠️ Provider is late"): [
        "done neutral Calendar", "next neutral Payments", "done neutral Photos",
        "news bad Provider is late",
    ],
    ("Wochenbericht", "Hallo zusammen,\n\nErledigt:\n1. Kalender läuft\n2. Fotos sind da\n\n"
     "Als Nächstes: Zahlungen\nProblem - der Anbieter schweigt\n\nViele Grüße\nRavi Menon"): [
        "done neutral Kalender läuft", "done neutral Fotos sind da", "next neutral Zahlungen",
        "news bad Der Anbieter schweigt",
    ],
    ("Nouvelles", "Bonjour Maya,\n\nTerminé : le calendrier.\nEnsuite : les paiements.\n\n"
     "Cordialement\nRavi"): ["done neutral Le calendrier.", "next neutral Les paiements."],
    ("x", "**Done**\n- a calendar\n\n## Next\n- iPhone payments"): [
        "done neutral A calendar", "next neutral iPhone payments",
    ],
    ("x", "Here is this week:\n- One page\n- Two pages"): [
        "news neutral One page", "news neutral Two pages",
    ],
    ("x", "Done with the calendar, finally.\n\nNext week we start payments."): [
        "news neutral Done with the calendar, finally.",
        "news neutral Next week we start payments.",
    ],
    ("x", "Good news: Dana's bank agreed.\r\n\r\nThanks!\r\n"): ["news good Dana's bank agreed."],
    ("Hello", "Ravi\n"): ["news neutral Hello"],
    ("", "...\n\n--\n"): [],
}  # fmt: skip


def test_team_in_each_paragraph_and_list_line_is_a_piece_of_its_kind() -> None:
    for (subject, text), expected in MAILS.items():
        found = pieces_in(subject, text, author="Ravi Menon")
        assert [f"{p.kind} {p.impact} {p.text}" for p in found] == expected, text


def test_team_in_long_words_are_cut_between_sentences_and_nothing_is_lost() -> None:
    sentence = "The calendar works on every phone that we could find. "
    found = pieces_in("", sentence * 30 + "x" * 1200, author="Ravi")
    assert all(len(piece.text) <= LONGEST for piece in found)
    said = "".join(piece.text for piece in found).replace(" ", "")
    assert said.lower() == (sentence * 30 + "x" * 1200).replace(" ", "").lower()
    assert len(pieces_in("", "- One thing\n" * 300, author="Ravi")) == MOST


TITLES = {
    "fix(api): calendar crashes in `room_list()` on iPhone (#42)": "Calendar crashes on iPhone",
    "[Backend] Add gift vouchers @ravi": "Add gift vouchers",
    "See https://github.example/a/b/issues/1": "",
    "Ask Ravi Menon about Ravi's import": "Ask our team about our team's import",
    "Update README.md and src/app/main.py": "",
    "HL-12: Card payments": "Card payments",
    "TypeError in getRoomList when user_id is null": "",
    "Calendar: Sunday is missing": "Calendar: Sunday is missing",
    "Zimmerkalender zeigt keine Sonntage (siehe HL-3)": "Zimmerkalender zeigt keine Sonntage",
    "Fix NullPointerException": "",
    "E-mails to dana@harbor.example bounce": "E-mails bounce",
    "[Photos](https://x.example/z) are too large": "Photos are too large",
    "Deploy 3f2a9bc to production": "Deploy to production",
    "24/7 hotline, €/night and/or PayPal": "24/7 hotline, €/night and/or PayPal",
    "[WIP] [UI] Bug: The date picker": "The date picker",
    "Log in with OAuth (see wiki/Auth.md)": "Log in with OAuth",
    "Remove TODO_LATER flag": "Remove flag",
    "#": "",
    "": "",
}  # fmt: skip


def test_team_in_a_title_loses_what_is_ours_alone() -> None:
    for title, expected in TITLES.items():
        assert clean_title(title, people=["Ravi Menon", "Ravi"]) == expected, title
    long = clean_title("Rooms and their photos " * 20)
    assert len(long) <= LONGEST_TITLE
    assert long.endswith("Rooms and…")


def test_team_in_an_issue_means_what_a_person_said_of_its_state_and_labels() -> None:
    mapping = {"closed": "done", "open": "ignored", "bug": "problem", "sprint": "next"}
    mapping["secret"] = "ignored"
    cases = {
        ("closed", "bug"): Meaning.DONE,
        ("open",): None,
        ("open", "sprint"): Meaning.NEXT,
        ("open", "sprint", "bug"): Meaning.PROBLEM,
        ("closed", "secret"): None,
        ("unheard of", "new label"): None,
        (): None,
    }
    for words, expected in cases.items():
        assert meaning_of(words, mapping) is expected, words
    guessed = [guess(word) for word in ("closed", "in progress", "bug", "internal", "blue")]
    assert guessed == [Meaning.DONE, Meaning.NEXT, Meaning.PROBLEM, Meaning.IGNORED, None]
