import json

from click.testing import CliRunner

from orchestrator.cli.sentiment import sentiment


def test_lines_answer_in_order_with_the_stable_keys():
    records = [{"id": 1, "text": "We will not pay this invoice."}, {"id": 2, "text": ""}]
    result = CliRunner().invoke(sentiment, input="\n".join(map(json.dumps, records)))
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == [
        "id", "scored", "label", "score", "p_negative", "intents", "evidence", "language",
    ]  # fmt: skip
    assert first["label"] == "negative"
    assert first["evidence"][0]["text"] == "We will not pay this invoice."
    assert (second["scored"], second["label"]) == (False, "neutral")


def test_a_line_that_is_no_object_and_an_unknown_language_end_with_2():
    result = CliRunner().invoke(sentiment, input="[1]\n")
    assert (result.exit_code, "line 1" in result.stderr) == (2, True)
    result = CliRunner().invoke(sentiment, input='{"id": 1, "text": "x", "lang": "pl"}')
    assert "lang is" in result.stderr
