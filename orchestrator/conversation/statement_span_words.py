"""The wordings of spans of time, and of hours and parts of a day, in seven languages."""

from orchestrator.conversation.gated import Gated

SPAN = Gated(
    r"\b(?:within|in|inside|innerhalb von|innerhalb der nächsten|innerhalb|binnen|dans(?: les)?|"
    r"dans un délai de|sous|en|en (?:un|el) plazo de|dentro de|daqui a|no prazo de|nel giro di|"
    r"entro|fra|tra|over|em|d'ici(?: à)?|in den nächsten|dans les|im laufe von)\s+(?:a fortnight|"
    r"quinze jours|quince días|vierzehn tagen|veertien dagen|quindici giorni|quinze dias|"
    r"(?:the next |about |around |circa |etwa )?(?:a couple of |un par de |un paio di |een paar |"
    r"ein paar |half an |una mezz'|une demi-)?[\w-]*\s?(?:working |business |next |)(?:days?|"
    r"weeks?|months?|hours?|minutes|"
    r"tag(?:en?)?|werktag(?:en?)?|arbeitstagen|wochen?|monaten|monat|stunden?|jours(?: ouvrés|"
    r" ouvrables)?|"
    r"semaines?|mois|heures?|días?(?: hábiles| laborables)?|semanas?|meses|mes|horas?|"
    r"giorn[io](?: lavorativi)?|settiman[ae]|mesi|mese|ore|ora|dagen|dag|werkdagen|weken|week|uur|"
    r"maanden|maand|dias?(?: úteis)?|mês))\b|\b\w+ (?:days?|weeks?|months?) from (?:now|today)\b",
)
HOURS = Gated(r"\b(?:hours?|minutes|stunden?|heures?|horas?|ore|ora|uur)$")
WORKING = Gated(
    r"\b(?:working|business) (?=days?)|\b(?:werk|arbeits)(?=tag|dag)| (?:ouvrés|ouvrables|"
    r"hábiles|laborables|lavorativi|úteis)\b"
)
FILLER = Gated(
    r"(?:the next |a couple of (?=\w)|about |around |circa |etwa |den nächsten |der nächsten |les )"
)
TO_COME = Gated(
    r"\b(?:once|after|as soon as|sobald|nachdem|dès que|après|en cuanto|después de|appena|dopo|"
    r"zodra|nadat|na ontvangst|assim que|depois de)\b"
)
HABIT = Gated(
    r"\b(?:every|each|always|jede[rsn]?|immer|chaque|toujours|cada|siempre|ogni|sempre|elke?|"
    r"altijd)\b"
)
MIDDAY = Gated(
    r"\b(?:(?:by|before|at|around|until) )?(?:lunchtime|lunch|noon|midday)\b|\b(?:noch )?"
    r"im laufe des (?:heutigen )?(?:tages|nachmittags|vormittags|abends)\b|\bam (?:nachmittag|"
    r"abend|späten nachmittag)\b|\bbis mittag\b|\bdans (?:l'après-midi|la soirée|la matinée)\b|"
    r"\best[ae] mism[ao] (?:tarde|mañana|noche)\b|\ba lo largo (?:de la (?:tarde|mañana)|"
    r"del día)\b|\bnel(?:la)? (?:pomeriggio|tarda mattinata|mattinata)\b|\bin (?:serata|"
    r"mattinata)\b|\bentro sera\b|\bin de loop van de (?:middag|dag|ochtend|avond)\b|"
    r"\b(?:durante|ao longo d)[ao]? (?:a )?(?:tarde|manhã|dia)\b|\bbefore the day is out\b"
)
AT_HOUR = Gated(
    r"\b(?<!one )(?:at|by|before|um|bis|vers|avant|à|a las|antes de las|alle|entro le|om|voor|às|"
    r"até às)\s+(?:\d{1,2}(?:[.:h]\d\d)?(?: ?[ap]m| ?uhr| ?h\b| uur)?|noon|nine|ten|eleven|one|"
    r"two|three|four|five|six)\b(?! o'clock|\s*(?:%|people|pages|months|weeks|days|percent|"
    r"euros?))",
)
