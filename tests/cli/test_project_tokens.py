"""project token: made, shown once, listed without its secret, and revoked."""

from tests.cli.conftest import PM
from tests.cli.shell import Shell


def test_team_in_a_token_is_made_listed_and_revoked(studio: Shell) -> None:
    made = studio.data("project", "token", "add", "booking", PM, "--name", "Build server")
    assert made["token"].startswith("orc_")
    studio.run("project", "token", "add", "booking", PM, "--name", "All of them", "--all")
    listed = studio.run("project", "token", "list", "booking").stdout
    assert made["token"] not in listed
    rows = studio.data("project", "token", "list", "booking")
    assert [(row["name"], row["reach"]) for row in rows] == [
        ("Build server", "project"),
        ("All of them", "all"),
    ]
    studio.run("project", "token", "revoke", str(made["id"]))
    studio.run("project", "token", "revoke", str(made["id"]), exit_code=6)
    first, _ = studio.data("project", "token", "list", "booking")
    assert first["revoked_at"]
    for words, error in (
        (("add", "nothing", PM, "--name", "x"), "there is none"),
        (("add", "booking", "eve@elsewhere.example", "--name", "x"), "eve@elsewhere.example"),
        (("add", "booking", PM, "--name", " "), "say what it is for"),
        (("revoke", "42"), "there is no token 42"),
    ):
        assert error in studio.run("project", "token", *words, exit_code=2).stderr, words
    record = studio.data("record", "search", "--action", "config_change")
    assert made["token"] not in str(record)
