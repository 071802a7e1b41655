import json

from click.testing import CliRunner

from orchestrator.cli.sentiment import sentiment
from orchestrator.conversation.sentiment import training
from orchestrator.conversation.weights import read_weights


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


def test_training_writes_the_same_file_of_the_same_mails(tmp_path, monkeypatch):
    lines = [
        {
            "text": "Dreadful work",
            "label": "negative",
            "intents": ["complaint"],
            "lang": "en",
        },
        {"text": "Lovely work, thank you", "label": "positive", "intents": [], "lang": "en"},
    ]
    given = tmp_path / "mails.jsonl"
    given.write_text("\n".join(map(json.dumps, lines * 3)), encoding="utf-8")
    monkeypatch.setattr(training, "shipped_mails", dict)
    written = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        result = CliRunner().invoke(
            sentiment, ["train", "--mails", str(given), "--folder", str(folder)]
        )
        assert result.exit_code == 0, result.output
        assert "learning from 6 mails" in result.stderr
        written.append((folder / "weights.txt").read_text("utf-8"))
    assert written[0] == written[1]
    negative, positive, *_ = read_weights(written[0]).add_up(["dreadful"])
    assert negative > 0 >= positive
