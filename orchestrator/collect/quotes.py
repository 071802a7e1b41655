"""The sentence with which mail programs announce a quote: "On 3 May Ann wrote:".  Pure.

People write such sentences too.  What tells them apart is a date to the minute, an address,
a name in capitals before the verb, or the marked quote right below.
"""

from collections.abc import Sequence
import re

_LONGEST_SENTENCE = 400
_MOST_LINES = 5
_LONGEST_VERB = 90
_SHORT_SENTENCE = 90

# Written around the name: in English and most others after it, in German before it.
_WORDS = (
    "wrote|writes|said|sent|schrieb|schreibt|geschrieben|schrieben sie|écrit|ecrit|écriviez|"
    "escribió|escribio|escribiste|ha escrit|scritto|schreef|schreef u|geschreven|escreveu|"
    "escreveu o seguinte|skrev|skrev du|skrev följande|skrevet|skrifaði|napisał|napisał(a)|"
    "napisała|napisałeś|napisałaś|napisana|pisze|pisał|pisała|pisał(a)|написал|написал(а)|"
    "написала|написав|писал|писала|писали|пише|пишет|на писа|написа|napsal|napsala|napsal(a)|"
    "napísal|napísala|napísal(a)|napisao|napisala|je napisal|kirjoitti|kirjutas|írta|a scris|"
    "scris|şunu yazdı|yazdı|đã viết|va escriure|idatzi du|rašė|rakstīja|έγραψε|menulis|"
    "寫道|写道|写到|さんは書きました|のメール|作成|작성|님이 작성"
)
_VERBS = tuple(_WORDS.split("|"))
_LAST_WORDS = frozenset(verb.rpartition(" ")[2] for verb in _VERBS)
_VERB = f"(?:{'|'.join(map(re.escape, sorted(_VERBS, key=len, reverse=True)))})"
_VERB_THEN_NAME = re.compile(
    rf"\b(?i:{_VERB})(?!\w)(?: (?:przez|via))? ?[^a-zà-öø-ÿа-яё ,;.!?]|寫道|写道"
)
_ANY_VERB = re.compile(rf"\b{_VERB}(?!\w)", re.I)
_VERB_THEN_DATE = re.compile(_VERB + r" (?:on |am |le |el |il |op |em |den |dnia |w dniu )?"
                             r"\d{1,4}[./-]\d", re.I)  # fmt: skip
_ENDS_WITH_ADDRESS = re.compile(
    r"(?:<[^<>\s]+@[^<>]+>\)?|\d (?:by|von|par|от) [^<>\s]+@[^<>\s]+)\s?[:：]$"
)
_ADDRESSED_NAME = re.compile(r"^(?:[^<>:]{0,80}<\s?[^<>\s]+@[^<>]+>|\S+@\S+)")
_QUOTING = re.compile(
    r"^\W{0,3}(?:Quoting|Zitat von|Citando|Quoting from|Citation de|Missatge de)\s.*@", re.I
)
_MONTH = (
    r"(?:jan|feb|fev|fév|fevr|mar|mrt|apr|abr|avr|ma[iyj]|jun|jui|jul|aug|ago|aoû|aou|sep|set|"
    r"o[ck]t|ott|out|nov|de[czs]|déc|dic|gen|giu|lug|mag|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|"
    r"янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d\d\b|"
    rf"\d{{1,2}}月|\b\d{{1,2}}\.? ?(?:de )?{_MONTH}|\b{_MONTH}[a-z]*\.? \d{{1,2}}\b",
    re.I,
)
_EXACT = re.compile(
    r"\b(?:(?:19|20)\d\d|\d\d)\b.*?\b\d{1,2}[:.h]\d\d|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\b\d{4}-\d\d-\d\d\b|\d年|\b\d{1,2}[:.h]\d\d.*?\b(?:19|20)\d\d\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOWER_NAME = re.compile(rf"(?<!\w)(?!you\b)[^\W\d_A-Z][a-zà-ÿа-яё]*[\s,]+{_VERB}\s*[:：]?\s*$")
_OF_THEIRS = re.compile(
    r"^\W{0,3}(?:our|my|his|her|their|the|unsere?|meine?|notre|mon|ma|nuestr[oa]|mi|"
    r"(?:il |la )?(?:nostr[oa]|mi[oa])|onze?|mijn|(?:o |a )?(?:noss[oa]|meu|minha))\s",
    re.I,
)
"""A program names the writer; only a person says "our director writes:"."""
_INTRO = re.compile(
    r"^\W{0,6}(?:On|At|In|Am|Den|Le|El|Il|Il giorno|Op|Em|En|No dia|A|W dniu|Dnia|Dne|Dňa|På|V|В|"
    r"Vào|Pada|Tarihinde|Na|Ha|Στις|Во|On behalf of|--- ?On|Quoting|Zitat von|Citando|"
    r"Wiadomość napisana|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|"
    r"пн|вт|ср|чт|пт|сб|вс|ke|to|pe|ma|ti|la|su|po|út|st|čt|pá|so|tir|ons|tor|fre|lør|søn|wt|"
    r"ne)[a-zа-я]*[.,]?(?=\s+\d))(?!\w)",
    re.I,
)
_DATED_START = re.compile(r"^\W{0,4}\d{1,4}[./\s:年-]")
_BARE_STAMP = re.compile(
    r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:?\d\d [\w .'-]{2,60}"
    r"(?:<[^>]*>?)?:?$|^\d{4}/\d{1,2}/\d{1,2} .{2,80}<[^>]+@[^>]+>:?$"
)
_CJK_SENTENCE = re.compile(
    r"^\d{4}年.{4,80}(?:<[^>]+>|@).{0,40}[:：]?$|^.{2,80}[於于] ?\d{4}年.{4,60}[:：]$"
)
_MAIL_RU = re.compile(r"^\S+, \d{1,2} \S+ \d{4}.{0,30}(?:от|from) .{1,120}[:：]?$")
_GERMAN_BARE = re.compile(
    r"^(?:Am|Op) [^.!?]{0,16}\d{1,2}[.-]\d{1,2}[.-]\d{2,4} (?:um|om) \d{1,2}:\d\d (?:Uhr )?"
    r"(?:schrieb|schreef) [^.!?:]{2,60}$"
)


def may_close(line: str) -> bool:
    """Whether a stripped line may be the last of such a sentence.  Cheap: asked of every line."""
    return bool(
        line[-1] in ":："
        or line[0].isdigit()
        or line.rstrip(" .)").rpartition(" ")[2].lower() in _LAST_WORDS
        or line.startswith(("Am ", "Op "))
    )


def sentence_start(lines: Sequence[str], floor: int, end: int, *, marked_below: bool) -> int:
    """The first line of the sentence that line ``end`` closes; -1 where it announces nothing.

    ``floor`` is the first line it may take.  ``marked_below``: a marked quote follows.
    """
    sentence, found = "", -1
    for start in _upwards(lines, floor, end):
        line = lines[start].strip()
        sentence = f"{line} {sentence}" if sentence else line
        if len(sentence) > _LONGEST_SENTENCE:
            break
        opens = _opens(line)
        if found >= 0 and not opens and not line.endswith(("<", "(")):
            continue
        if _announces(sentence, opens=opens, marked_below=marked_below):
            found = start
            if opens and _DATE.search(sentence):
                break
    return found


def names_a_writer(line: str) -> bool:
    """Whether a line that is no known announcement has what one has."""
    return "@" in line or _ends_with_verb(line) or bool(_DATE.search(line))


def _upwards(lines: Sequence[str], floor: int, end: int) -> list[int]:
    """The lines that may belong to it, last first: to a blank line or the end of a sentence."""
    found = [end]
    for index in range(end - 1, max(floor, end - 2 * _MOST_LINES) - 1, -1):
        if len(found) == _MOST_LINES:
            break
        line = lines[index].strip()
        if not line:
            # Some phones send the address, or each of its parts, in a paragraph of its own.
            if lines[index + 1].startswith(("<", ">", "mailto:")):
                continue
            break
        if line[-1] in "!?" or (line[-1] == "." and " " not in line[-5:]):
            break
        if line[-1] == ":" and not lines[index + 1].startswith("<"):
            break
        found.append(index)
    return found


def _opens(line: str) -> bool:
    return bool(_INTRO.match(line) or _DATED_START.match(line))


def _announces(sentence: str, *, opens: bool, marked_below: bool) -> bool:
    addressed = "@" in sentence or "mailto:" in sentence
    if opens and (_BARE_STAMP.match(sentence) or (addressed and _MAIL_RU.match(sentence))):
        return True
    if "年" in sentence and _CJK_SENTENCE.match(sentence):
        return True
    closed = sentence[-1] in ":："
    if _ends_with_verb(sentence):
        return (closed or opens) and _is_proven(sentence, addressed, opens, marked_below)
    if not closed:
        return bool(_GERMAN_BARE.match(sentence))
    if not (addressed or opens or _EXACT.search(sentence)):
        return False
    return _holds_the_verb(sentence, addressed, opens, marked_below)


def _ends_with_verb(sentence: str) -> bool:
    words = sentence[-_LONGEST_VERB:].rstrip(" :：.").lower()
    if words.endswith(_VERBS):
        return True
    return words.endswith(")") and words.rpartition("(")[0].rstrip().endswith(_VERBS)


def _holds_the_verb(sentence: str, addressed: bool, opens: bool, marked_below: bool) -> bool:
    """Whether it is a program's though it ends with the name, the date or the address."""
    if addressed and _QUOTING.match(sentence):
        return True
    exact = bool(_EXACT.search(sentence))
    if exact and _ADDRESSED_NAME.match(sentence) and _ANY_VERB.search(sentence):
        return True
    inside = bool(_VERB_THEN_NAME.search(sentence))
    if addressed and _DATE.search(sentence) and (opens or _ENDS_WITH_ADDRESS.search(sentence)):
        return inside or bool(_ENDS_WITH_ADDRESS.search(sentence))
    if _VERB_THEN_DATE.search(sentence):
        return exact
    return exact + marked_below + opens >= 2 and inside


def _is_proven(sentence: str, addressed: bool, opens: bool, marked_below: bool) -> bool:
    """Whether a sentence that ends with the verb is a program's."""
    dated = bool(_DATE.search(sentence))
    if addressed:
        return (dated and opens) or marked_below or bool(_ADDRESSED_NAME.match(sentence))
    if marked_below:
        return dated or (len(sentence) < _SHORT_SENTENCE and not _OF_THEIRS.match(sentence))
    if _EXACT.search(sentence):
        return True
    return bool(_YEAR.search(sentence)) and not _LOWER_NAME.search(sentence)
