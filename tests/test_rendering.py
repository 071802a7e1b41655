"""Rendering itself, on small templates made here."""

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from orchestrator import phrases, rendering
from orchestrator.errors import ConfigError, Refused
from orchestrator.rendering import HTML_MAX_BYTES, TEXT_COLUMNS, render, template_sha256

MJML = """<mjml lang="en">
  <mj-head><mj-include path="_partials/head.mjml" /></mj-head>
  <mj-body>
    <mj-section><mj-column><mj-text>{}</mj-text></mj-column></mj-section>
    <mj-include path="_partials/foot.mjml" />
  </mj-body>
</mjml>
"""
HEAD = '<mj-attributes><mj-all font-family="Arial, sans-serif" /></mj-attributes>\n'
FOOT = "<mj-section><mj-column><mj-text>Foot</mj-text></mj-column></mj-section>\n"

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes the template ``note`` and its partials."""
    for module in (rendering, phrases):
        monkeypatch.setattr(module, "resource", lambda name: tmp_path / name)

    def write(
        *,
        subject: str = "{{ subject }}\n",
        text: str = "{{ value }}\n",
        html: str = "<p>{{ value }}</p>",
        mjml: str = MJML,
        head: str = HEAD,
        foot: str = FOOT,
    ) -> None:
        for path, content in {
            "note/subject.txt": subject,
            "note/body.txt": text,
            "note/body.mjml": mjml.replace("{}", html),
            "_partials/head.mjml": head,
            "_partials/foot.mjml": foot,
        }.items():
            file = tmp_path / "mail_templates" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)

    return write


def html_of(value: object) -> str:
    return render("note", {"subject": "s", "value": value}).html


def text_of(value: object) -> str:
    return render("note", {"subject": "s", "value": value}).text


def test_a_mail_is_one_subject_a_text_and_a_page(write: Write) -> None:
    write()
    rendered = render("note", {"subject": "Booking site", "value": "Café & bar"})
    assert rendered.subject == "Booking site"
    assert rendered.text == "Café & bar\n"
    assert "<p>Café &amp; bar</p>" in rendered.html
    assert rendered.html.lower().startswith("<!doctype html>")


@pytest.mark.parametrize("character", ["\n", "\r", "\r\n", "\0", "\u2028", "\x85", "\x1b"])
def test_a_subject_with_a_control_character_is_refused(write: Write, character: str) -> None:
    write()
    with pytest.raises(Refused, match="one line"):
        render("note", {"subject": f"Hello{character}Bcc: all@example.com", "value": ""})


def test_a_value_is_never_a_template(write: Write) -> None:
    write()
    assert "{{ 7*7 }}" in text_of("{{ 7*7 }}")
    assert "<p>{{ 7*7 }}</p>" in html_of("{{ 7*7 }}")


def test_a_value_in_an_attribute_stays_in_it(write: Write) -> None:
    write(html='<a href="{{ value | link }}">x</a>')
    assert '<a href="https://x.example/&#34; onmouseover=&#34;alert(1)">' in html_of(
        'https://x.example/" onmouseover="alert(1)'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", " https://x.example", "data:text/html,x"])
def test_a_link_that_is_no_web_or_mail_address_is_refused(write: Write, url: str) -> None:
    write(html='<a href="{{ value | link }}">x</a>')
    with pytest.raises(Refused, match="links to web and mail"):
        html_of(url)


def test_a_value_cannot_start_a_paragraph_of_its_own(write: Write) -> None:
    write(text="Note: {{ value }}\n")
    assert text_of("fine\n\n-- \nStudio\0 says\u2028pay") == "Note: fine -- Studio says pay\n"


def test_a_missing_value_is_an_error(write: Write) -> None:
    write()
    with pytest.raises(jinja2.UndefinedError):
        render("note", {"subject": "s"})


def test_a_loop_in_a_table_survives_the_css_inliner(write: Write) -> None:
    write(
        head=HEAD + '<mj-style inline="inline">td { color:#22252B; }</mj-style>',
        html="<table><tbody><!-- {% for word in value %} --><tr><td>{{ word }}</td></tr>"
        "<!-- {% endfor %} --></tbody></table>",
    )
    html = html_of(["one", "two"])
    assert html.count('style="color:#22252B"') == 2
    assert html.index("<table>") < html.index(">one<") < html.index(">two<")


def test_our_comments_stay_home_and_those_for_outlook_go_out(write: Write) -> None:
    write(html="<!-- a reason --><p>{{ value }}</p>")
    html = html_of("x")
    assert "a reason" not in html
    assert "<!--[if mso | IE]>" in html
    assert "<!--<![endif]-->" in html
    assert html.count("<!--[if") == html.count("<![endif]-->")


def test_long_lines_wrap_under_their_list_mark(write: Write) -> None:
    write(text="- {{ value }}\n   1A  {{ value }}\n")
    lines = text_of("word " * 30).splitlines()
    assert max(map(len, lines)) <= TEXT_COLUMNS
    first = next(n for n, line in enumerate(lines) if line.startswith("   1A  word"))
    assert all(line.startswith("  word") for line in lines[1:first])
    assert all(line.startswith("       word") for line in lines[first + 1 :])


def test_a_long_address_is_never_broken(write: Write) -> None:
    write()
    url = "https://preview.example/" + "long-name/" * 12
    assert url in text_of(f"See {url} for it").split("\n")


def test_sections_that_are_empty_leave_one_blank_line(write: Write) -> None:
    write(text="Top\n\n{% if value %}\n{{ value }}\n{% endif %}\n\n{{ '-- ' }}\nFoot\n")
    assert text_of("") == "Top\n\n-- \nFoot\n"


def test_a_page_that_mail_programs_cut_off_is_refused(write: Write) -> None:
    write()
    assert len(html_of("x" * (HTML_MAX_BYTES - 10_000))) > HTML_MAX_BYTES - 10_000
    with pytest.raises(Refused, match=r"note mail has 9\d kB"):
        html_of("x" * HTML_MAX_BYTES)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"html": "</mj-text><mj-txet>x</mj-txet><mj-text>"}, "<mj-txet> is not allowed"),
        ({"html": "</mj-text><mj-image /><mj-text>"}, "<mj-image> is not allowed"),
        ({"html": '</mj-text><mj-text colour="red">'}, "<mj-text> has no 'colour'"),
        ({"html": "<mj-text>x</mj-text>"}, "<mj-text> cannot stand in <mj-text>"),
        ({"html": "</mj-column><mj-column>"}, "</mj-column> closes nothing"),
        ({"mjml": "<mjml><mj-body>"}, "<mj-body> is not closed"),
        ({"head": "<mj-text>x</mj-text>"}, "<mj-text> cannot stand in <mj-head>"),
        ({"foot": FOOT.replace("mj-text", "mj-table")}, "foot.mjml:1: <mj-table> is not allowed"),
        (
            {"foot": '<mj-include path="_partials/head.mjml" />'},
            "a partial includes no other (_partials/head.mjml)",
        ),
    ],
)
def test_mjml_that_the_compiler_would_swallow_is_refused(
    write: Write, broken: dict[str, str], problem: str
) -> None:
    write(**broken)
    with pytest.raises(ConfigError) as refusal:
        html_of("x")
    assert problem in str(refusal.value)


def test_every_problem_of_a_template_is_named_at_once(write: Write) -> None:
    write(html="</mj-text><mj-one /><mj-text>", foot="<mj-two>")
    with pytest.raises(ConfigError, match=r"body.mjml:4: <mj-one>.*; .*foot.mjml:1: <mj-two>"):
        html_of("x")


@pytest.mark.parametrize(
    "include",
    [
        '{% include "_partials/sign.txt" %}',
        "{%- include '_partials/sign.txt' -%}",
        '{% from "_partials/sign.txt" import name %}',
    ],
)
def test_the_hash_follows_every_way_to_include(write: Write, tmp_path: Path, include: str) -> None:
    write(text=include)
    sign = tmp_path / "mail_templates" / "_partials" / "sign.txt"
    sign.write_text("Maya\n")
    before = template_sha256("note")
    sign.write_text("Ravi\n")
    assert template_sha256("note") != before


def test_the_hash_follows_our_words_and_the_mail_says_them(write: Write, tmp_path: Path) -> None:
    write(text='{{ say("note.hello", name=value) }}')
    words = tmp_path / "mail_templates" / "_words" / "en.toml"
    words.parent.mkdir()
    words.write_text('[note]\nhello = "Hello {name}"\n')
    before = template_sha256("note")
    assert text_of("Dana") == "Hello Dana\n"
    words.write_text('[note]\nhello = "Good morning {name}"\n')
    assert template_sha256("note") != before
    assert text_of("Dana") == "Good morning Dana\n"


def test_a_partial_chosen_by_a_value_is_refused(write: Write) -> None:
    write(text="{% include value %}")
    with pytest.raises(ConfigError, match="names each partial"):
        template_sha256("note")


@pytest.mark.parametrize("part", ["subject", "text", "html", "head", "foot"])
def test_the_hash_follows_every_part_and_partial(write: Write, part: str) -> None:
    write()
    before = template_sha256("note")
    write(**{part: {"head": HEAD, "foot": FOOT}.get(part, "{{ value }}") + "<!-- new -->"})
    after = template_sha256("note")
    write()
    assert template_sha256("note") == before != after


def test_a_changed_template_is_compiled_again(write: Write) -> None:
    write(html="<p>first</p>")
    assert "first" in html_of("")
    write(html="<p>second</p>")
    assert "second" in html_of("")
