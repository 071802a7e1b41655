"""The forms of the verbs that wishes are made of: what asks, and not what tells.

A verb is given by its stem and its forms follow from its language, so that "mándenmelo" needs
no entry of its own.  The first person of the present ("schicke", "envío") and the third of a
report ("envían") are missing on purpose: who does something herself asks for nothing.
Words are lower case and without accents.
"""

from functools import lru_cache
import re
import unicodedata

from orchestrator.conversation.reply_words import word_set

_ES_CLITIC = r"(?:(?:me|nos|se|te|le|les|lo|la|los|las){0,2})"
_IT_CLITIC = r"(?:(?:mi|ci|me|ce|vi|ve|gli|glie)?(?:lo|la|li|le|ne)?)"
_FORMS = {
    # Stems of sending, reaching, getting; then the endings of what is asked for.
    "de": r"(?:(?:zu|ver|raus|rüber|her)?(?:ge)?(?:schick|send|schreib|mail|melde?|texte?)"
    r"|erreich|empfang|bekomm|erhalt|krieg|komm|informier|benachrichtig|ankomm|eintreff|ein(?=geh))"
    r"(?:en|t|ts|s|st|et|n)?",
    "de_zu": r"(?:zu|raus|her)?zu(?:schick|send|schreib|mail|meld|komm)en|wart(?:en|et)|"
    r"schriebe[nt]?|kame?n?|erreichten?|bekame?n?",
    "fr": r"(?:envo[yi]|ecri(?:v|re)?|adress|transm(?:et|ett)|fa(?:it|ire)|recev|arriv|parven|"
    r"contact|previen|preven|attend|post|publi|mail|joi(?:gn|nd))(?:er|re|oir|ez|iez|ir|ient|es)?",
    "es": r"(?:envi|mand|avis|remit|transmit|public|compart|lleg|contact|reenvi|notific|esper|"
    rf"remand)(?:ar|ad|en|e|es|eis|a|aran?|arais|aseis|asen?){_ES_CLITIC}",
    "es_ir": r"(?:escrib|recib|remit|transmit|compart)(?:ir|id|an|a|ais|ieran?|ierais|iesen)"
    rf"{_ES_CLITIC}",
    "it": r"(?:(?:ri)?(?:invi|mand|sped|avvis|contatt|arriv|pubblic|pubblich|aspett|sent|ricev|"
    r"scriv|trasmett|avvert|rimand))(?:ar|er|ir|are|ere|ire|ate|ete|ite|i|ino|iate|asse|assero|"
    rf"este|essero|iste|ano?|a){_IT_CLITIC}",
    "nl": r"(?:stuur|stur|zend|mail|schrijv|schrijf|bericht|krijg|ontvang|kom|meld|verzend|"
    r"bereik|verstuur|verstur|doorstuur)(?:t|en|je)?|(?:toe|door|op)?gestuurd|gemaild|"
    r"(?:toe|door|op)te?sturen",
    "pt": r"(?:envi|mand|avis|cheg|public|contact|contat|esper|comunic|reenvi)(?:ar|arem|em|e|es|"
    r"asse[sm]?|armos|ar-?lhe|a)|(?:escrev|receb)(?:er|erem|am|as?|esse[sm]?|e)",
}
_SENDING = re.compile("|".join(rf"(?:{form})" for form in _FORMS.values()))
# Each may end as one of the forms above and is a noun, another verb, or a report.
_NONE = word_set(
    "sent mando mandano arrivano arriva scrivono scrive ricevono inviano invii post publica "
    "mandan envian mandam enviam chega comunica publicano esper contact posts faire fait "
    "mails emails mailing text texte textes texten mailt sento aspetta aspettano mande manda fais"
)


@lru_cache(maxsize=4096)
def is_sending(word: str) -> bool:
    """Whether a word is a form of sending or getting that may be asked for."""
    bare = without_accents(word)
    return bare not in _NONE and bool(_SENDING.fullmatch(bare))


def without_accents(word: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign)
    )
