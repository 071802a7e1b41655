"""Whether a whole reply says no more than that what we understood is wrong.

The bare word always does.  A sentence ("that's not right") does in answer to a notice of
ours alone: under the questions of an update it may be an answer to one of them.
"""

import re

from orchestrator.conversation import reply_small_talk as small_talk
from orchestrator.conversation.gated import Gated
from orchestrator.conversation.reply_asks import fold

_WORD = (
    r"(?:all |completely |totally |quite )?wrong(?: (?:answers?|way round))?|incorrect|not right|"
    r"not correct|"
    r"(?:ganz |völlig |leider )?(?:falsch|verkehrt)|stimmt (?:so |leider )?nicht|nicht richtig|"
    r"faux|erreur|incorrecte?|inexact|pas (?:correct|juste|bon)|"
    r"mal|incorrecto|equivocado|erróneo|error|"
    r"sbagliato|(?:tutto )?errato|errore|non (?:è )?corretto|"
    r"fout|verkeerd|onjuist|klopt (?:zo |helaas )?niet|niet juist|"
    r"(?:tudo )?errado|incorreto|engano"
)
_SENTENCE = (
    r"(?:no,? )?(?:that|this|it)(?:'s| is| was) (?:all |completely |quite |just |simply |"
    r"actually )?(?:wrong|incorrect|a mistake|not (?:right|correct|it|so|what (?:i|we) "
    r"(?:meant|said|wrote|wanted|asked(?: for)?)))|(?:that|this|it) (?:isn't|wasn't) (?:right|"
    r"correct|it|what (?:i|we) (?:meant|said|wrote|wanted|asked(?: for)?))|not what (?:i|we) "
    r"(?:meant|said|wrote|wanted|asked(?: for)?)|you(?:'ve| have)? (?:got|read|understood) (?:it|"
    r"that|this|me|us) (?:all )?wrong(?:ly)?|you(?:'ve| have)? misunderstood(?: (?:me|us|it|that|"
    r"this))?|"
    r"(?:nein,? )?(?:das|es|so) (?:ist|war) (?:so |leider |ganz )*(?:falsch|verkehrt|ein "
    r"missverständnis|nicht (?:richtig|korrekt|so gemeint))|das stimmt (?:so |leider |gar )?nicht|"
    r"(?:da|das) (?:habt ihr|haben sie|hast du) (?:mich |uns |das )?(?:falsch verstanden|"
    r"missverstanden)|(?:das|so) (?:habe?|hab'|haben) (?:ich|wir)(?: das)? (?:so )?nicht "
    r"(?:gemeint|gesagt|geschrieben)|falsch verstanden|missverständnis|"
    r"(?:non,? )?c'est (?:faux|une erreur|incorrect|inexact)|(?:ce n'est|c'est|ce n'était) pas "
    r"(?:ça|cela|juste|correct|exact|bon|ce que (?:j'|je |nous )[\w' ]{3,30})|"
    r"(?:vous m'avez |tu m'as )?mal compris|"
    r"(?:no,? )?(?:eso |esto )?(?:está (?:todo )?mal|es (?:incorrecto|un error)|no (?:es|era) "
    r"(?:correcto|así|eso|lo que [\w ]{3,30}))|(?:me|nos) (?:habéis|han|has|ha) entendido mal|"
    r"(?:no,? )?(?:questo )?(?:è (?:tutto )?(?:sbagliato|errato|un errore)|non (?:è|era) (?:giusto|"
    r"corretto|così|quello che [\w ]{3,30}))|"
    r"(?:mi |ci )?(?:avete|ha|hai) (?:capito male|frainteso)|"
    r"(?:nee,? )?(?:dat|dit|het) (?:klopt (?:zo |helaas |dus )?niet|is (?:helemaal )?(?:fout|"
    r"verkeerd|onjuist|niet (?:juist|goed|wat ik [\w ]{3,30})))|(?:jullie hebben|u heeft|je hebt) "
    r"(?:het |me |mij )?verkeerd begrepen|verkeerd begrepen|"
    r"(?:não,? )?(?:isso |isto )?(?:está (?:tudo )?(?:errado|incorreto|mal)|é um engano|não (?:é|"
    r"está|era|foi) (?:certo|correto|correcto|assim|bem|isso(?: (?:o )?que [\w ]{3,30})?|"
    r"o que [\w ]{3,30}))|"
    r"(?:perceberam|entenderam|percebeu|entendeu)(?:-me)? mal"
)
_POLITE = (
    r"(?:please|sorry|bitte|pardon|désolée?|perdón?|perdona|scusate?|scusi|desculpem?|helaas|"
    r"leider|thanks?|thank you|thx|danke|merci|gracias|grazie|bedankt|dank je|dank u|obrigad[oa]|"
    r"cheers|kind regards|best regards|regards|best|lg|vg|mfg|gruß|grüße|(?:viele|liebe|beste) "
    r"grüße|cordialement|saludos|un saludo|saluti|groet(?:en|jes)?|cumprimentos|hi|hello|hallo|"
    r"hola|ciao|bonjour|olá|dear|mit freundlichen grüßen|met vriendelijke groet|bien à vous)"
)
_WORD_ALONE = Gated(rf"(?:{_WORD})$")
_SAID_ALONE = Gated(rf"(?:{_WORD}|{_SENTENCE})$")
_PHRASES = re.compile(r"[.,;:!]+|\s[-–—]+\s")
_POLITELY = re.compile(rf"{_POLITE}(?: [\w'-]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_NO = re.compile(r"no|nope|nein|non|nee|não|oh|oops|hm+")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?")
_MOST_CHARS = 160
"""Who writes more than this says more than that."""


def says_wrong(own: str, *, via_notice: bool = False) -> bool:
    """Whether the writer's own lines call what we understood wrong, and say nothing else.

    ``via_notice``: the mail answers a notice of ours.
    """
    if len(own) > _MOST_CHARS or "?" in own:
        return False
    wording = _SAID_ALONE if via_notice else _WORD_ALONE
    phrases = [phrase for line in _lines(own) for phrase in _phrases(line)]
    rest = [phrase for phrase in phrases if not wording.match(phrase)]
    return len(rest) < len(phrases) and all(
        _POLITELY.fullmatch(phrase) or (via_notice and _NO.fullmatch(phrase)) for phrase in rest
    )


def _lines(own: str) -> list[str]:
    """Without the greeting above and the writer's name below."""
    lines = [line.strip() for line in own.split("\n") if line.strip()]
    if len(lines) > 1 and small_talk.GREETING.match(fold(lines[0])):
        lines = lines[1:]
    is_named = len(lines) > 1 and _NAME.fullmatch(lines[-1])
    return lines[:-1] if is_named and not _SAID_ALONE.match(fold(lines[-1])) else lines


def _phrases(line: str) -> list[str]:
    return [phrase.strip() for phrase in _PHRASES.split(fold(line)) if _LETTER.search(phrase)]
