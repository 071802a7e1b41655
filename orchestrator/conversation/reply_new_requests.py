"""A new wish that only shares its verb with an ask: "could you add a map?" to "Add vouchers?"."""

from collections.abc import Sequence
import re

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_answers import verbs
from orchestrator.conversation.reply_asks import WORD, Ask, alike, content, fold, same_verb
from orchestrator.conversation.reply_harmless_words import WORDS as HARMLESS


def asks_for_another_thing(asks: Sequence[Ask], sentence: str) -> bool:
    """Whether a sentence without a number uses the verb of an ask for what no ask is about."""
    lower = fold(sentence)
    if words.YES.match(lower) or words.NO.match(lower):
        return False
    tokens = WORD.findall(lower)
    own = {ask.n: verbs(ask) for ask in asks if ask.kind == "yesno"}
    used = [
        at
        for at, token in enumerate(tokens)
        if any(same_verb(token, verb) for each in own.values() for verb in each)
    ]
    if not used or not _SIDES.isdisjoint(tokens) or not _is_request(tokens, used[0]):
        return False
    return not _names_any(asks, tokens, used[0]) and _has_object(tokens, used)


def _is_request(tokens: list[str], verb: int) -> bool:
    return verb < _NEAR or any(token in _LEADS for token in tokens[:_NEAR])


def _names_any(asks: Sequence[Ask], tokens: list[str], verb: int) -> bool:
    """Whether a thing of an ask is named, by its word or by a pronoun."""
    things = {
        word
        for ask in asks
        for word in content(f"{ask.text} {' '.join(ask.options.values())}")
        if word not in verbs(ask)
    }
    if "it" in tokens[verb : verb + _NEAR] or not _PRONOUNS.isdisjoint(tokens):
        return True
    return any(alike(token, own) for own in things for token in tokens)


def _has_object(tokens: list[str], used: list[int]) -> bool:
    """Whether a thing stands beside the verb, or behind an article that no preposition leads."""
    for at in range(len(tokens)):
        if not _is_thing(tokens, at, used):
            continue
        if at - 1 in used or at + 1 in used:
            return True
        lead = [each for each in range(max(0, at - _NEAR), at) if tokens[each] in _ARTICLES]
        if lead and tokens[lead[0] - 1] not in _PREPOSITIONS:
            return True
    return False


_NEAR = 3


def _is_thing(tokens: list[str], at: int, used: list[int]) -> bool:
    token = tokens[at]
    return (
        at not in used and len(token) > 2 and token not in _NO_THINGS and not _A_TIME.match(token)
    )


_A_TIME = re.compile(
    rf"(?:{MONTH}|{WEEKDAY}|today|tonight|tomorrow|weekend|week|month|year|end|morning|evening|"
    r"soon|now|already|heute|morgen|wochenende|woche|monat|jahr|ende|bald|jetzt|schon|"
    r"aujourd'hui|demain|semaine|mois|fin|bientôt|maintenant|déjà|hoy|mañana|semana|mes|"
    r"pronto|ahora|ya|oggi|domani|settimana|mese|fine|presto|adesso|già|vandaag|maand|eind|"
    r"gauw|nu|al|hoje|amanhã|mês|fim|logo|agora|já)(?!\w)"
)
_SIDES = words.word_set("yes no ja nein oui non sí si sì nee sim não if wenn falls als se")
_PRONOUNS = words.word_set(
    "them those these ones es welche ça cela ceux celles eso esto ello questi queste quelli ze "
    "isso isto eles elas"
)
_ARTICLES = words.word_set(
    "a an another some more the our my your ein eine einen einem eines noch weitere den der "
    "unser unsere unseren mein meine meinen un une des du le la notre nos mon ma mes l unos unas "
    "el una nuestro nuestra mi otro otra uno il lo gli i dei delle nostro nostra mio mia een de "
    "het ons onze mijn nog um uma o nosso nossa meu minha outro outra"
)
_PREPOSITIONS = words.word_set(
    "to on in at by for with before until from of auf in an am im zu zum zur bis vor für bei mit "
    "von ab à au aux sur dans avant pour avec d'ici de a en sobre hasta antes para con desde "
    "su sul sulla nel nella entro prima per da op aan bij voor tot met van vanaf em no na nos nas "
    "até com desde"
)
_LEADS = words.word_set(
    "could would can may might will you we please possible like want need könnten können könnt "
    "kannst würden sie ihr wir bitte möglich möchte möchten hätten pourriez pouvez peux voulez "
    "vous nous possible voudrais voudrions aimerais aimerions podéis pueden podrían puedes podría "
    "ustedes posible quisiera gustaría potete potreste puoi vorrei vorremmo possibile kunnen "
    "kunt kun zouden jullie graag mogelijk willen wil podem poderiam pode podiam vocês possível "
    "queria gostaria gostava also too auch aussi también anche ook também"
)
_NO_THINGS = HARMLESS | _ARTICLES | _PREPOSITIONS | _LEADS | {"whole", "entire", "complete", "lot"}
