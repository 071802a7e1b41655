"""How often our mails may come and how long they may be, in seven languages; over folded text."""

from orchestrator.conversation.gated import Gated

CADENCES = (
    (
        "needed",
        Gated(
            r"\bonly (?:\w+ ){0,6}(?:when|if) (?:you |there|i |it|we|something)|only when you need|"
            r"only bother me|only for (?:decisions?|approvals?|questions|urgent|important)|"
            r"only decisions|"
            r"only if (?:you )?need|when something's on fire|leave me to it|"
            r"just (?:\w+ ){1,2}when (?:you|something|there)|unless you need|"
            r"nur (?:noch )?(?:\w+ ){0,3}?(?:wenn|falls)|nur (?:noch )?bei (?:bedarf|"
            r"entscheidungen)|"
            r"(?:seulement|uniquement|que) (?:si|quand|lorsque|en cas|au besoin|s'il|pour (?:les|"
            r"des) décisions)|"
            r"(?:solo|sólo|solamente|únicamente|soltanto) (?:\w+ )?(?:si|cuando|se|quando|"
            r"para decisiones|per decisioni|in caso)|"
            r"alleen (?:nog )?(?:\w+ ){0,2}?(?:als|wanneer|indien|bij)|"
            r"(?:só|apenas|somente) (?:\w+ ){0,3}?(?:quando|se)"
        ),
    ),
    (
        "fortnightly",
        Gated(
            r"\bfortnightly|twice a month|(?:two|2) (?:mails |updates |times )?a month|"
            r"une semaine sur deux|"
            r"een keer in de (?:twee|2) weken|(?:eens|één keer|eén keer|1x?|1 keer) (?:per|in de|"
            r"om de) "
            r"(?:twee|2|14|veertien) (?:weken|dagen)|de (?:quinze|15) em (?:quinze|15) dias|"
            r"semana sí,? semana no|a settimane alterne|semana sim,? semana não|jede zweite woche|"
            r"(?:2|zwei) ?(?:mal|x) (?:im|pro) monat|2x per maand|2 fois par mois|2 veces al mes|"
            r"2 volte al mese|2 vezes por mês|um die andere woche|om de week|"
            r"zweimal (?:im|pro) monat|deux fois par mois|"
            r"dos veces al mes|"
            r"due volte al mese|twee keer per maand|duas vezes por mês|(?:eens )?in de (?:twee|"
            r"2) weken|"
            r"(?:alle|jede) (?:2|zwei|vierzehn|14) (?:wochen|tage)|tous les 15 jours|"
            r"cada quince días|ogni quindici giorni|a cada (?:duas|2|quinze) (?:semanas|dias)|"
            r"every (?:other|second|two|2) weeks?|every other \w+day|every fortnight|"
            r"once a fortnight|bi-?weekly|(?:alle )?(?:zwei|2) wochen|vierzehntägig|14-tägig|"
            r"zweiwöchentlich|"
            r"(?:toutes )?les (?:deux|2) semaines|tous les quinze jours|quinzomadaire|cada (?:dos|"
            r"2) semanas|quincenal\w*|ogni (?:due|2) settimane|quindicinale|(?:om de|elke|"
            r"iedere) (?:twee|2) weken|tweewekelijks|quinzenal\w*|de (?:duas|2) em (?:duas|"
            r"2) semanas"
        ),
    ),
    (
        "monthly",
        Gated(
            r"\bmonthly|(?:once|one|1)(?: [a-z-]+)? (?:a|per|each|every) month|per month|"
            r"every month|each month|"
            r"(?:ein|1)(?:mal|x) (?:im|pro) monat|jeden monat|maandelijks|eens per maand|"
            r"(?:1|één|eén|een|eens|1x) (?:keer )?(?:per|in de|de) maand|(?:einmal|1x|"
            r"ein mal) monatlich|"
            r"(?:todos los|tous les) (?:meses|mois)|todos os meses|mês a mês|elke maand|"
            r"tutti i mesi|"
            r"monatlich|(?:im|pro) monat|"
            r"(?:un \w+ |une fois )?par mois|mensuel\w*|tous les mois|mensual\w*|una vez al mes|"
            r"al mes|cada mes|mensil\w*|una volta al mese|al mese|ogni mese|maandelijks|(?:per|"
            r"elke) maand|mensal\w*|uma vez por mês|por mês"
        ),
    ),
    (
        "weekly",
        Gated(
            r"\bweekly|(?:once|one|1)(?: [a-z-]+)? a week|(?:1|één|eén|een|eens|"
            r"1x) (?:keer )?(?:per|in de|de) "
            r"week|(?:ein ?mal|1x|1 mal) (?:pro|in der|die) woche|"
            r"every week|per week|each week|eens per week|"
            r"1x (?:pro woche|per week)|1 fois par semaine|wöchentlich|pro woche|"
            r"einmal (?:die|"
            r"in der) woche|jede woche|hebdo\w*|par semaine|toutes les semaines|chaque semaine|"
            r"semanal\w*|una vez (?:a la|por) semana|cada semana|settimanal\w*|una volta (?:a|"
            r"alla) settimana|ogni settimana|wekelijks|(?:per|elke|iedere) week|uma vez por semana|"
            r"todas as semanas|\bone on a \w+day"
        ),
    ),
    (
        "daily",
        Gated(
            r"\bdaily|\btodo (?:santo )?dia\b|a diario|día por medio|every (?:single )?day|(?:once|"
            r"one|1)(?: [a-z-]+)? a day|einmal am tag|"
            r"une fois par jour|"
            r"una vez al día|una volta al giorno|één keer per dag|uma vez por dia|"
            r"täglich|jeden tag|tous les jours|quotidien\w*|"
            r"chaque jour|"
            r"diari[oa]\w*|(?:todos los|cada) días?|quotidian\w*|ogni giorno|tutti i giorni|"
            r"dagelijks|elke dag|diariamente|todos os dias"
        ),
    ),
)
LENGTHS = (
    (
        "standard",
        Gated(
            r"(?:normal|standard|usual|regular) (?:length|size|version)|"
            r"back to (?:the )?(?:normal|standard)|(?:normale|"
            r"übliche) länge|longueur normale|"
            r"longitud normal|lunghezza normale|(?:normale|gewone) lengte|(?:tamaño|tamanho|"
            r"comprimento) (?:normal|habitual)|version normale|versión normal|versione normale|"
            r"(?:normale|übliche) fassung|format (?:normal|habituel)"
        ),
    ),
    (
        "full",
        Gated(
            r"\b(?:long|full|detailed) version|version (?:longue|complète|détaillée)|"
            r"(?:lange|volle|ausführliche|vollständige) (?:fassung|version)|langfassung|"
            r"versión (?:detallada|extensa)|versione (?:lunga|estesa|dettagliata)|"
            r"(?:lange|volledige|uitgebreide) versie|versão (?:detalhada|integral)|(?:with|mit|"
            r"avec|con|com|met) (?:all|every|"
            r"alle[nm]?|tous|tod[oa]s|tutt[ie]|"
            r"cada) (?:the |den |les |l[oa]s |os |as |i |le |de )?(?:single )?(?:detail|cost|"
            r"detalh|detall|dettagl|détail)\w*|(?:a (?:bit|little|lot) )?more (?:detailed|thorough|"
            r"in-depth)|"
            r"nicht so knapp|more (?:detail|info)\w*|in (?:full detail|depth)|"
            r"full (?:length|detail|"
            r"details|version)|(?<!no )longer|ausführlich\w*|mehr (?:details?|info\w*)|länger|"
            r"detaillierter|"
            r"plus (?:de )?détail\w*|plus complet\w*|"
            r"plus long|version complète|tod[oa]s? (?:el|los) detalles?|más (?:detall|complet)\w*|"
            r"versión (?:larga|completa)|con detalle|"
            r"più (?:dettagl|lungh|complet)\w*|versione completa|uitgebreid\w*|meer detail\w*|"
            r"langere?|mais (?:detalh|complet)\w*|versão (?:completa|longa)|completo"
        ),
    ),
    (
        "brief",
        Gated(
            r"\b(?:keep|make) (?:it|them|these|(?:the|your) \w+) (?:short|brief|shorter)|"
            r"^\W*short(?: please)?\W*$|\b(?:short|brief) (?:is|would be) (?:good|better|best|fine|"
            r"great|enough)|(?:skip|without|no|drop|lose) (?:the )?(?:long )?explanations?|"
            r"(?:in |en )?(?:short|kurz\w*|korte) (?:form|version|fassung|versie|format)\b|"
            r"kurzfassung|"
            r"kurzversion|(?:version|versión|versione|versão|forme?) (?:court|brève|abrégé|cort|"
            r"breve|"
            r"curt)\w*|\bshorter|fewer words|shorten|trim (?:them|these)|"
            r"(?:e-?mails|mails|updates|digests|they|these) (?:are|get) (?:far |much |way |a bit |"
            r"rather )?too long|"
            r"kürzen|raccourci\w+|abréger|resumir|acort\w+|accorciar\w*|inkorten|encurt\w+|"
            r"menos (?:texto|palabras|palavras)|meno (?:testo|parole)|minder tekst|"
            r"moins (?:de texte|long\w*)|"
            r"weniger text|\bbrief(?:er)?\b|less (?:detail|text)|"
            r"(?:more )?concise|bullet points|(?:they|these|e?-?mails|updates) (?:are|is) too long|"
            r"short version|just the (?:headlines|essentials|highlights)|"
            r"kurz (?:halten|fassen|bitte)|kürzer|knapp|zu lang\b|"
            r"plus (?:courts?|brefs?|concis)|faites court|en bref|trop longs?|"
            r"(?:más )?(?:corto|breve)s?\b|resumid[oa]s?|cort(?:ic|it)[oa]s?|brevecit[oa]s?|"
            r"curtinh[oa]s?|kurz und knapp|kort en bondig|abreviad\w+|demasiado largos|"
            r"breve|più (?:brev\w*|cort\w*|sintetic\w*)|sintetic\w+|in breve|troppo lungh\w+|"
            r"korter|kort (?:houden|graag)|hou(?:d)? het kort|te lang\b|"
            r"mais (?:curt|brev)\w*|curto|(?:demasiado|muito|tão) (?:longos|extensos)"
        ),
    ),
)
