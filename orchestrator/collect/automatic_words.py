"""What automatic mail says, in the seven languages and some of their neighbours.  Pure."""

import re

REPLY = re.compile(
    r"^\s*(?:re|aw|sv|rv|antw|vs|odp|res|ref|rif|fw|fwd|wg|tr|doorst|enc|i|vb|ynt)\s*:", re.I
)
AUTO_SUBJECT = re.compile(
    r"^\s*(?:automatic(?:al)? (?:reply|response)|auto[- ]?(?:reply|response|responder|svar|:)|"
    r"automati(?:sche antwort|sch antwoord|sk svar|skt svar)|autosvar|automatische abwesenheit|"
    r"réponse automatique|respuesta automática|risposta automatica|resposta automática|"
    r"automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|автоответ|"
    r"out of (?:the )?office (?:auto|reply)|abwesenheits(?:notiz|meldung|nachricht|assistent)|"
    r"notification d'absence|message d'absence|avviso di assenza|afwezigheid(?:smelding|sbericht)|"
    r"fuori sede|fuera de (?:la )?oficina|fora do escritório|absence du bureau|"
    r"vacation reply)\b\s*:?",
    re.I,
)
AUTO_SUBJECT_COLON = re.compile(r"^[^:]{3,40}[:：]|\(|^\s*auto\b", re.I)
AWAY_SUBJECT = re.compile(
    r"^\s*(?:out of (?:the )?office|ooo|away|on (?:vacation|holiday|leave)|abwesen\w*|urlaub|"
    r"absence|absent|"
    r"congés?|vacaciones|ausen\w+|assenza|assente|ferie|afwezig|vakantie|férias|"
    r"nicht im (?:büro|haus)|betriebsferien)\s*(?:$|[:!.(-])",
    re.I,
)
AWAY_TEXT = re.compile(
    r"\b(?:out of (?:the |my )?office|away from (?:the |my )(?:office|desk)|on (?:annual |"
    r"parental |maternity |"
    r"sick |medical |paternity )?(?:leave|vacation|holiday)|(?:office|we|shop|studio|"
    r"practice) (?:is|are) closed|"
    r"(?:limited|no|without|intermittent) access to (?:my )?e-?mails?|"
    r"nicht im (?:büro|haus)|außer haus|im urlaub|in elternzeit|abwesend|nicht erreichbar|"
    r"wieder (?:erreichbar|im büro|für sie da|da\b)|geschlossen|betriebsferien|"
    r"absent|en congés?|en vacances|de retour|ferm(?:e|é|ée|ons|eture)\b|"
    r"de vacaciones|fuera de la oficina|ausente|de baja|cerrad[oa]s?|"
    r"in ferie|fuori (?:sede|ufficio)|assente|rientr(?:o|erò|eremo)|chius[oa]|"
    r"afwezig|met vakantie|op vakantie|niet aanwezig|met verlof|gesloten|"
    r"de férias|fora do escritório|em férias|encerrad[oa])",
    re.I,
)
GONE_TEXT = re.compile(
    r"no longer (?:work|with|employed|monitored|in use)|has left (?:the company|us)|"
    r"(?:mailbox|address|inbox|account) (?:is|will be) (?:not|no longer|being|un)\s?"
    r"(?:monitored|retired|read|in use|checked|closed|deactivated)|is not monitored|"
    r"nicht mehr (?:für|bei|im unternehmen)|postfach wird nicht|ne travaille plus|"
    r"ne fait plus partie|"
    r"non lavoro più|non lavora più|casella (?:verrà|sarà|non)|ya no (?:trabaj|forma)|"
    r"werk(?:t)? niet (?:meer|langer)|niet meer werkzaam|já não trabalh|não trabalh\w+ mais",
    re.I,
)
SAYS_AUTOMATIC = re.compile(
    r"(?:this is|is) an? (?:automat(?:ic|ed)|auto-?generated) (?:reply|response|message|e-?mail|"
    r"notification|acknowl)|"
    r"automatically generated|auto-?generated (?:e-?mail|message)|"
    r"(?:do not|don't|please don.t) (?:reply|respond) to this (?:e-?mail|message)|"
    r"automatisch (?:erstellt|erzeugt|generiert|versand)|maschinell erstellt|(?:automatische|"
    r"autom\.) (?:antwort|nachricht|e-?mail)|"
    r"(?:réponse|message|e-?mail|courriel) automatique|généré automatiquement|ne pas répondre|"
    r"(?:respuesta|mensaje|correo) automátic|no (?:lo )?responda|"
    r"(?:risposta|messaggio|e-?mail) automatic|non rispondere|generat[oa] automaticamente|"
    r"automatisch (?:antwoord|bericht|gegenereerd)|niet (?:op|te) (?:deze|beantwoorden)|"
    r"(?:resposta|mensagem|e-?mail) automátic|não responda",
    re.I,
)
RECEIVED = re.compile(
    r"(?:we have|we've|has been|have been|was|were|been) (?:successfully )?received|landed safely|"
    r"(?:we )?(?:received|got) your (?:e-?mail|message|request|enquiry|inquiry)|"
    r"(?:ticket|case|request) (?:\S+ )?(?:has been|was) (?:created|opened|received|logged)|"
    r"(?:ist|sind) bei uns eingegangen|haben (?:ihre|deine) (?:nachricht|anfrage|e-?mail|"
    r"mail) erhalten|"
    r"avons bien reçu|a bien été (?:reçu|enregistr|pris)|hemos recibido (?:su|tu)|(?:ha sido|"
    r"fue) recibid|"
    r"abbiamo ricevuto (?:la|il) (?:sua|tua|vostra)|è stat[oa] (?:ricevut|pres)|"
    r"(?:hebben|is|zijn) (?:je|uw|jouw)? ?(?:bericht|e-?mail|aanvraag|vraag)? ?(?:goed )?ontvangen|"
    r"recebemos (?:o|a) (?:seu|sua|teu)|foi recebid",
    re.I,
)
PROMISE = re.compile(
    r"(?:within|in) (?:\d+|one|two|the next|a few)\D{0,12}(?:hours?|(?:working |"
    r"business )?days?)|as soon as (?:possible|they|we)|"
    r"(?:get|come) back to you|be in touch|will (?:look into|respond|reply|contact)|"
    r"being reviewed|processed within|"
    r"ticket|case (?:number|id)|reference|innerhalb|so schnell wie möglich|schnellstmöglich|"
    r"reihenfolge|vorgangsnummer|"
    r"dans (?:les|un délai)|plus brefs délais|en un plazo|lo antes posible|a la brevedad|"
    r"entro \d|appena possibile|"
    r"il prima possibile|binnen \d|zo snel mogelijk|o mais (?:breve|rápido)|no prazo|(?:24|"
    r"48) (?:h|uur|ore|horas|heures|stunden)",
    re.I,
)
NOBODY = re.compile(
    r"^\s*(?:thank(?:s| you) for (?:your|the|contacting|getting|reaching|writing)|dear (?:sender|"
    r"reader|customer|sir)|"
    r"vielen dank für (?:ihre|deine)|danke für (?:ihre|deine)|sehr geehrte (?:damen|kundin|"
    r"absender)|"
    r"liebe (?:kundinnen|kunden|absender)|merci (?:pour|de) votre|bonjour et merci|"
    r"madame, monsieur|"
    r"gracias por (?:su|tu|escribir|contactar|ponerse)|estimad[oa]/|gentile (?:mittente|cliente|"
    r"utente)|"
    r"grazie per (?:la sua|averci|aver|il suo)|bedankt voor (?:je|uw)|geachte (?:afzender|klant|"
    r"heer)|"
    r"obrigad[oa] (?:pelo|por)|agradecemos|caro remetente|this is an automat)",
    re.I,
)
MACHINE_SENDER = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|notifications?|notify|newsletter|news|alerts?|mailer|"
    r"bounces?|marketing|"
    r"updates?|digest|announce\w*|promo\w*|angebote|offers?)\b|no-?reply|donotreply",
    re.I,
)
OPT_OUT = re.compile(
    r"unsubscribe|opt[- ]out|manage (?:your )?(?:preferences|notifications|subscription)|"
    r"you (?:are )?receiv(?:e|ed|ing) this|"
    r"you (?:get|got) this because|you subscribed|abmelden|abbestellen|abonniert haben|"
    r"keine werbung|newsletter|"
    r"désabonner|désinscrire|se désinscrire|vous recevez|darse de baja|cancelar la suscripción|"
    r"recibe este|"
    r"disiscriv|annulla l'iscrizione|ricevi questa|afmelden|uitschrijven|"
    r"cancelar (?:a )?(?:subscrição|inscrição)|"
    r"this mailbox is used for|notifications? on your phone|gérer mes notifications",
    re.I,
)
