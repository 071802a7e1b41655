import json
from pathlib import Path

from click.testing import CliRunner, Result

from orchestrator.cli.mail import mail

MAIL = Path(__file__).parents[1] / "data" / "mail"
REPLY = str(MAIL / "german_reply_between_quotes.eml")
BOUNCE = str(MAIL / "bounce_user_unknown.eml")


def _run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(mail, arguments, input=stdin)


def test_parse_prints_one_line_a_file_in_the_order_given() -> None:
    result = _run("parse", REPLY, BOUNCE, "--json")
    assert result.exit_code == 0
    reply, bounce = map(json.loads, result.stdout.splitlines())
    assert (reply["file"], reply["kind"], reply["sent_at"]) == (
        REPLY, "human", "2026-03-03T08:14:00+00:00",
    )  # fmt: skip
    assert reply["from"] == {
        "address": "j.brandt@lindenhof-klinik.example", "name": "Jürgen Brandt",
    }  # fmt: skip
    assert bounce["bounce"]["recipients"][0]["status"] == "5.1.1"


def test_a_refused_file_still_has_its_line_and_the_exit_code_says_partly(tmp_path: Path) -> None:
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    result = _run("parse", str(empty), REPLY, "--json")
    assert result.exit_code == 5
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["quarantine"], first["new_text"]) == ("empty", None)
    assert second["quarantine"] is None


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    result = _run("parse", str(tmp_path / "nowhere.eml"), "--json")
    assert result.exit_code == 2
    assert "nowhere.eml" in result.stderr
    assert result.stdout == ""


def test_the_human_view_shows_what_is_kept_and_what_is_ignored() -> None:
    output = _run("parse", REPLY).stdout
    assert "From      j.brandt@lindenhof-klinik.example   Jürgen Brandt" in output
    assert "Ja, bitte freigeben." in output
    assert "2 signature lines" in output


def test_a_mail_does_not_steer_the_terminal(tmp_path: Path) -> None:
    sly = tmp_path / "sly.eml"
    sly.write_bytes(b"From: a@b.example\nSubject: x\n\nfine \x1b[2J\x07 and \xe2\x80\xaeturned\n")
    shown = _run("parse", str(sly)).stdout
    assert "fine" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_extract_keeps_ids_and_order() -> None:
    lines = [
        {"id": 7, "text": "Yes.\n\n> Shall we?\n\n-- \nAnn"},
        {"id": "b", "html": "<p>No.</p><blockquote type=cite>Shall we?</blockquote>"},
    ]
    result = _run("extract", stdin="\n".join(map(json.dumps, lines)) + "\n")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": 7, "new_text": "Yes.", "quoted_text": "> Shall we?", "signature": "Ann"},
        {"id": "b", "new_text": "No.", "quoted_text": "Shall we?", "signature": ""},
    ]


def test_a_bad_line_is_named_by_its_number() -> None:
    for bad in ("{", "[]", '{"id": 1}', '{"id": 1, "text": 5}', '{"id": 1, "text": "\udcff"}'):
        lines = f'{{"id": 1, "text": "a"}}\n{bad}\n'.encode(errors="surrogateescape")
        result = CliRunner().invoke(mail, ["extract"], input=lines)
        assert result.exit_code == 2
        assert "line 2" in result.stderr
        assert len(result.stdout.splitlines()) == 1
