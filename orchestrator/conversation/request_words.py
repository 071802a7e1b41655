"""How clients ask for what no mail may do by itself, in seven languages.

One expression a language and kind, on a folded sentence (`reply_asks.fold`).  They ask for
a person's glance, so they lean towards finding; what talks of the work is not meant.
"""

import re

from orchestrator.conversation.gated import AnyOf, Gated

ADDRESS_IN = Gated(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_AT = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
_WHO = rf"(?:{_AT}|(?:(?!is\b|ist\b)[\w'.-]+ ){{0,4}}?[\w'.-]+)"
_MAIL = r"(?:e-?mails?|mails?)"

ADDRESS = AnyOf(
    rf"\b(?:my|our) (?:new |other |work |private )*(?:{_MAIL}(?: address)?|address) "
    rf"(?:has changed|have changed|is changing|is now|changed|will (?:be|change))\b",
    rf"\bmy (?:new|other) {_MAIL}(?: address)?\b|\bmy new address is {_AT}",
    rf"\b(?:change|update|switch|replace) (?:my|our) (?:{_MAIL} ?)?address\b",
    rf"\b(?:write|reach|contact|e-?mail|send (?:it|them|this|these|everything|mails?)) (?:to )?"
    rf"(?:me )?(?:.{{0,20}} )?(?:at|on|to|under) {_AT} (?:from now|in future|instead|now on)",
    rf"\b(?:from now on|in future|please) (?:use|write to|mail|e-?mail) (?:me (?:at|on) )?"
    rf"(?:my |this )?(?:new )?(?:{_MAIL} )?(?:address )?:? ?{_AT}",
    rf"\b(?:this|the old) (?:{_MAIL} )?address (?:will (?:stop|close|end)|is being closed)",
    r"\bmeine (?:neue )?(?:e-?mail-?|mail-?)?adresse (?:ist|lautet|hat sich|ändert|wechselt)",
    r"\bmeine neue (?:e-?mail-?|mail-?)adresse\b",
    r"\b(?:änder\w*|aktualisier\w*|verwende\w*|nutze\w*|benutze\w*|nehme\w*) .{0,30}"
    r"\b(?:meine|diese|neue) (?:neue )?(?:e-?mail-?|mail-?)adresse\b",
    r"\bmeine (?:e-?mail-?|mail-?)?adresse .{0,30}(?:ändern|aktualisieren)\b",
    rf"\bschreib\w* .{{0,40}}\b(?:an|unter) {_AT}",
    r"\bma nouvelle adresse (?:e-?mail|mail|électronique|est)",
    r"\b(?:mon|ma) (?:adresse|e-?mail|mail) (?:e-?mail |mail |électronique )?(?:a changé|change)\b",
    r"\b(?:chang|modifi|met)\w+ (?:à jour )?mon (?:adresse|e-?mail)\b",
    rf"\bécri\w+-moi .{{0,30}}à {_AT}",
    r"\bmi (?:nueva dirección|nuevo correo|nuevo e-?mail)\b",
    r"\bmi (?:dirección|correo|e-?mail)(?: de correo| electrónico)? (?:ha cambiado|cambió|"
    r"ahora es)",
    r"\b(?:cambi|actualic|actualiz|modifi)\w+ mi (?:dirección|correo|e-?mail)\b",
    rf"\bescríb\w+ .{{0,30}}\ba {_AT}",
    r"\b(?:il )?mio (?:nuovo indirizzo|nuovo e-?mail|indirizzo (?:\S+ )?(?:è cambiato|cambia))",
    r"\b(?:la )?mia (?:nuova (?:e-?)?mail|e-?mail è cambiata)\b",
    r"\b(?:cambi|aggiorn|modific)\w+ il mio (?:indirizzo|e-?mail)\b",
    rf"\bscriv\w+mi .{{0,30}}\ba {_AT}",
    r"\bmijn (?:nieuwe )?(?:e-?mail ?|mail ?)?adres (?:is|wordt|wijzigt|verandert)\b",
    r"\bmijn nieuwe (?:e-?mail ?|mail ?)adres\b",
    r"\b(?:wijzig|verander|update|gebruik)\w* .{0,20}\bmijn (?:nieuwe )?(?:e-?mail ?|"
    r"mail ?)?adres\b",
    rf"\b(?:mail|schrijf)\w* me .{{0,30}}\b(?:op|naar) {_AT}",
    r"\bmeu (?:novo endereço|novo e-?mail|endereço (?:\S+ \S+ )?mudou|e-?mail mudou)\b",
    r"\b(?:alter|mud|atualiz|troc)\w+ (?:o )?meu (?:endereço|e-?mail)\b",
    rf"\bescrev\w+(?:-me)? .{{0,30}}\bpara (?:o )?{_AT}",
)  # fmt: skip

_TO_OUR_MAILS = (
    rf"(?:to|on|in|into) (?:the |these |this |our |your |all )*(?:{_MAIL}|updates?|digests?|"
    r"(?:mailing |distribution |e-?mail )?list|thread|loop|conversation|cc|copy|recipients)\b"
)
PERSON = AnyOf(
    rf"\b(?:add|include|put|keep|have|loop) {_WHO} {_TO_OUR_MAILS}",
    rf"^(?:\W|and |also |please |could you |can you |pls )*(?:add|include) (?:also )?{_AT}",
    rf"\b(?:cc|copy in|bcc|loop in) {_WHO}"
    r"(?: (?:in|on|too|please|from|as)\b|[.,!]|$)",
    rf"\b(?:also |please )?send (?:it|this|these|them|the (?:updates?|digests?|{_MAIL})) .{{0,20}}"
    rf"(?:also |as well )?to (?:my |our )?.{{0,30}}?{_AT}",
    rf"\b{_WHO} should (?:also )?(?:get|receive|be (?:copied|in copy|cc'd|added to)) .{{0,20}}"
    rf"(?:{_MAIL}|updates?|digests?|copy|list)",
    rf"\b(?:nehm|setz|pack|füg)\w* (?:sie |bitte |auch |doch |bitte auch )*{_WHO} .{{0,20}}"
    r"(?:in|auf|zum|zu) (?:den |die |dem |unseren )?(?:verteiler|cc|kopie|liste|empfängern|"
    r"updates)",
    rf"\b{_WHO} (?:bitte )?(?:in (?:cc|kopie)|in den verteiler) (?:nehmen|setzen|aufnehmen)",
    rf"\b(?:schick|send)\w* .{{0,40}}\bauch an {_AT}",
    rf"\b(?:ajout|mett|inclu)\w+ (?:aussi |également )?{_WHO} (?:en copie|en cc|à la liste|"
    r"à la boucle|dans la boucle|aux (?:e-?mails|mails|envois|destinataires)|"
    r"dans les destinataires)",
    rf"\benvoy\w+ .{{0,30}}\b(?:aussi|également) à {_AT}",
    rf"\b(?:añad|agreg|inclu|pon|pong|met)\w* (?:también |por favor )?(?:a )?{_WHO} "
    r"(?:en copia|en cc|a la lista|a los (?:correos|e-?mails|destinatarios)|en los correos)",
    rf"\b(?:aggiung|mett|inser|includ)\w+ (?:anche )?{_WHO} (?:in copia|in cc|alla lista|"
    r"agli aggiornamenti|alle (?:e-?mail|mail)|tra i destinatari)",
    rf"\b(?:voeg|zet|neem) (?:ook |graag )?{_WHO} .{{0,20}}(?:in (?:de )?(?:cc|kopie|mails?)|"
    r"aan de (?:mails?|lijst|updates)|op de (?:lijst|mailinglijst)|toe aan (?:de|deze) (?:mails?|"
    r"lijst))",
    rf"\b(?:adicion|inclu|coloqu|ponh|acrescent)\w+ (?:também )?(?:o |a )?{_WHO} "
    r"(?:em cópia|em cc|à lista|na lista|aos (?:e-?mails|destinatários)|nos e-?mails)",
)  # fmt: skip

PERSON_BY_NAME = Gated(
    r"^(?:\W|(?i:and|also|please|could you|can you|pls) )*(?i:add) (?i:also )?"
    r"(?i:(?:my |our )?(?:colleague |boss |partner |assistant ))?[A-ZÀ-Þ][\w'-]+"
    r"(?: [A-ZÀ-Þ][\w'-]+)?(?i: too| as well| please|,? thanks?)*[.!?]*$"
)
"""Of nothing but a name, so it is read with its capital letters."""

ERASE = AnyOf(
    r"\b(?:delete|erase|remove|wipe|destroy|purge) (?:all |any |of |the |please )*my (?:\w+ )?"
    r"(?:data|information|details|records?|address)\b(?! (?:from|in|on) the (?:site|page|form|"
    r"test))",
    r"\b(?:delete|erase|remove|wipe|forget) (?:everything|all|anything|the data|any data|what)"
    r" .{0,25}\b(?:about|on|of) me\b",
    r"\b(?:right to (?:be forgotten|erasure)|erasure request)\b",
    r"\blösch\w* .{0,30}\bmeine\b .{0,20}daten\b",
    r"\bmeine (?:\w+ )?daten .{0,30}(?:lösch|zu entfernen)",
    r"\brecht auf (?:löschung|vergessen)",
    r"\b(?:supprim|effac)\w+ .{0,20}\bmes (?:\w+ )?(?:données|informations|coordonnées)\b",
    r"\bdroit à l'(?:oubli|effacement)\b",
    r"\b(?:borr|elimin|suprim)\w+ .{0,20}\bmis datos\b|\bderecho (?:al olvido|de supresión)\b",
    r"\b(?:cancell|elimin)\w+ .{0,20}\bmiei (?:\w+ )?dati\b|\bdiritto all'oblio\b",
    r"\b(?:verwijder|wis)\w* .{0,20}\bmijn (?:persoons)?(?:gegevens|data)\b",
    r"\bmijn (?:persoons)?gegevens .{0,20}(?:te )?(?:verwijder|wissen)",
    r"\brecht om vergeten te worden\b",
    r"\b(?:apag|elimin|exclu|remov)\w+ .{0,20}\bmeus dados\b",
    r"\bdireito (?:ao esquecimento|ao apagamento|à eliminação)\b",
)

DATA = AnyOf(
    r"\b(?:send|give|provide|export|show) (?:me |to me )?(?:a copy of |all |of |the )*my "
    r"(?:personal )?data\b",
    r"\b(?:what|which) (?:personal )?(?:data|information) .{0,15}\byou .{0,20}"
    r"(?:have|hold|store|keep|process) (?:on|about|of) (?:me|us)\b",
    r"\bwhat do you (?:all )?(?:have|hold|store|keep|know) (?:on|about|of) (?:me|us)\b",
    r"\bwas (?:haben|speichern|wissen|habt|wisst|speichert|hast|weißt) (?:sie|ihr|du) (?:alles )?"
    r"(?:über|von|zu) (?:mir|mich|uns)\b",
    r"\b(?:qu'avez-vous|que (?:savez|conservez|gardez)-vous) (?:sur moi|à mon sujet)\b",
    r"\bqué (?:tenéis|tienen|guardáis|guardan|sabéis|saben) (?:sobre|de) mí\b",
    r"\bcosa (?:avete|sapete|conservate) (?:su di|di) me\b",
    r"\bwat (?:hebben|weten|bewaren) jullie (?:over|van) mij\b",
    r"\bo que (?:têm|sabem|guardam) sobre mim\b",
    r"\bcopy of (?:all )?(?:the |my )?(?:personal )?(?:data|information)(?: that)? you (?:have|"
    r"hold|"
    r"keep|store)\b",
    r"\b(?:subject access request|dsar|right of access|data portability)\b",
    r"\bauskunft .{0,40}\b(?:daten|dsgvo|art)|\bkopie meiner (?:\w+ )?daten\b",
    r"\bwelche (?:\w+ )?daten .{0,30}\b(?:über|von|zu) (?:mir|mich|uns)\b",
    r"\b(?:schick|send)\w* .{0,20}\bmeine (?:\w+ )?daten (?:zu|zu\.|bitte)",
    r"\bcopie (?:de|de toutes) mes (?:\w+ )?données\b|\bdroit d'accès\b",
    r"\bquelles (?:données|informations) .{0,30}\b(?:sur moi|me concernant)",
    r"\bcopia de (?:todos )?mis datos\b|\bderecho de acceso\b",
    r"\bqué (?:datos|información) .{0,20}\b(?:sobre mí|de mí|míos)",
    r"\bcopia (?:dei|di tutti i) miei dati\b|\bdiritto di accesso\b",
    r"\bquali dati .{0,30}\b(?:su di me|che mi riguardano)\b",
    r"\bkopie van mijn (?:persoons)?gegevens\b|\brecht op inzage\b|\binzageverzoek\b",
    r"\bwelke (?:persoons)?gegevens .{0,30}\b(?:over|van) mij\b",
    r"\bcópia (?:dos|de todos os) meus dados\b|\bdireito de acesso\b",
    r"\bque (?:dados|informações) .{0,30}\b(?:sobre mim|a meu respeito)\b",
)

_END = r"[?!.\s]*$"
WHO_SEES = AnyOf(
    rf"(?<!one )(?<!people )(?<!person )(?<!those )\bwho (?:else |all )*(?:(?:can|could|will|"
    rf"might) )?(?:sees?|reads?|gets?|receives?|"
    rf"has access to|have access to) (?:these|this|my|our|it)(?: (?:\w+ )?(?:{_MAIL}|messages?|"
    rf"repl(?:y|ies)|words|answers|data|conversation|information))?{_END}",
    rf"\bwer (?:\w+ )?(?:sieht|liest|bekommt|erhält|kann|hat zugriff auf) (?:das|dies|hier|diese|"
    rf"meine|unsere)(?: (?:e-?mails?|mails?|nachrichten?|antworten|daten))?"
    rf"(?: alles| hier| mit| lesen| sehen| mitlesen)*{_END}",
    rf"\bqui (?:d'autre )?(?:voit|lit|reçoit|peut (?:voir|lire)|a accès à) (?:ceci|cela|ça|ce|ces|"
    rf"mes|nos)(?: (?:e-?mails?|mails?|messages?|réponses?|données))?{_END}",
    rf"\bquién(?:es)? (?:más )?(?:ve|ven|lee|leen|recibe|puede (?:ver|leer)|"
    rf"tiene acceso a) (?:esto|"
    rf"estos|mis|este)(?: (?:correos?|e-?mails?|mensajes?|respuestas|datos))?{_END}",
    rf"\bchi (?:altro )?(?:vede|legge|riceve|può (?:vedere|leggere)|ha accesso a) (?:questo|queste|"
    rf"questa|questi|le mie|i miei)(?: (?:e-?mail|mail|messaggi|risposte|dati))?{_END}",
    rf"\bwie (?:\w+ )?(?:ziet|leest|krijgt|ontvangt|kan|heeft toegang tot) (?:dit|deze|mijn)"
    rf"(?: (?:e-?mails?|mails?|berichten|antwoorden|gegevens))?(?: allemaal| lezen| zien)*{_END}",
    rf"\bquem (?:mais )?(?:vê|lê|recebe|pode (?:ver|ler)|tem acesso a) (?:isto|isso|estes|estas|"
    rf"este|(?:as )?minhas|(?:os )?meus)(?: (?:e-?mails?|mensagens|respostas|dados))?{_END}",
)

_TAIL = r"[^.?!,;\n]{0,50}[?!.\s]*$"
NOT_SENT = AnyOf(
    r"\bwhat (?:else )?(?:(?:did|have) you not|(?:didn't|haven't) you|you (?:did not|have not|"
    rf"didn't|haven't)) (?:send|sent|tell|told) (?:me|us)\b{_TAIL}",
    r"\bwhat (?:was|did you|have you) (?:left out|leave out|kept back|keep back|held back|"
    r"hold back)(?: (?:of|from|in) (?:my|our|the|this|these|your) (?:last )?"
    rf"(?:{_MAIL}|updates?|digests?))?{_END}",
    r"\bwas (?:haben sie|hast du|habt ihr|sie|du|ihr) (?:mir|uns) (?:alles |noch )?nicht "
    rf"(?:geschickt|gesendet|gesagt|mitgeteilt|erzählt|berichtet)\b{_TAIL}",
    r"\bwas (?:haben sie|hast du|habt ihr|wurde) (?:weggelassen|ausgelassen|zurückgehalten)"
    rf"{_END}",
)
"""Of a sentence with a "not" in it, so it is looked for before `NOT_ASKED`."""

STOP = Gated(
    r"\b(?:stop|unsubscribe|abmelden|abbestellen|désabonner|désinscrire|darme de baja|"
    r"disiscriver\w+|afmelden|uitschrijven|descadastrar|cancelar (?:a )?(?:suscripción|"
    r"inscrição))\b"
)
"""A word that ends our mails when it stands alone."""

_ENDS = (
    r"(?:stop|unsubscribe|opt[ -]?out|be removed|abbestell\w*|abzubestellen|abmeld\w*|abzumelden|"
    r"désabonner|désinscrire|dar\w* de baja|disiscriv\w+|cancellar\w+|afmelden|uitschrijven|"
    r"descadastrar|cancelar (?:a )?(?:suscripción|subscrição|inscrição))"
)
FOOTER = re.compile(
    rf"\|.*\||[|·•] ?{_ENDS}\b|\b{_ENDS} ?[|·•]|\b(?:newsletter ?{_ENDS}|{_ENDS} from this)\b|"
    rf"\b(?:here|hier|ici|aquí|qui|aqui)\b.{{0,15}}\b{_ENDS}\b|"
    rf"\b{_ENDS}\b[^.!?]{{0,40}}(?:https?://|www\.)|(?:https?://|www\.)\S*{_ENDS}|"
    rf"^\W*(?:to|if you (?:want|wish|would like|no longer)|um|wenn sie|zum|pour|si vous|para|"
    rf"si (?:quiere|desea|no desea)|per|se (?:non )?(?:vuoi|desidera)|om|als u|se (?:não )?"
    rf"(?:deseja|quiser))\b[^.!?]{{0,60}}\b{_ENDS}\b.{{0,60}}\b(?:reply|replying|send|text|e-?mail|write|"
    rf"click|visit|use|follow|antwort\w*|send\w+|schreib\w*|klick\w*|répond\w*|envo\w+|écri\w+|"
    rf"cliqu\w+|respond\w+|escrib\w+|haga|clic\w*|rispond\w+|invi\w+|scriv\w+|stuur\w*|antwoord\w*|klik\w*|"
    rf"env[ií]\w+|escrev\w+)\b|"
    rf"\b{_ENDS} ?(?:\w+ )?(?:here|hier|ici|aquí|qui|aqui)\b|"
    rf"\b(?:reply|send|text|antwort\w*|répond\w*|respond\w+|rispond\w+|antwoord\w*|stuur|envi\w+|"
    rf"écri\w+)\b(?: \w+){{0,2}} ?[\"'“”„«»]?{_ENDS}[\"'“”«»]?(?: (?:to|um|pour|para|per|om)\b|"
    rf"[.!]*$)|"
    rf"\b(?:you(?:'re| are)? (?:receiv|get|subscribed)|sie erhalten|vous recevez|recibe?s? este|"
    rf"rice(?:vi|ve|vete) quest|(?:u|je) ontvangt|recebe(?:u)? est[ea])"
)
"""What stands below every mail of a firm or a list: how its own mails are ended.  Over a folded
sentence with a word of `STOP` in it.
"""

NOT_ASKED = Gated(
    r"\b(?:don't|do not|no need to|needn't|never|not to|won't|nicht|kein(?:e|en)?|ne pas|n'\w+ pas|"
    r"no (?:añad|agreg|inclu|pong|borr|elimin|cambi)\w*|non (?:aggiung|mett|cancell|elimin|"
    r"cambi)\w*|"
    r"niet|não)\b"
)
"""The sentence says what is not to be done, or that it is not the case."""
