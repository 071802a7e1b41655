"""Weights of several sums in one number, written and read."""

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.conversation.weights import pack, read_weights, write_weights

NAMES = ("cold", "warm", "new")
ROWS = st.dictionaries(
    st.sampled_from(["a", "b b", "ç", "^", "d:1"]),
    st.dictionaries(st.integers(0, 2), st.integers(-9999, 9999), min_size=1),
)


@given(ROWS, st.lists(st.sampled_from(["a", "b b", "ç", "^", "d:1", "unknown"])))
def test_sums_are_those_of_the_rows(rows, features):
    sums = [
        sum(rows.get(feature, {}).get(number, 0) for feature in features) / 100
        for number in range(len(NAMES))
    ]
    assert pack(NAMES, rows).add_up(features) == sums


def test_what_is_written_is_read_and_equal_rows_share_a_line(tmp_path):
    path = tmp_path / "weights.txt"
    write_weights(path, NAMES, {"b b": {1: -5}, "ç": {0: 200, 2: 7}, "a": {1: -5}})
    assert path.read_text("utf-8") == "cold warm new\n0:200 2:7\tç\n1:-5\ta\tb b\n"
    read = read_weights(path.read_text("utf-8"))
    assert (read.names, read.add_up(["a", "ç", "x"])) == (list(NAMES), [2.0, -0.05, 0.07])
    assert "a" in read
    assert "x" not in read
