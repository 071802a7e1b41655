"""What the welcome says, in seven languages, politely and not.  Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from orchestrator.models import Period


class Words(NamedTuple):
    """``headings`` stand above the three parts; ``rhythms`` and ``days`` are put into them.

    ``promise`` has the cap, ``update`` the rhythm and the first day, ``needed`` neither.
    """

    subject: str
    hello: str
    intro: str
    headings: tuple[str, str, str]
    promise: str
    update: str
    needed: str
    apart: str
    answer: str
    login: str
    change: str
    caps: Mapping[Period, str]
    rhythms: Mapping[str, str]
    days: tuple[str, ...]
    date: str
    yes: str


def _rhythms(daily: str, weekly: str, fortnightly: str, monthly: str) -> dict[str, str]:
    return {"daily": daily, "weekly": weekly, "fortnightly": fortnightly, "monthly": monthly}


def _caps(week: str, month: str) -> dict[Period, str]:
    return {Period.WEEK: week, Period.MONTH: month}


WORDS: Mapping[str, Words] = {
    "en": Words(
        "what you will get from us",
        "Hi {name},",
        "from now on one update tells you how {project} is going and what we need from you.",
        ("How often", "How to answer", "How to change or stop it"),
        "At most {cap} from us. That is a promise.",
        "One of them is an update {rhythm}; the first comes on {first}. If there is nothing to"
        " say, none comes.",
        "An update comes only when we need you or something slips.",
        "Answers to what you write to us come beside that.",
        "Just reply, in your own words. When we ask something, the number is enough, for example:",
        "There is nothing to log in to.",
        "Reply with what you want, at any time. Reply “stop” and the mails end at once.",
        _caps("{n} messages a week", "{n} messages a month"),
        _rhythms(
            "every working day at {at}", "every {day} at {at}", "every other {day} at {at}",
            "on the first {day} of the month at {at}",
        ),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "{day}, {d} {month}",
        "yes",
    ),
    "de": Words(
        "was Sie von uns bekommen",
        "Guten Tag {name},",
        "von jetzt an sagt Ihnen ein Update, wie es um {project} steht und was wir von Ihnen"
        " brauchen.",
        ("Wie oft", "Wie Sie antworten", "Wie Sie es ändern oder beenden"),
        "Höchstens {cap} von uns. Das ist ein Versprechen.",
        "Eine davon ist ein Update {rhythm}; das erste kommt am {first}. Gibt es nichts zu sagen,"
        " kommt keines.",
        "Ein Update kommt nur, wenn wir Sie brauchen oder etwas ins Rutschen kommt.",
        "Antworten auf Ihre Nachrichten kommen daneben.",
        "Antworten Sie einfach, mit eigenen Worten. Wenn wir etwas fragen, genügt die Nummer, zum"
        " Beispiel:",
        "Sie müssen sich nirgends anmelden.",
        "Antworten Sie jederzeit mit dem, was Sie möchten. Auf „Stopp“ hin enden die Mails sofort.",
        _caps("{n} Nachrichten pro Woche", "{n} Nachrichten pro Monat"),
        _rhythms(
            "an jedem Arbeitstag um {at} Uhr", "jeden {day} um {at} Uhr",
            "jeden zweiten {day} um {at} Uhr", "am ersten {day} des Monats um {at} Uhr",
        ),
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        "{day}, {d}.{m}.",
        "ja",
    ),
    "fr": Words(
        "ce que vous recevrez de nous",
        "Bonjour {name},",
        "désormais, un point vous dit où en est {project} et ce qu’il nous faut de vous.",
        ("À quelle fréquence", "Comment répondre", "Comment changer ou arrêter"),
        "Au plus {cap} de notre part. C’est une promesse.",
        "L’un d’eux est un point {rhythm} ; le premier arrive {first}. S’il n’y a rien à dire,"
        " il n’y en a pas.",
        "Un point n’arrive que si nous avons besoin de vous ou si quelque chose dérape.",
        "Les réponses à vos messages viennent en plus.",
        "Répondez simplement, avec vos mots. Quand nous posons une question, le numéro suffit, par"
        " exemple :",
        "Il n’y a aucun compte à ouvrir.",
        "Répondez à tout moment ce que vous souhaitez. Répondez « stop » et les messages cessent"
        " aussitôt.",
        _caps("{n} messages par semaine", "{n} messages par mois"),
        _rhythms(
            "chaque jour ouvré à {at}", "chaque {day} à {at}", "un {day} sur deux à {at}",
            "le premier {day} du mois à {at}",
        ),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        "{day} {d}/{m}",
        "oui",
    ),
    "es": Words(
        "lo que recibirá de nosotros",
        "Hola, {name}:",
        "a partir de ahora, un informe le cuenta cómo va {project} y qué necesitamos de usted.",
        ("Con qué frecuencia", "Cómo responder", "Cómo cambiarlo o pararlo"),
        "Como mucho {cap} de nuestra parte. Es una promesa.",
        "Uno de ellos es un informe {rhythm}; el primero llega el {first}. Si no hay nada que"
        " decir, no llega ninguno.",
        "Un informe llega solo cuando le necesitamos o algo se retrasa.",
        "Las respuestas a sus mensajes van aparte.",
        "Responda sin más, con sus palabras. Cuando preguntamos algo, basta el número, por"
        " ejemplo:",
        "No hay que iniciar sesión en ningún sitio.",
        "Responda lo que desee, cuando quiera. Responda «stop» y los correos terminan al momento.",
        _caps("{n} mensajes por semana", "{n} mensajes al mes"),
        _rhythms(
            "cada día laborable a las {at}", "cada {day} a las {at}",
            "un {day} de cada dos a las {at}", "el primer {day} del mes a las {at}",
        ),
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        "{day} {d}/{m}",
        "sí",
    ),
    "it": Words(
        "che cosa riceverà da noi",
        "Buongiorno {name},",
        "d’ora in poi un aggiornamento Le dice come procede {project} e che cosa ci serve da Lei.",
        ("Con quale frequenza", "Come rispondere", "Come cambiare o smettere"),
        "Al massimo {cap} da parte nostra. È una promessa.",
        "Uno di questi è un aggiornamento {rhythm}; il primo arriva {first}. Se non c’è nulla da"
        " dire, non ne arriva.",
        "Un aggiornamento arriva solo quando abbiamo bisogno di Lei o qualcosa slitta.",
        "Le risposte ai Suoi messaggi sono a parte.",
        "Basta rispondere, con parole Sue. Quando chiediamo qualcosa basta il numero, per esempio:",
        "Non c’è nulla a cui accedere.",
        "Risponda quando vuole con ciò che desidera. Risponda «stop» e i messaggi finiscono"
        " subito.",
        _caps("{n} messaggi alla settimana", "{n} messaggi al mese"),
        _rhythms(
            "ogni giorno lavorativo alle {at}", "ogni {day} alle {at}",
            "ogni due settimane, di {day}, alle {at}", "una volta al mese, di {day}, alle {at}",
        ),
        ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        "{day} {d}/{m}",
        "sì",
    ),
    "nl": Words(
        "wat u van ons krijgt",
        "Dag {name},",
        "vanaf nu vertelt één update u hoe {project} ervoor staat en wat we van u nodig hebben.",
        ("Hoe vaak", "Hoe u antwoordt", "Hoe u het wijzigt of stopt"),
        "Hoogstens {cap} van ons. Dat is een belofte.",
        "Eén daarvan is een update {rhythm}; de eerste komt op {first}. Is er niets te zeggen, dan"
        " komt er geen.",
        "Een update komt alleen als we u nodig hebben of als er iets misloopt.",
        "Antwoorden op uw berichten komen daarnaast.",
        "Antwoord gewoon, in uw eigen woorden. Als we iets vragen, is het nummer genoeg,"
        " bijvoorbeeld:",
        "U hoeft nergens in te loggen.",
        "Antwoord wanneer u wilt met wat u wilt. Antwoord “stop” en de mails houden meteen op.",
        _caps("{n} berichten per week", "{n} berichten per maand"),
        _rhythms(
            "elke werkdag om {at} uur", "elke {day} om {at} uur", "om de week op {day} om {at} uur",
            "op de eerste {day} van de maand om {at} uur",
        ),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        "{day} {d}-{m}",
        "ja",
    ),
    "pt": Words(
        "o que vai receber de nós",
        "Olá, {name},",
        "a partir de agora, um ponto de situação diz-lhe como está {project} e do que precisamos.",
        ("Com que frequência", "Como responder", "Como mudar ou parar"),
        "No máximo {cap} da nossa parte. É uma promessa.",
        "Uma delas é um ponto de situação {rhythm}; o primeiro chega: {first}. Se não houver nada"
        " a dizer, não vem nenhum.",
        "Um ponto de situação só vem quando precisamos de si ou quando algo se atrasa.",
        "As respostas às suas mensagens são à parte.",
        "Basta responder, por palavras suas. Quando perguntamos algo, basta o número, por exemplo:",
        "Não precisa de entrar em conta nenhuma.",
        "Responda quando quiser com o que pretende. Responda “stop” e as mensagens acabam logo.",
        _caps("{n} mensagens por semana", "{n} mensagens por mês"),
        _rhythms(
            "em cada dia útil às {at}", "uma vez por semana ({day}, às {at})",
            "de duas em duas semanas ({day}, às {at})", "uma vez por mês ({day}, às {at})",
        ),
        (
            "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
            "sábado", "domingo",
        ),
        "{day}, {d}/{m}",
        "sim",
    ),
}  # fmt: skip
INFORMAL: Mapping[str, Mapping[str, str]] = {
    "de": {
        "was Sie von uns bekommen": "was du von uns bekommst",
        "Guten Tag": "Hallo",
        "sagt Ihnen": "sagt dir",
        "von Ihnen": "von dir",
        "Wie Sie antworten": "Wie du antwortest",
        "Wie Sie es ändern oder beenden": "Wie du es änderst oder beendest",
        "wir Sie brauchen": "wir dich brauchen",
        "auf Ihre Nachrichten": "auf deine Nachrichten",
        "Antworten Sie": "Antworte",
        "Sie müssen sich nirgends": "Du musst dich nirgends",
        "was Sie möchten": "was du möchtest",
    },
    "fr": {
        "vous recevrez": "tu recevras",
        "vous dit": "te dit",
        "il nous faut de vous": "il nous faut de toi",
        "besoin de vous": "besoin de toi",
        "à vos messages": "à tes messages",
        "Répondez": "Réponds",
        "vos mots": "tes mots",
        "vous souhaitez": "tu souhaites",
    },
    "es": {
        "recibirá": "recibirás",
        "le cuenta": "te cuenta",
        "de usted": "de ti",
        "le necesitamos": "te necesitamos",
        "a sus mensajes": "a tus mensajes",
        "Responda": "Responde",
        "sus palabras": "tus palabras",
        "que desee": "que desees",
        "cuando quiera": "cuando quieras",
    },
    "it": {
        "riceverà": "riceverai",
        "Buongiorno": "Ciao",
        "Le dice": "ti dice",
        "da Lei": "da te",
        "di Lei": "di te",
        "ai Suoi messaggi": "ai tuoi messaggi",
        "parole Sue": "parole tue",
        "Risponda quando vuole": "Rispondi quando vuoi",
        "che desidera": "che desideri",
        "Risponda": "Rispondi",
    },
    "nl": {
        "wat u van ons krijgt": "wat je van ons krijgt",
        "update u hoe": "update je hoe",
        "van u nodig": "van je nodig",
        "Hoe u antwoordt": "Hoe je antwoordt",
        "Hoe u het wijzigt of stopt": "Hoe je het wijzigt of stopt",
        "we u nodig": "we je nodig",
        "op uw berichten": "op je berichten",
        "uw eigen": "je eigen",
        "U hoeft": "Je hoeft",
        "wanneer u wilt met wat u wilt": "wanneer je wilt met wat je wilt",
    },
    "pt": {
        "vai receber": "vais receber",
        "diz-lhe": "diz-te",
        "de si": "de ti",
        "às suas mensagens": "às tuas mensagens",
        "palavras suas": "palavras tuas",
        "Não precisa": "Não precisas",
        "Responda quando quiser com o que pretende": "Responde quando quiseres com o que pretendes",
        "Responda": "Responde",
    },
}
