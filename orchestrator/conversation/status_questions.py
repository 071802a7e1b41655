"""Mails that ask where we are.  Who is well informed writes fewer of them.  Pure."""

import re

from orchestrator.conversation.reply_asks import fold

_ABOUT = r"(?: (?:on|about|with|for|regarding|from|since|yet|there|so far)\b[^?.!\n]*)?"
_WORDINGS = (
    # English
    rf"\b(?:any|some) (?:more )?(?:news|updates?|progress|developments?|movement|word){_ABOUT} *\?",
    r"\bis there (?:any |an |some )?(?:news|updates?|progress)\b",
    r"\bwhere (?:are (?:we|you|things)|do (?:we|things) stand|is (?:it|this|everything) at)\b",
    r"\bwhat(?:'s| is| are) the (?:latest|current (?:state|status)|status|state of)\b[^?.!\n]*\?",
    r"\bhow(?:'s| is| are) (?:it|things|everything|we|the (?:project|work|site|launch|job|build))"
    r" (?:going|coming along|coming on|progressing|doing|getting on)\b",
    r"\bhow far (?:along )?(?:are|have|did|is|you|we|things)\b",
    r"\b(?:give|send|get|have|share|provide)\b[^?.!\n]{0,24}\b(?:a |an |some )(?:(?:quick|short|"
    r"brief|little) )*(?:status(?: update| report)?|update)\b(?! (?:to|of) the (?:page|text|"
    r"price))",
    r"\bwhen (?:can|will|do) we (?:expect to )?hear\b|\bwhat(?:'s| is) happening\b",
    # German
    r"\bgibt(?:'s| es) (?:es )?(?:schon |denn |bereits |hier )*(?:was|etwas|irgendwas|"
    r"irgendwelche)?"
    r" ?(?:neuigkeiten|neues|updates?|fortschritte|news|einen (?:neuen )?stand)\b",
    r"\b(?:wie|was) (?:ist|wäre) (?:denn )?(?:der|hier der) (?:aktuelle[r]? |derzeitige |neueste )?"
    r"(?:projekt)?stand\b",
    r"\bwo stehen (?:wir|sie)\b|\bwie weit (?:sind|seid|ist)\b|\bwie (?:sieht es|schaut es|"
    r"steht es|"
    r"geht es|läuft es)[^?.!\n]*\b(?:mit|um|voran|bei)\b",
    r"\b(?:kurzes |kleines |ein )(?:status-?)?update (?:geben|schicken|senden)\b",
    r"\bwann hören wir\b|\bstand der dinge\b[^.!\n]*\?",
    # French
    r"\boù (?:en )?(?:sommes[- ]nous|en (?:est|sont|êtes|es)|vous en êtes|nous en sommes|on en est|"
    r"ça en est|tu en es)\b",
    r"\b(?:avez[- ]vous|as[- ]tu|y a[- ]t[- ]il|des|il y a)\b[^?.!\n]{0,16}\b(?:des nouvelles|"
    r"du nouveau|"
    r"du neuf)\b[^.!\n]*\?|\bdes nouvelles\b[^.!\n]{0,60}\?|^\W*du nouveau\b[^.!\n]*\?|"
    r"\bquoi de neuf\b",
    r"\bfaire (?:un|le) (?:petit )?point\b|\bcomment (?:avance|ça avance|se passe)\b",
    r"\bquel est (?:l'état|le statut|l'avancement)\b",
    # Spanish
    r"\b(?:hay|alguna|tienen?|tenéis|tienes)\b[^?.!\n]{0,16}\b(?:novedad(?:es)?|noticias?|"
    r"avances?)\b[^.!\n]*\?",
    r"\bcómo (?:va(?! a\b)|vamos|van|marcha|avanza)\b|\ben qué (?:punto|estado|fase)\b",
    r"\bcuál es el estado\b",
    # Italian
    r"\b(?:ci sono|avete|hai|ha|qualche)\b[^?.!\n]{0,16}\b(?:novità|notizi[ae]|"
    r"aggiornament[oi])\b[^.!\n]*\?",
    r"\ba che punto\b|\bcome (?:procede|procedono|prosegue|va il|va la|stanno andando|"
    r"sta andando)\b",
    r"\b(?:darci|darmi|mandarci|inviarci|avere) (?:un|qualche) (?:breve )?aggiornamento\b",
    # Dutch
    r"\bis er (?:al |nog |iets )*(?:nieuws|een update|vooruitgang|voortgang)\b",
    r"\bhoe (?:staat het|ver (?:zijn|is|ben|staan)|gaat het met|loopt het)\b|\bwaar staan we\b",
    r"\bstand van zaken\b|\b(?:een )?(?:korte |kleine )?(?:status)?update (?:geven|sturen|"
    r"krijgen)\b",
    # Portuguese
    r"\b(?:há|alguma|têm|tem|existem?)\b[^?.!\n]{0,16}\b(?:novidades?|notícias?|"
    r"avanços?)\b[^.!\n]*\?",
    r"\bem que (?:ponto|pé|estado|fase)\b|\bponto (?:de|da) situação\b",
    r"\bcomo (?:está|vai|vão|anda|andam|estão) (?:o|a|as|os|isso|indo)\b",
)
_ASKS = re.compile("|".join(_WORDINGS), re.MULTILINE)
# "Thanks for telling us where we are": it was told already.
_TOLD = re.compile(
    r"\b(?:thanks?|thank you|danke|dank|merci|gracias|grazie|bedankt|obrigad[oa]|we have|wir haben|"
    r"nous avons|tenemos|abbiamo|wij hebben|temos)\b[^.!?\n]*$"
)
_READ_AT_MOST = 4000
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_PARAGRAPH = re.compile(r"\n\s*\n")


def asks_where_we_are(text: str) -> bool:
    """Whether somebody asks how things stand; ``text`` are the new words of a mail."""
    folded = " ".join(fold(text[:_READ_AT_MOST]).split())
    return any(
        _ASKS.search(sentence) and not _TOLD.search(sentence.rstrip(".!"))
        for sentence in _SENTENCE.findall(folded)
    )


def asking_sentence(text: str) -> str:
    """The first sentence of a mail that asks it, as it was written; empty where none does."""
    for paragraph in _PARAGRAPH.split(text[:_READ_AT_MOST]):
        for sentence in _SENTENCE.findall(" ".join(paragraph.split())):
            if asks_where_we_are(sentence):
                return str(sentence.strip())
    return ""
