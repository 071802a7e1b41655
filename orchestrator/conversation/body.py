"""A body with its quotes -> the writer's own lines, each with where it stands.

The stage before keeps the whole body, because an answer often stands between quoted lines;
here the quotes stay visible as places, and their words never count.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
import re
from typing import NamedTuple

from orchestrator.conversation.armour import without_armour

# "On Fri, 20 Nov 2026 at 16:00, Ann <a@b> wrote:" as mail programs put it in seven languages.
_ATTRIBUTION = re.compile(
    r"^(?:>\s*)?(?:"
    r"on\b.{4,200}\bwrote|am\b.{4,200}\b(?:schrieb\b.{0,120}|geschrieben)|"
    r"le\b.{4,200}\ba\s+[ée]crit|"
    r"el\b.{4,200}\bescribió|il\b.{4,200}\bha\s+scritto|op\b.{4,200}\b(?:schreef|"
    r"geschreven)\b.{0,120}|"
    r"em\b.{4,200}\bescreveu|w dniu\b.{4,120}\bpisze|.{0,80}<[^<>\s]+@[^<>\s]+>.{0,40}(?:wrote|"
    r"schrieb|escribió|escreveu)"
    r")\s*:\s*",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTION_START = re.compile(r"^(?:on|am|le|el|il|op|em|w dniu)\b.*(?:\d|<)", re.IGNORECASE)
# What an original or forwarded message begins with when the program does not quote with ">".
_ORIGINAL = re.compile(
    r"^(?:-{2,} ?[\w' ]*(?:message|nachricht|mensaje|messaggio|bericht|mensagem|"
    r"mail)[\w' ]*-{2,}|_{10,}$)"
    r"|^-----\s*(?:message d.origine|ursprüngliche)",
    re.IGNORECASE,
)
_HEADER_FIELD = re.compile(
    r"^\*?(from|von|de|da|van|sent|gesendet|envoyé|enviado|inviato|verzonden|enviada|date|datum|"
    r"data|fecha|"
    r"to|an|à|para|a|aan|subject|betreff|objet|asunto|oggetto|onderwerp|assunto)\s?:\*?\s",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"^(?:fwd?|wg|tr|rv|i|doorst)\s?:", re.IGNORECASE)
_MOBILE_FOOTER = re.compile(
    r"^(?:sent (?:from|with|via)|get outlook|von meinem .{0,40}gesendet|gesendet (?:mit|von|aus|"
    r"über)|"
    r"envoyée? (?:de|du|depuis|avec|à partir)|(?:télécharger|obtenir|scarica|obtener|obtén|"
    r"outlook für|download) outlook|"
    r"enviad[oa] (?:desde|d[oae]|com|con|a partir|através)|inviat[oa] (?:d[ao]|con|tramite)|"
    r"(?:verstuurd|verzonden|gestuurd) (?:van\w*|met|via)|typed w/|"
    r"this message has been scanned|virus-?free)\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"^(?:confidential|disclaimer|aviso (?:legal|de confiden)|avis (?:légal|de confid)|avviso|"
    r"rechtlicher hinweis|vertraulich|"
    r"avertissement|nota legale|privacy(?! (?:notice|policy|page|statement|text)\b)|"
    r"este (?:e-?mail|correo)|quest[oa] (?:e-?mail|messaggio|"
    r"mail)|dit (?:bericht|e-?mail)|deze e-?mail|"
    r"esta mensagem|diese nachricht|ce courriel|caution:|this (?:e-?mail|message) (?:and|may|is|"
    r"originated)|"
    r"diese e-?mail (?:enthält|ist)|"
    r"ce (?:message|courriel) (?:est|et)|este (?:mensaje|correo|e-mail) (?:es|y|contiene)|"
    r"to stop receiving|you(?:'re| are) receiving|vous recevez ce|sie erhalten diese|"
    r"recib\w+ este|ricevete quest|u ontvangt|(?:est[áa] a )?receb\w+ est[ae]|"
    r"(?:the|le|die|les|la|as|de) (?:information|informazioni|informationen|informations|"
    r"información|informações|informatie) (?:in|contained|contenut|contenue|contenida|contidas))",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:(?:best|kind|warm|warmest|many|with best)?\s*(?:regards|wishes)|best|all the best|"
    r"cheers|thanks(?: again)?|thank you|"
    r"ta|many thanks|thx|sincerely|yours(?: \w+)?|god bless|love|warmly|respectfully|kia ora|"
    r"ngā mihi|"
    r"(?:mit )?(?:freundlichen?|vielen|besten?|lieben?|herzlichen?|schönen?|viele|beste|"
    r"liebe)\s+(?:grüßen?|grüssen?|dank)|"
    r"grüße|gruß|lg|vg|mfg|danke|mit vorzüglicher hochachtung|(?:bien )?cordialement|bien à vous|"
    r"merci(?: d'avance)?|salutations|"
    r"(?:un |cordiales |muchos )?(?:saludos?|abrazos?)|gracias|atentamente|(?:cordiali |un caro |"
    r"tanti )?saluti?|grazie|"
    r"cordialmente|(?:met vriendelijke |vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|bedankt|"
    r"atenciosamente|"
    r"cumprimentos|com os melhores cumprimentos|abraços?|obrigad[oa]|"
    r"[a-z]?x+)\b[\s!.,]*(?:/.{0,40})?(?P<name>.*)$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.'’-]*)(?:\s+(?:(?:[A-ZÀ-Þ(&][\w.'’&/)-]*)|de|van|der|von|la|\w{1,3}))*[\s,]*$"
)
_TITLE = re.compile(
    r"^(?i:dr|mrs?|ms|prof|avv|sr|ing|cdr|capt|rev|lt|col|maj|sgt|cllr|dott|arch|geom|"
    r"mevr|dhr|dipl\.-ing|mag|drs|arq|eng|lic)\.?ª? [A-Z]|\((?:she|he|they)/"
)
_CARD = re.compile(
    r"\||@|\b(?:tel|phone|mobile|office|suite|street|str|unit|lane|road|rue|avenue|étage|via|"
    r"piazza|calle|plaza|rua|avenida)\b|(?:straße|strasse|gasse|platz|straat|laan|"
    r"weg) \d|\d{3,}[\d .-]{3,}|\best\. \d{4}",
    re.IGNORECASE,
)

# A line of a table ends with the sign that it begins with.
_QUOTED = re.compile(r">|\|(?:>|\s(?!.*\|$)|$)")
_STRUCK = re.compile(r" ?~~[^~\n]{1,500}~~")

# Beyond these characters of a body stand pasted logs and lists; no answer is down there.
_MOST = 100_000

# Most letters cannot end one, which the first group says at once.
_SENTENCE_END = re.compile(
    r"(?=[\s\"”»)])(?:\n|(?<=[!?])[\"”»)]?\s+|(?<=\w[.)\"”»])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|Ms|St|No|"
    r"Nr|Sr|Fr|Hr|Mw|Dª|Pr|dr|ir)\.)"
    r"(?<!\b(?i:mrs|mme|sra|dra|drs|ing|eng|avv|sig|mag|rev|gen|arq|str|dhr|cdr|lic|mgr)\.)"
    r"(?<!\b(?i:prof|dott|dipl|mlle|univ|arch|geom|cllr|capt|hons|mevr|srta|arqª|"
    r"engª)\.)(?<![ap]\.m\.)\s+(?!(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|"
    r"Dez)[a-zä]*)(?=[A-ZÀ-Þ¿¡\"“„«(])|(?<=[\U0001F300-\U0001FAFF])\s+)"
)


class Line(NamedTuple):
    """One line of a body: the writer's own, or somebody else's words.

    ``original``: it stands in a message below that is not quoted line by line, where an answer
    may have been typed behind a question.
    """

    text: str
    own: bool
    after_quote: bool = False
    original: bool = False


def read_lines(text: str, *, all_quotes: bool = True) -> list[Line]:
    """Mark every line as own or quoted; signatures and footers are dropped.

    An unquoted original below ("From: … Sent: …") comes back as quoted lines, because
    people also write their answers into it.  What is longer than a person writes is cut,
    and what she struck out is not said.
    Without ``all_quotes`` only those quoted lines are sure to come that stand right above an
    own one; the own lines are the same.
    """
    plain = text[:_MOST].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    plain = without_armour(plain)
    if "~~" in plain:
        plain = _STRUCK.sub("", plain)
    if not all_quotes:
        plain = _QUOTED_RUN.sub(r"\g<head>", plain)
    lines = [line.strip("\ufeff").rstrip() for line in _join_attributions(plain.split("\n"))]
    marked: list[Line] = []
    original = False
    for index, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith((">", "|")) and _QUOTED.match(bare):
            marked.append(Line(bare.lstrip("|> \ufeff\u200b"), own=False))
        elif original:
            marked.append(Line(bare, own=False, original=True))
        elif _begins_original(lines, index):
            original = not _quotes_follow(lines, index)
            if original and not all_quotes:
                break
        elif not bare or _MOBILE_FOOTER.match(bare):
            marked.append(Line("", own=True))
        else:
            marked.append(Line(line, own=True, after_quote=bool(marked) and not marked[-1].own))
    return _without_signature(marked)


# The inner lines of a long quote.  Its first lines end a header, its words a signature above it,
# and under its last line may stand a score.
_QUOTED_RUN = re.compile(
    r"^(?P<head>>[ >]*\w.*\n(?:>.*\n){3})(?:>.*\n(?=>))++",
    re.MULTILINE,
)


# What a mail states and how it feels are read one after the other.
@lru_cache(maxsize=4)
def own_text(text: str) -> str:
    """The writer's own words only, without greeting card, quotes and footers."""
    return "\n".join(line.text for line in read_lines(text, all_quotes=False) if line.own).strip()


def split_sentences(text: str) -> list[str]:
    """Sentences and lines; a dot after a title or a number, or before a small letter, ends none."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def is_forward(text: str) -> bool:
    """Whether the words below are a third person's."""
    return bool(_FORWARDED.match(text.lstrip()))


def _join_attributions(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    before = ""
    for line in lines:
        if (":" in line or ":" in before) and _is_cut_attribution(before, line):
            before = joined[-1] = f"{before} {line}"
        else:
            before = line
            joined.append(line)
    return joined


def _is_cut_attribution(before: str, line: str) -> bool:
    return (
        not before.startswith(">")
        and bool(_ATTRIBUTION_START.match(before))
        and not _ATTRIBUTION.match(before)
        and bool(_ATTRIBUTION.match(f"{before} {line}"))
    )


def _begins_original(lines: Sequence[str], index: int) -> bool:
    bare = lines[index].strip()
    if bare.startswith(("-", "_")) and _ORIGINAL.match(bare):
        return True
    if ":" not in bare:
        return False
    if _ATTRIBUTION.match(bare):
        return True
    return bool(_HEADER_FIELD.match(bare)) and _is_header(lines[index : index + 5])


def _is_header(lines: Sequence[str]) -> bool:
    return sum(bool(_HEADER_FIELD.match(line.strip())) for line in lines) >= 3


def _quotes_follow(lines: Sequence[str], index: int) -> bool:
    below = (line.strip() for line in lines[index + 1 :])
    following = next((line for line in below if line and not _HEADER_FIELD.match(line)), "")
    return following.startswith(">")


def _without_signature(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    last: Line | None = None
    signed = spoken = False
    blank = True
    for index, line in enumerate(lines):
        words = line.text.strip()
        if not line.own:
            signed, blank = False, True
        elif words == "--" or (spoken and words and _begins_signature(lines, index, blank, last)):
            signed = True
        if line.own:
            blank = not words
            if signed or _DISCLAIMER.match(line.text):
                continue
            spoken = spoken or bool(words)
        kept.append(line)
        last = line if words else last
    return kept


def _begins_signature(lines: list[Line], index: int, blank: bool, before: Line | None) -> bool:
    """A closing with a name, or a card, at the end of its part.

    ``before`` is the last line with words that was kept, ``blank`` whether an empty one follows.
    """
    text = lines[index].text.strip()
    if len(text) < 60 and (sign_off := _SIGN_OFF.match(text)):
        name = sign_off["name"].strip()
        return (not name or bool(_NAME.match(name))) and all(
            len(line) < 80 for line in _own_below(lines, index, 1)
        )
    if not blank or before is None or not before.own:
        return False
    if len(text) < 50 and _TITLE.search(text):
        return True
    is_name = len(text) < 40 and bool(_NAME.match(text))
    is_card = "," in text and "?" not in text and bool(_CARD.search(text))
    if not (is_name or is_card):
        return False
    rest = _own_below(lines, index, 3)
    return not rest or (is_name and bool(_CARD.search(" ".join(rest))))


def _own_below(lines: list[Line], index: int, most: int) -> list[str]:
    below = (lines[at] for at in range(index + 1, len(lines)))
    return list(
        islice((line.text.strip() for line in below if line.own and line.text.strip()), most)
    )
