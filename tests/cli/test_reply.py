import json

from click.testing import CliRunner
import pytest

from orchestrator.cli.reply import reply

RECORD = {
    "id": "r1",
    "today": "2026-11-20",
    "timezone": "Europe/London",
    "asks": [{"n": 1, "kind": "yesno", "text": "Publish the prices?"}],
    "text": "1 yes\n\nweekly please",
}


def read(*records):
    lines = "\n".join(json.dumps(record) for record in records)
    return CliRunner().invoke(reply, ["read"], input=lines)


def test_one_line_a_reply_with_every_key_in_the_order_read():
    result = read(RECORD, {**RECORD, "id": "r2", "text": "STOP"})
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == [
        "id", "answers", "preferences", "pulse", "stop", "start", "undo", "unclear",
    ]  # fmt: skip
    assert first["answers"] == {"1": {"value": "yes", "certainty": "exact", "span": "yes"}}
    assert first["preferences"] == {"cadence": "weekly"}
    assert (second["id"], second["stop"]) == ("r2", True)


def test_a_bad_line_names_line_field_value_and_cure_after_the_good_ones():
    result = read(RECORD, {**RECORD, "today": "20.11.2026"})
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert 'line 2: today is "20.11.2026"; give a date like 2026-11-20' in result.stderr


def test_an_unknown_zone_and_an_unknown_kind_of_ask_are_bad_lines():
    assert "IANA zone" in read({**RECORD, "timezone": "Mars/Olympus"}).stderr
    wrong = {**RECORD, "asks": [{"n": 1, "kind": "maybe", "text": "?"}]}
    assert "asks.kind" in read(wrong).stderr


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"timezone": "Europe"}, "give an IANA zone"),
        ({"timezone": "Europe/Lodon"}, "did you mean Europe/London?"),
        ({"today": "9999-12-31"}, "give a date from 1970-01-01 to 2199-12-31"),
        ({"id": float("nan")}, "one JSON object a line"),
        ({"asks": RECORD["asks"] * 2}, "give each ask a number of its own"),
    ],
)
def test_what_cannot_be_reckoned_with_is_a_bad_line(changed, words):
    result = read({**RECORD, **changed, "text": "Pause for 3 weeks"})
    assert (result.exit_code, words in result.stderr) == (2, True), result.output


def test_lines_are_utf_8_with_or_without_a_mark_before_them():
    line = json.dumps({**RECORD, "text": "sí"}, ensure_ascii=False)
    runner = CliRunner()
    marked = runner.invoke(reply, ["read"], input=line.encode("utf-8-sig"))
    assert json.loads(marked.stdout)["answers"]["1"]["value"] == "yes"
    foreign = runner.invoke(reply, ["read"], input=line.encode("latin-1"))
    assert (foreign.exit_code, "write it in UTF-8" in foreign.stderr) == (2, True)
    half = json.loads(
        runner.invoke(reply, ["read"], input=json.dumps(RECORD | {"id": "\ud800"})).stdout
    )
    assert half["id"] == "\ud800"
    deep = runner.invoke(reply, ["read"], input="[" * 100_000)
    assert (deep.exit_code, "one JSON object a line" in deep.stderr) == (2, True)


def test_help_shows_an_example():
    assert "orchestrator reply read" in CliRunner().invoke(reply, ["read", "--help"]).stdout
