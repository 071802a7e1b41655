"""Sentences that only close a mail: wishes and regards, which are no mood.

They are known by their words alone, so that no turn of phrase has to be listed: each word
of such a sentence is polite, and one of them is said at the end of a mail only.
"""

from collections.abc import Iterator, Sequence
import re

_SAID_AT_THE_END = """
regards wishes hugs hug kisses weekend day evening grüße grüßen grüsse grüssen gruß gruss
wochenende tag abend feierabend cordialement amicalement amitiés bises bisous embrasse
salutations journée soirée saludo saludos abrazo abrazos beso besos día cariño
atentamente saluti saluto abbraccio abbracci baci affetto giornata serata cordialmente groet
groeten groetjes liefs dag avond cumprimentos abraço abraços beijo beijos beijinhos dia
carinho atenciosamente
"""
_POLITE_WORDS = """
with and a an the all of my our your rest best kind kindest warm warmest many very great nice
lovely good wonderful love have enjoy thanks thank you everything so much for again advance
mit und einen ein noch ganz sehr viele vielen liebe lieben herzliche herzlichen herzlicher
herzlichst beste besten freundliche freundlichen sonnige sonnigen schöne schönen schönes
schönsten wunderschönen guten dank danke im voraus aus alles gute
avec et un une grand merci bien très belle bonne bon excellente meilleures sincères je vous
te t' beaucoup mes tous week-end fin de semaine
con y gran fuerte muy grande mil gracias muchas muchos cordial cordiales que tengas tenga
tengan buen buena feliz semana de antemano mi
e caro cari cordiali distinti tanti tante grazie mille buona forte grosso grande più un'
met en vriendelijke hartelijke zonnige warme lieve veel fijn fijne goed mooie prettige nog
bedankt alvast een hele dank je u
com os as melhores muito obrigado obrigada grandes tenha um uma ótimo ótima bom boa excelente
desde já
"""
_CLOSING, _POLITE = frozenset(_SAID_AT_THE_END.split()), frozenset(_POLITE_WORDS.split())
_WHOLE = frozenset({"all the best", "alles gute", "alles liebe", "take care", "buon lavoro"})
_MOST_WORDS = 9
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*[ ,]*){1,4}(?<![.!?])$")


def without_closings(sentences: Sequence[str]) -> list[str]:
    """The sentences but for closings, each with the name below it."""
    return list(_but_closings(sentences))


def _but_closings(sentences: Sequence[str]) -> Iterator[str]:
    closed = False
    for sentence in sentences:
        if _is_closing(sentence):
            closed = True
        elif not (closed and _NAME.match(sentence)):
            closed = False
            yield sentence


def _is_closing(sentence: str) -> bool:
    if len(sentence) > 80 or "?" in sentence:
        return False
    words = _WORD.findall(sentence.lower())
    if " ".join(words) in _WHOLE:
        return True
    return (
        len(words) <= _MOST_WORDS
        and not _CLOSING.isdisjoint(words)
        and all(word in _CLOSING or word in _POLITE for word in words)
    )
