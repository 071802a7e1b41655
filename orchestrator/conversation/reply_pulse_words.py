"""The words before a score that its own writer gives, in seven languages; over folded text."""

import re

from orchestrator.conversation.reply_words import word_set

# Who else would give it ("Tom", "my wife") and what it is of ("deadline", "room") are missing.
_LEADS = word_set(
    # English
    "i we me us my our you guys d ll re s m it it's this that these the a an and also plus so as "
    "at for from of in on to is was be would will say rate call feel feels like make that's "
    "pulse score scores rating happiness satisfaction mood vote mark star stars week fortnight "
    "month sprint honestly easily solid strong clear good great nice lovely well done work job "
    "very happy still only just about overall all today now currently probably maybe thanks "
    "thank cheers yes yep no nope ok okay another full last scale round give giving "
    # German
    "ich wir gebe geben gibt gibts es vergebe vergeben sage sagen würde würden hätte diese dieses "
    "woche monat "
    "von vom mir uns meine unsere euch ihnen ihr sie bekommt kriegt ein eine einen einer glatte "
    "gute guten gut sehr solide klare starke note noten puls wertung bewertung zufriedenheit "
    "schulnote heute nur also für die der das den und auch ja nein danke insgesamt aktuell "
    "auf skala numa na escala échelle sur momentan immer noch wieder wäre ist es macht arbeit "
    "stimmung "
    # French
    "je j nous on donne donnons donnerais mets mettons mettrais mettrai met mettrait dis dirais "
    "vous un une le la ma notre note cette semaine mois pour par bon bonne beau belle petit très "
    "merci oui non "
    "et de du des moi moment ce c est serait globalement encore toujours travail "
    "satisfaction "
    # Spanish
    "yo le les os te doy damos daría daríamos pongo ponemos pondría una el mi nuestra nuestro nota "
    "puntuación calificación valoración esta este semana mes por para con digo diría es sería sí "
    "gracias y hoy muy momento de buen bueno buena trabajo solo sólo "
    # Italian
    "io vi do diamo darei daremmo metto mettiamo metterei direi dico bel il mia mio nostra nostro "
    "voto valutazione punteggio questa questo settimana mese per oggi è sarebbe sì grazie e di "
    "ottimo buon lavoro noi "
    # Dutch
    "ik wij geef geven zou zouden zeg zeggen een jullie krijgen krijgt van ons mij mijn onze "
    "cijfer rapportcijfer deze maand nu vandaag ja nee bedankt dank en het nog steeds voor goed "
    "werk "
    "mooi schaal "
    # Portuguese
    "eu nós dou damos daria daríamos vos lhe lhes ponho pomos um uma o minha meu nossa nosso "
    "pontuação esta mês pela pelo diria seria sim não obrigado obrigada hoje fica fico bom boa "
    "trabalho nesta desta satisfação"
)
# "Tom and I would give", "my wife and I say": who writes is among them.
_I_GIVE = re.compile(
    r"\b(?:(?:i|we)(?:'d| would)?|ich|wir|je|nous|yo|io|ik|wij?|eu|nós) (?:give|say|rate|gebe|"
    r"geben|würden?|donn\w+|damos|doy|daría\w*|diamo|darei|daremmo|geven?|zouden|damos|daria\w*|"
    r"dou)\b"
    r"[^\d]*$"
)
# "Week 3/5" counts weeks; "this week 3/5" does not.
_NUMBERED = re.compile(
    r"\W*(?:scale|skala|escala|échelle|scala|schaal|week|fortnight|month|sprint|star|round|woche|"
    r"monat|semaine|mois|semana|mes|settimana|"
    r"mese|maand|mês)\W*"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_LETTER = 1


def is_own(lead: str) -> bool:
    """Whether the words of a clause before a score leave it to who writes them.

    Answers may stand before it as well: "1a 2 yes 4/5".
    """
    if _NUMBERED.fullmatch(lead):
        return False
    return bool(_I_GIVE.search(lead)) or all(
        word in _LEADS or len(word) <= _LONGEST_LETTER for word in _LETTERS.findall(lead)
    )
