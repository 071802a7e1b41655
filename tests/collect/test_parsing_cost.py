from bench.parsing import child_seconds, compare, corpus, read_ours, read_theirs


def test_a_mail_is_parsed_in_two_fifths_of_the_standard_librarys_time() -> None:
    contents = corpus(200)
    ratio, ours, theirs = compare(contents)
    assert ratio <= 0.4, f"{ours * 1e6:.0f} us against {theirs * 1e6:.0f}"


def test_both_read_the_same_words_and_names() -> None:
    for content in corpus(40):
        *_, text, names = read_ours(content)
        *_, their_text, their_names = read_theirs(content)
        assert str(text).strip() == str(their_text).replace("\r\n", "\n").strip()
        assert names == [name or "" for name in their_names]  # type: ignore[attr-defined]


def test_the_child_costs_the_reader_little() -> None:
    contents = corpus(200)
    _, ours, _ = compare(contents[:50])
    assert child_seconds(contents) <= ours
