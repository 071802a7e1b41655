import json

from click.testing import CliRunner

from orchestrator.cli.statements import statements


def run(**record):
    return CliRunner().invoke(statements, input=json.dumps(record))


def test_a_promise_with_its_day():
    result = run(id=7, direction="out", today="2026-11-18", text="I will send it by Friday.")
    assert json.loads(result.stdout) == {
        "id": 7,
        "found": [
            {
                "kind": "promise",
                "span": "I will send it by Friday",
                "due": "by Friday",
                "due_on": "2026-11-20",
            }
        ],
    }


def test_nothing_found_is_an_empty_list():
    assert json.loads(run(id=1, direction="in", today="2026-11-18", text="Hi!").stdout) == {
        "id": 1,
        "found": [],
    }


def test_a_direction_we_do_not_know_ends_with_2():
    result = run(id=1, direction="up", today="2026-11-18", text="Hi")
    assert (result.exit_code, "direction" in result.stderr) == (2, True)
