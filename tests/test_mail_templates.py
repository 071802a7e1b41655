"""The mails that we ship: complete, inert, small, and readable by everyone."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
import re
from shutil import which
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright
import pytest
from selectolax.lexbor import LexborHTMLParser

from orchestrator.config import resource
from orchestrator.errors import Refused
from orchestrator.rendering import PARTS, render
from tests.mail_samples import ACKNOWLEDGEMENT, DIGEST, ENGLISH_WORDS, PAUSED, SAMPLES

TEMPLATES = resource("mail_templates")
MAILS = sorted(SAMPLES)
# What a person writes has neither headings nor a way to unsubscribe.
AUTOMATIC = [mail for mail in MAILS if mail not in ("case", "response")]

# Choices of the template, not words for the reader.
SWITCHES = {"lang", "tone", "kind"}
ADDRESSES = {"href", "unsubscribe_url"}

EMPTY: dict[str, Any] = {
    "told": [],
    "goals": [],
    "asks": [],
    "news": [],
    "done": [],
    "next": [],
    "noted": [],
    "pulse": None,
}

TONES = ("good", "watch", "bad", "none")


def test_every_mail_has_exactly_three_parts_and_a_sample() -> None:
    folders = {path.name: path for path in TEMPLATES.iterdir() if path.name[0] != "_"}
    assert sorted(folders) == MAILS
    for folder in folders.values():
        assert {path.name for path in folder.iterdir()} == set(PARTS)


def test_every_partial_is_used() -> None:
    sources = "".join(path.read_text() for path in TEMPLATES.rglob("*.*"))
    partials = {path.relative_to(TEMPLATES) for path in TEMPLATES.glob("_partials/**/*.*")}
    assert {path for path in partials if f'"{path}"' not in sources} == set()


# The words


@pytest.mark.parametrize("mail", MAILS)
def test_the_text_says_everything(mail: str) -> None:
    rendered = render(mail, SAMPLES[mail])
    missing = [
        fact for fact in facts(SAMPLES[mail]) if fact not in plain(rendered.subject, rendered.text)
    ]
    assert missing == []


@pytest.mark.parametrize("mail", AUTOMATIC)
def test_the_text_has_the_headings_of_the_page(mail: str) -> None:
    rendered = render(mail, SAMPLES[mail])
    headings = [plain(node.text()) for node in LexborHTMLParser(rendered.html).css("h1, h2, h3")]
    assert headings
    assert [words for words in headings if words not in plain(rendered.text)] == []


WORDS = st.text(alphabet="aé ß€'\"<>&{}%#/:.-1\n", min_size=1, max_size=40)
SECTIONS = st.fixed_dictionaries(
    {
        "preview": WORDS,
        "told": st.lists(st.fixed_dictionaries({"you_told_us": WORDS, "we_changed": WORDS})),
        "noted": st.lists(WORDS, max_size=3),
        "done": st.lists(WORDS, max_size=3),
        "next": st.lists(WORDS, max_size=3),
        "news": st.lists(st.fixed_dictionaries({"text": WORDS, "bad": st.booleans()}), max_size=3),
        "pulse": st.none()
        | st.fixed_dictionaries(
            {
                "question": WORDS,
                "hint": WORDS,
                "either": WORDS,
                "links": st.lists(
                    st.fixed_dictionaries(
                        {"score": st.integers(1, 5), "word": WORDS, "href": st.just("mailto:a@b")}
                    )
                ),
            }
        ),
        "asks": st.lists(
            st.fixed_dictionaries(
                {
                    "n": st.integers(1, 3),
                    "kind": st.sampled_from(["choice", "yesno", "value"]),
                    "title": WORDS,
                    "detail": WORDS | st.just(""),
                    "options": st.lists(
                        st.fixed_dictionaries(
                            {"key": WORDS, "text": WORDS, "recommended": st.booleans()}
                        ),
                        max_size=2,
                    ),
                    "hint": st.sampled_from(["", "2 yes / 2 no"]),
                    "due": WORDS,
                }
            ),
            max_size=3,
        ),
    }
)


@settings(max_examples=60, deadline=None)
@given(SECTIONS)
def test_every_word_of_the_page_is_in_the_text(sections: dict[str, Any]) -> None:
    context = {**DIGEST, **sections}
    rendered = render("digest", context)
    page = plain(words_of(rendered.html))
    text = plain(rendered.subject, rendered.text)
    assert [fact for fact in facts(sections) if fact in page and fact not in text] == []


def test_empty_sections_vanish_from_both() -> None:
    full, short = render("digest", DIGEST), render("digest", {**DIGEST, **EMPTY})
    headings = re.findall(r"^[A-Z][A-Z ,0-9?:]+$", full.text, re.MULTILINE)
    assert len(headings) == 9
    assert re.findall(r"^[A-Z][A-Z ,0-9?:]+$", short.text, re.MULTILINE) == ["STATUS: AT RISK"]
    assert len(LexborHTMLParser(full.html).css("h2")) == 8
    assert LexborHTMLParser(short.html).css("h2, h3, ul, .box, .badnews, .rule, .key") == []


@pytest.mark.parametrize(
    ("kinds", "heading"),
    [
        (["choice", "yesno", "value"], "We need 2 decisions and 1 answer"),
        (["yesno"], "We need 1 decision"),
        (["value", "value"], "We need 2 answers"),
    ],
)
def test_the_heading_counts_decisions_and_answers(kinds: list[str], heading: str) -> None:
    asks = [{**DIGEST["asks"][0], "kind": kind} for kind in kinds]
    rendered = render("digest", {**DIGEST, "asks": asks})
    assert heading.upper() in rendered.text.split("\n")
    titles = [node.text(strip=True) for node in LexborHTMLParser(rendered.html).css("h2")]
    assert heading in titles


def test_the_order_is_bad_news_then_asks_then_progress() -> None:
    rendered = render("digest", DIGEST)
    order = (
        *DIGEST["status"]["sentences"][-1:],
        DIGEST["news"][0]["text"],
        DIGEST["told"][0]["you_told_us"],
        DIGEST["asks"][0]["title"],
        DIGEST["news"][1]["text"],
        DIGEST["done"][1],
        DIGEST["next"][0],
        DIGEST["noted"][0],
        "Great",
        DIGEST["signer"]["name"],
        DIGEST["reference"],
    )
    for form in (words_of(rendered.html), rendered.text):
        places = [plain(form).index(plain(fact)) for fact in order]
        assert places == sorted(places)


def test_an_acknowledgement_answers_its_subject_once() -> None:
    for subject in ("Booking site: 2 decisions", "Re: Booking site: 2 decisions"):
        rendered = render("acknowledgement", {**ACKNOWLEDGEMENT, "subject": subject})
        assert rendered.subject == "Re: Booking site: 2 decisions"


@pytest.mark.parametrize("context", [PAUSED, {**PAUSED, "back_on": ""}])
def test_a_pause_without_an_end_is_a_stop(context: dict[str, Any]) -> None:
    rendered = render("paused", context)
    stopped = not context["back_on"]
    assert [plain(node.text()) for node in LexborHTMLParser(rendered.html).css("h1")] == [
        "stopped" if stopped else "paused until sun 3 jan"
    ]
    for form in (rendered.text, words_of(rendered.html)):
        assert ("no more updates" in plain(form)) is stopped
        assert ("back on" in plain(form)) is not stopped


# The languages


def in_language(mail: str, lang: str, informal: bool = False) -> dict[str, Any]:
    """The sample with one word wherever a person or the code has put words in."""
    context = {**replaced(SAMPLES[mail], "Wort"), "lang": lang}
    return {**context, "informal": informal} if "informal" in SAMPLES[mail] else context


@pytest.mark.parametrize("informal", [False, True])
@pytest.mark.parametrize("mail", MAILS)
def test_s35_no_english_is_left_in_a_german_mail(mail: str, informal: bool) -> None:
    rendered = render(mail, in_language(mail, "de", informal))
    for form in (rendered.subject, rendered.text, words_of(rendered.html)):
        assert ENGLISH_WORDS.findall(form.replace("mailto:Wort", "")) == []
        assert ".." not in form.replace("...", "")
    formal = re.findall(r"\b(?:Sie|Ihnen|Ihr\w*)\b", rendered.text)
    assert not (informal and formal)


def test_the_control_finds_english_where_it_is() -> None:
    """Otherwise the test above could pass for want of looking."""
    for mail in AUTOMATIC:
        assert ENGLISH_WORDS.findall(render(mail, in_language(mail, "en")).text), mail


# Hostile values


HOSTILE = (
    '"><script>alert(1)</script>',
    "{{ 7*7 }}{% for x in y %}",
    "--> <!-- {% endif %} --> <![endif]-->",
    "' onmouseover='alert(1)",
    "</title></td></table><img src=x>",
    "line\r\n\r\n-- \nBcc: all@example.com\0",
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("mail", MAILS)
def test_hostile_values_are_inert(mail: str, value: str) -> None:
    calm = render(mail, replaced(SAMPLES[mail], "calm"))
    hostile = render(mail, replaced(SAMPLES[mail], value))
    assert skeleton(hostile.html) == skeleton(calm.html)
    assert len(hostile.text.split("\n\n")) == len(calm.text.split("\n\n"))
    assert plain(value.replace("\0", " ")) in plain(words_of(hostile.html))


@pytest.mark.parametrize("mail", AUTOMATIC)
def test_only_web_and_mail_addresses_become_links(mail: str) -> None:
    with pytest.raises(Refused, match="web and mail"):
        render(mail, {**SAMPLES[mail], "unsubscribe_url": "javascript:alert(1)"})
    link = {"score": 1, "word": "Poor", "href": "javascript:alert(1)"}
    with pytest.raises(Refused, match="web and mail"):
        render("digest", {**DIGEST, "pulse": {**DIGEST["pulse"], "links": [link]}})


def test_an_address_in_a_sentence_becomes_a_link_and_nothing_more() -> None:
    done = ['See https://x.example/"onmouseover="alert(1) or javascript:alert(2)']
    links = LexborHTMLParser(render("digest", {**DIGEST, "done": done}).html).css("li a")
    assert [set(link.attributes) for link in links] == [{"href", "rel"}]
    assert (links[0].attributes["href"] or "").startswith("https://x.example/")


# The bytes


@pytest.mark.parametrize("mail", MAILS)
def test_nothing_is_fetched(mail: str) -> None:
    html = render(mail, SAMPLES[mail]).html
    assert re.findall(r"@import|url\(|fonts\.|\ssrc=|\sbackground=", html) == []
    assert LexborHTMLParser(html).css("img, link, script, iframe, object, video, form") == []


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("mail", MAILS)
def test_every_mail_keeps_to_its_size(mail: str, lang: str) -> None:
    assert len(render(mail, {**SAMPLES[mail], "lang": lang}).html.encode()) <= 60_000


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_questions_and_the_way_out_come_before_a_mail_is_folded(lang: str) -> None:
    html = render("digest", {**DIGEST, "lang": lang}).html.encode()
    # One mail program folds a mail at about 20 kB: the questions and the way out come before.
    assert html.index(DIGEST["asks"][-1]["due"].encode()) < 12_000
    assert html.index(DIGEST["unsubscribe_url"].encode()) < 20_000


@pytest.mark.parametrize("empty", [{}, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("mail", MAILS)
def test_outlook_sees_balanced_tables(mail: str, empty: dict[str, Any]) -> None:
    """Its conditional comments are opened and closed by sections that may be absent."""
    html = render(mail, {**SAMPLES[mail], **empty}).html.split("<body", 1)[1]
    for view in (html, re.sub(r"<!--\[if mso \| IE\]>|<!\[endif\]-->", "", html)):
        balance = Balance()
        balance.feed(view)
        assert balance.open == []
        assert balance.closed > 10


class Balance(HTMLParser):
    """Counts the tables, rows, cells and boxes that close where they should."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.closed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "tbody", "tr", "td", "div"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "tbody", "tr", "td", "div"):
            assert self.open.pop() == tag, self.getpos()
            self.closed += 1


@pytest.mark.parametrize("mail", MAILS)
def test_prose_is_at_most_78_columns(mail: str) -> None:
    lines = render(mail, SAMPLES[mail]).text.splitlines()
    assert [line for line in lines if len(line) > 78] == []


# The look


def test_declared_colours_have_contrast() -> None:
    css = (TEMPLATES / "_partials" / "head.mjml").read_text()
    # Outlook recolours text and ground in two rules of the same class; read them as one.
    css = re.sub(r"\[data-ogsc\] (\S+) \{(.*)\} \[data-ogsb\] \1 \{(.*)\}", r"\1 {\2 \3}", css)
    assert "data-ogs" not in css
    light, dark = css.split("prefers-color-scheme: dark", 1)
    grounds = {"light": ("#FFFFFF", "#F4F2EC"), "dark": ("#1E2024", "#141517")}
    inks = {"light": "#22252B", "dark": "#ECEAE4"}
    pairs = [
        (theme, selector, *pair)
        for theme, rules in (("light", light), ("dark", dark))
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules)
        for pair in colour_pairs(selector, body, grounds[theme], inks[theme])
    ]
    assert len(pairs) > 30
    assert [pair for pair in pairs if contrast(*pair[2:]) < 4.5] == []


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("mail", MAILS)
def test_a_browser_finds_nothing_to_complain_about(page: Page, mail: str, lang: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for scheme, width in ((s, w) for s in ("light", "dark") for w in (1280, 390)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(render(mail, {**SAMPLES[mail], "lang": lang}).html)
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert overflow(page) == 0
    assert requests == []


def test_every_status_is_legible_in_both_themes(page: Page) -> None:
    for tone in TONES:
        status = {**DIGEST["status"], "tone": tone}
        page.set_content(render("digest", {**DIGEST, "status": status}).html)
        assert page.locator(f".chip.{tone}").count() == page.locator(".chip").count() == 1
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == []


@pytest.mark.parametrize("mail", MAILS)
def test_a_mail_without_its_style_element_holds_together(page: Page, mail: str) -> None:
    html = re.sub(r"<style.*?</style>", "", render(mail, SAMPLES[mail]).html, flags=re.DOTALL)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 900})
    page.set_content(html)
    assert violations(page) == []
    assert overflow(page) == 0
    sizes = page.evaluate(
        "[...document.querySelectorAll('h1')].map(e => getComputedStyle(e).fontSize)"
    )
    assert sizes == (["24px"] if mail in AUTOMATIC else [])


def violations(page: Page) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    )
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """Pixels that a reader would have to scroll sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def colour_pairs(
    selector: str, body: str, grounds: tuple[str, str], ink: str
) -> Iterator[tuple[str, str]]:
    card, foot = grounds
    colours = dict(re.findall(r"(?<![-\w])(color|background-color):\s*(#\w{6})", body))
    if own := colours.get("background-color"):
        yield colours.get("color", ink), own
    elif colour := colours.get("color"):
        yield colour, foot if selector.strip().startswith(".foot") else card
        if ".foot" in selector:
            yield colour, foot


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2, between 1 and 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def facts(value: object, key: str = "") -> Iterator[str]:
    """Every word for the reader in a context, as `plain` writes it."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from facts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from facts(item, key)
    elif isinstance(value, str) and key not in SWITCHES and not value.startswith("mailto:"):
        yield plain(value)


def replaced(value: Any, words: str, key: str = "") -> Any:
    """Return the context with ``words`` in every place that holds words or an address."""
    if isinstance(value, Mapping):
        return {name: replaced(item, words, name) for name, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, words, key) for item in value]
    if not isinstance(value, str) or key in SWITCHES:
        return value
    if key == "subject":
        return re.sub(r"[\r\n\0]", " ", words)
    return f"mailto:{words}" if key in ADDRESSES else words


def plain(*texts: str) -> str:
    return " ".join(" ".join(texts).split()).casefold()


def words_of(html: str) -> str:
    tree = LexborHTMLParser(html)
    tree.strip_tags(["style"])
    return tree.root.text() if tree.root else ""


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and the names of their attributes: what a value must never change."""
    tree = LexborHTMLParser(html)
    return [
        (str(node.tag), tuple(node.attributes))
        for node in (tree.root.traverse() if tree.root else ())
    ]
