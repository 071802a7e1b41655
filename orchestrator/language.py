"""Which of the seven languages a text is in.  Pure, no data files.

Evidence is the small words that every sentence needs, and letters that only one of the
languages has.  A text with too little of either, or with as much for two languages, has
no answer: a wrong language reads a wrong wish.
"""

from collections import Counter
from collections.abc import Mapping
import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASCII_WORD = re.compile(r"[a-z]++(?:'[a-z]++)?")  # twice as fast, and most mail is English

_WORDS = {
    "en": "the a and you is are we for this that with have not please thanks thank your our can"
    " will would it be of to i from what when if but was on at do by been hi hello my me there they"
    " which should could let just yes looks good go ahead sorry still how any one us as an"
    " i'm it's don't i'll we'll all need think today tomorrow week before now",
    "de": "der die das und ist nicht ich wir sie ein eine einen für mit auf den dem des zu von "
    "bitte"
    " danke vielen dank es im haben hat sind wird werden noch auch aber kann können wenn bei"
    " uns ihre ihr ihnen mir mich dass oder nur schon ja nein hallo gruß grüße als wie was wann"
    " bis am um nach aus zum zur guten gerne passt keine kein sehr diese dieser mehr morgen",
    "fr": "le la les des et est pas je nous vous un une pour avec sur dans que qui ce cette merci"
    " bonjour du au aux ne se sont mais votre notre vos nos plus être avons ai oui non bien très"
    " si tout faire peut pouvez il elle on par c'est j'ai d'accord s'il plaît y en leur mes mon"
    " encore aussi comme fait semaine demain toujours cordialement ça était sans quand",
    "es": "el la los las y es no que de en un una por para con su se lo al del más pero gracias "
    "hola"
    " buenos días sí como nos le mi está están hay muy ya también esta este todo favor puede"
    " podemos cuando si tenemos tengo me ha he sobre hasta desde porque saludos bien hacer cómo"
    " qué usted ustedes semana mañana sin son os nuestro nuestra",
    "it": "il lo la gli le e è non che di un una per con su si ma grazie ciao buongiorno come "
    "questo"
    " questa anche sono abbiamo ho ha del della dei delle nel nella alla al da più mi ci vi se"
    " molto tutto bene possiamo può quando perché ancora già sì cordiali saluti buona giornata"
    " settimana domani vostro nostro essere fare dal dalla avete siamo senza cosa",
    "nl": "de het een en is niet van ik wij we jullie je u voor met op dat die te zijn ook maar om"
    " bij aan er nog wel graag bedankt dank hallo beste groet groeten kan kunnen heeft hebben"
    " wordt worden als naar uit geen deze dit mijn ons onze uw hoe wat wanneer goed al zo dan"
    " mij weer week morgen vandaag moet zou zal hebt heb ja nee over tot",
    "pt": "o a os as e é não que de em um uma por para com se do da dos das no na mais mas obrigado"
    " obrigada olá bom dia sim como nos está são muito já também este esta isso tudo favor pode"
    " podemos quando temos tenho me foi ao à você vocês seu sua até sobre porque cumprimentos"
    " bem fazer semana amanhã sem ainda nosso nossa pela pelo estou",
}
COMMON_WORDS = frozenset(word for words in _WORDS.values() for word in words.split())
"""Words that say nothing about the matter, in any of the seven."""

_LETTERS = {
    "ß": ("de",), "ñ": ("es",), "¿": ("es",), "¡": ("es",), "ã": ("pt",), "õ": ("pt",),
    "œ": ("fr",), "ê": ("fr", "pt"), "ç": ("fr", "pt"), "ù": ("fr", "it"), "ì": ("it",),
    "ò": ("it",), "ä": ("de",), "ö": ("de",), "ü": ("de",), "û": ("fr",), "î": ("fr",),
}  # fmt: skip
# Words that other languages share less; letters that none of the seven has.
_FOREIGN_WORDS = frozenset(
    [
        "og",
        "jeg",
        "ikke",
        "det",
        "som",
        "til",
        "på",
        "av",
        "er",
        "har",
        "vi",
        "kan",
        "men",
        "att",
        "och",
        "inte",
        "jag",
        "är",
        "för",
        "hej",
        "tack",
        "på",
        "om",
        "den",
        "ett",
        "din",
        "hvis",
        "skal",
        "ja",
        "minä",
        "on",
        "ei",
        "että",
        "se",
        "kun",
        "nie",
        "jest",
        "się",
        "na",
        "że",
        "do",
        "dziękuję",
        "dzień",
        "jak",
        "je",
        "na",
        "se",
        "že",
        "to",
        "nebo",
        "prosím",
        "děkuji",
        "v",
        "s",
        "hogy",
        "és",
        "nem",
        "az",
        "és",
        "egy",
        "si",
        "nu",
        "este",
        "cu",
        "mai",
        "ve",
        "bir",
        "bu",
    ]
)
_FOREIGN_LETTERS = re.compile("[åøæđłżźśćńęąěřůžščťďňőűğışțț\u0370-\u052f\u0590-\u06ff\u0900-\u0dff"
                              "\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # fmt: skip

_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _list in _WORDS.items():
    for _word in _list.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)

_KNOWN = {language: frozenset(words.split()) for language, words in _WORDS.items()}
SMALL_WORDS = frozenset(_LANGUAGES_OF)
"""What every sentence of the seven languages needs: it says nothing of what one is about."""

ENOUGH_CHARACTERS = 2000


def detect(text: str) -> str | None:
    """Return en, de, fr, es, it, nl or pt, or None when it cannot tell."""
    sample = text[:ENOUGH_CHARACTERS].lower().replace("’", "'")
    is_ascii = sample.isascii()
    words = (_ASCII_WORD if is_ascii else _WORD).findall(sample)
    known = Counter(filter(None, map(_LANGUAGES_OF.get, words)))
    if known.total() < 2:
        return None
    scores = dict.fromkeys(_WORDS, 0)
    for languages, count in known.items():
        for language in languages:
            # A word of one language is stronger evidence than one that four share.
            scores[language] += count * (6 // len(languages))
    for letter, languages in () if is_ascii else _LETTERS.items():
        found = min(sample.count(letter), 4)
        for language in languages:
            scores[language] += 3 * found // len(languages)
    return _decide(scores, words, "" if is_ascii else sample)


def _decide(scores: Mapping[str, int], words: list[str], letters: str) -> str | None:
    """Args: letters: where some may be that none of the languages has."""
    best = max(scores, key=scores.__getitem__)
    score = scores[best]
    second = max(other for language, other in scores.items() if language != best)
    strange = _FOREIGN_WORDS.intersection(words) - _KNOWN[best]
    foreign = 6 * sum(map(words.count, strange)) + 3 * len(_FOREIGN_LETTERS.findall(letters))
    if score < 6 or score <= second or foreign >= score:
        return None
    return best if score * 10 >= second * 11 else None
