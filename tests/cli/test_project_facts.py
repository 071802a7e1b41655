"""update add with since when and for whom; project knew and lag answer for it."""

from tests.cli.conftest import DANA
from tests.cli.shell import Shell


def test_s18_the_command_line_says_what_was_known_and_untold_on_a_day(studio: Shell) -> None:
    more = ("--kind", "news", "--bad", "--known-since", "2026-05-03T23:30", "--for", "dana")
    assert studio.data("update", "add", "booking", "The launch moves.", *more)["id"] == 1
    studio.run("update", "add", "booking", "We won a prize.", "--good", "--for", DANA)
    [one] = studio.data(
        "project", "knew", "booking", "--on", "2026-05-03", "--who", "Dana Whitfield"
    )
    assert (one["contact"], one["told"]) == ("Dana Whitfield", [])
    [untold] = one["untold"]
    assert (untold["text"], untold["impact"]) == ("The launch moves.", "bad")
    assert untold["source"].startswith("operator:")
    assert untold["known_at"] < one["until"] < untold["noted_at"]
    assert studio.data("project", "knew", "booking", "--on", "2026-05-02")[0]["untold"] == []
    words = studio.run("project", "knew", "booking", "--on", "2026-05-03").stdout
    assert "Had been told:\n  nothing" in words
    assert "We knew, and had not told:" in words
    assert "The launch moves." in words
    lag = studio.data("project", "lag", "booking")
    assert (lag["all"]["told"], lag["all"]["untold"], lag["bad"]["untold"]) == (0, 2, 1)
    assert lag["rows"][0]["seconds"] == int(lag["bad"]["longest_untold_seconds"])
    assert "Bad news: 1 untold for " in studio.run("project", "lag", "booking").stdout


def test_what_is_wrong_is_named_and_notes_nothing(studio: Shell) -> None:
    for words, error in (
        (("update", "add", "booking", "A.", "--for", "Nobody"), "nobody of booking, or several"),
        (("update", "add", "booking", "A.", "--known-since", "2099-01-01"), "in the future"),
        (("update", "add", "booking", "A.", "--known-since", "0001-01-01"), "ago"),
        (("update", "add", "booking", "A.", "--known-since", "soon"), "2026-11-20T14:30"),
        (("project", "knew", "booking", "--on", "2099-01-01"), "has not come yet"),
        (("project", "knew", "booking", "--on", "0001-01-01"), "too long ago"),
        (("project", "knew", "booking", "--on", "2026-05-03", "--who", "Eve"), "Dana Whitfield"),
        (("project", "lag", "nothing"), "there is none"),
    ):
        assert error in studio.run(*words, exit_code=2).stderr, words
    assert studio.data("record", "search", "--action", "fact") == []
