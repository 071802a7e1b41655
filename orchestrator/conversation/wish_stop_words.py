"""How clients end our mails, begin them again and take an answer back, in seven languages."""

from orchestrator.conversation.gated import Gated

_THANKS = r"(?:please|bitte|thanks|thank you|danke|merci|gracias|grazie|now)"
STOP_ALONE = Gated(
    # "Stop, the header is wrong" is no end; "unsubscribe, this is spam" is one.
    rf"^\W*(?:please |bitte |kindly )?(?:(?:stop{{1,2}}|remove(?: me)?|cancel all|baja|parar|arrêt|"
    rf"alto|basta)\b\W*(?:{_THANKS}\b\W*(?:\w+\W*)?){{0,2}}$|"
    rf"(?:unsubscr?i?be?|unsubscribe me|remove me|opt[ -]?out|abmelden|abbestellen|désabonner|"
    rf"désinscription|desuscribir|cancellatemi|cancellami|annulla iscrizione|afmelden|"
    rf"graag afmelden|uitschrijven|cancelar subscrição|cease and desist)\b\W*{_THANKS}?\W*(?:$|,))"
)
STOP = Gated(
    r"take (?:me|us) off (?:this|the|your) (?:(?:mail|mailing|e-?mail) )?list|"
    r"remove (?:me|us) from (?:this|the|your)|"
    r"unsubscribe (?:me|us)\b|"
    r"(?<!don't )(?<!not )(?<!never )\bstop (?:sending|e-?mailing|mailing|writing|these|"
    r"the (?:e-?mails|mails|updates|digests))|how do i (?:stop|unsubscribe)|"
    r"no longer (?:want|wish|need)|cease and desist|"
    r"no more (?:e-?mails?|mails?|updates|messages|of these)|no mail at all|do ?n[o']t (?:want|"
    r"wish to receive) (?:any ?more|these|any) (?:of these |e-?mails|mails|messages)|"
    r"melde?n? sie (?:mich|uns) .{0,40}\bab\b|(?:abmelden|austragen|abbestellen) (?:bitte|von)|"
    r"hören sie (?:bitte )?auf|keine (?:weiteren )?(?:e-?)?mails mehr|stoppen sie|"
    r"aus dem verteiler|"
    r"nicht mehr (?:erhalten|bekommen|schicken|"
    r"senden|schreiben)|"
    r"(?:ne )?(?:souhaite|veux|voudrais) plus (?:recevoir|de)|me désabonner|"
    r"ne plus (?:m'|nous )?(?:envoyer|écrire)|désabonnez-(?:moi|nous)|"
    r"désinscri(?:re|vez)|arrêtez (?:de m'|d')env|"
    r"d(?:ad|e|ar|ame|eme|é)\w*me de baja|darme de baja|no quiero (?:recibir )?más|no (?:me|"
    r"nos) (?:env|mand|escrib)\w+ más|"
    r"dej(?:ad|e|"
    r"en) de (?:mandar|enviar|escrib)|"
    r"basta con queste|cancellatemi|non (?:voglio|desidero) (?:più )?(?:ricevere|riceverne)|"
    r"non (?:inviat|mandat|scrivet)\w+ più|smett\w+ di (?:mandar|scriver|inviar)|"
    r"(?:graag|wil(?: me)?) (?:afmelden|uitschrijven)|geen (?:mails?|berichten) meer|"
    r"niet meer (?:ontvangen|krijgen|sturen)|"
    r""
    r"stop met (?:mailen|sturen)|"
    r"não quero (?:receber )?mais|remov(?:am|a|er)-?me|par(?:e|em|ar) de (?:me |nos )?(?:enviar|"
    r"mandar)|"
    r"cancelem? a (?:minha )?(?:subscrição|inscrição)"
)
# Our mails, and to whom they come.
MAILS_TO_ME = Gated(
    r"\b(?:me|us|mir|mich|uns|m'|moi|nous|nos|mij|ons|i|we|ich|wir|je|ik|these|your|this|diese\w*|"
    r"ces|vos|est[oa]s|quest[ei]|deze|estes)\b.*\b(?:e?-?mails?|updates|digests?|messages|"
    r"newsletters?|mailings?|(?:mailing )?list(?! of)|nachrichten|listen|courriels?|correos?|"
    r"mensajes|messaggi|berichten|mensagens)\b"
)
# Who takes herself off a list says enough.
STOP_ME = Gated(
    r"\bunsubscribe (?:me|us)\b|\bmelden? sie (?:mich|uns) .{0,40}\bab\b|"
    r"\bdés(?:abonnez|inscrivez)-(?:moi|nous)\b|\bd(?:ad|é|e|en)(?:me|nos) de baja\b|"
    r"\bcancellate(?:mi|ci)\b|\bremovam-(?:me|nos)\b|"
    r"\bstop (?:e-?mailing|mailing) (?:me|us)\b"
)
NOT_STOP = Gated(
    r"stop (?:sending|copying) .{1,30} to (?!me\b|us\b)|"
    r"\b(?:do ?n[o']t|please don't|never|not|no|ne|nicht|niet|não|non) (?:\w+ ){0,2}(?:stop|"
    r"dejéis|dejen|unsubscribe|désabonn|arrêtez|smett|hört|hören)|keep (?:these|them|it) coming|"
    r"don't you dare|said unsubscribe|(?:told|asked) \w+ to|"
    r"have to unsubscribe|surtout ne"
)
START = Gated(
    r"^\W*(?:re)?start\b[^\w)]*(?:please|again|thanks)?[^\w)]*$|start sending|(?:^|"
    r"[.,!]\s*)(?:please )?resume\b|turn .{0,30}back on|switch .{0,30}back on|"
    r"fire .{0,20}up again|keep (?:these|them) coming|sign me (?:back )?up|"
    r"(?:wieder|weiter) (?:schicken|senden|starten|einschalten|anmelden|aufnehmen)|"
    r"reprendre les envois|reprenez|réactiv\w+|volved a (?:mandar|enviar)|reanud\w+|"
    r"vuelvan a (?:mandar|enviar)|reactiv\w+|"
    r"riprend\w+ (?:gli invii|a (?:mandar|inviar))|riattiv\w+|(?:weer|opnieuw) (?:sturen|"
    r"aanzetten|beginnen|hervatten)|hervat|voltem a (?:enviar|mandar)|retom\w+"
)
# "Undo" is said of other things as well, unless nothing else is said.
UNDO = Gated(
    r"^\W*(?:please |bitte )?(?:undo(?: (?:it|that|this|please))?|zurück|annuler|deshacer|"
    r"annulla|ongedaan|desfazer)\b\W*(?:(?:please|bitte|thanks)\b\W*)?$|pressed send too soon|"
    r"\bundo (?:my|our|the last) (?:\w+ )?(?:answers?|reply)|"
    r"\b(?:disregard|ignore|scrap|forget|cancel|retract|withdraw|take back) (?:about )?(?:"
    r"(?:my|our) (?:(?:last|previous|earlier|first) )?(?:reply|replies|answers?|response|mail|"
    r"message|e-?mail)\b(?! (?:address|account|server|form|list)|box)|"
    r"(?:the|that) (?:(?:last|previous|earlier|first) )?(?:reply|answers?|response|mail|message|"
    r"e-?mail) (?:that )?(?:i|we) (?:just )?(?:sent|gave|wrote)|"
    r"(?:the|my) last (?:reply|answers?)\b|what (?:i|we) (?:just )?(?:said|wrote|told|sent))|"
    r"treat (?:it|that|my \w+) as not|"
    r"\b(?:meine|unsere) (?:\w+ )?(?:antwort|mail|nachricht)(?: \w+){0,3} (?:bitte )?(?:vergessen|"
    r"ignorieren|zurückziehen|streichen)|"
    r"(?:vergessen|ignorieren|streichen) sie (?:bitte )?(?:meine|unsere) (?:\w+ )?(?:antwort|mail|"
    r"nachricht)|"
    r"(?:annul\w+|oubli\w+|ignor\w+|ne tenez pas compte de) (?:ma|mon|mes|notre) (?:\w+ )?"
    r"(?:réponses?|mail|courriel|message)|"
    r"(?:anul\w+|olvid\w+|ignor\w+) (?:(?:mi|nuestra|la) (?:\w+ )?(?:respuesta|correo|mensaje)"
    r"\b|lo que (?:dije|escribí|os dije|dijimos))|"
    r"(?:annull\w+|dimentic\w+|ignor\w+) (?:(?:la|il) (?:mi[ao]|nostr[ao]) (?:\w+ )?(?:risposta|"
    r"mail|messaggio)|quello che (?:ho|abbiamo) (?:detto|scritto))|"
    r"(?:vergeet|negeer) (?:(?:mijn|ons|onze) (?:\w+ )?(?:antwoord|mail|bericht)|wat ik (?:zei|"
    r"schreef|heb gezegd))|"
    r"(?:anul\w+|esqueç\w+|ignor\w+) (?:(?:a|o) (?:minha|meu|nossa) (?:\w+ )?(?:resposta|e-?mail|"
    r"mensagem)|o que (?:eu )?(?:disse|escrevi))"
)
