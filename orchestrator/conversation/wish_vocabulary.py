"""The words that a wish about our mails is made of, in seven languages; lower case, no signs.

A clause that holds any other word speaks of something else: "weekly" is a wish, "the weekly
menu" is not.
"""

from orchestrator.conversation import wish_small_words as small
from orchestrator.conversation.dates import MONTHS, WEEKDAYS
from orchestrator.conversation.reply_words import word_set

OUR_MAILS = word_set(
    "mail mails email emails mailing mailings update updates digest digests summary summaries "
    "message messages notification notifications these those them everything list status post "
    "berichte nachricht nachrichten zusammenfassung zusammenfassungen listen invii invio envíos "
    "envío avisos boletín boletines infos rapport rapports newsletter newsletters mailtje "
    "meldingen melding notificaciones notifiche notificações envoi envois résumé résumés "
    "courriel courriels correo correos resumen resúmenes mensaje mensajes actualizaciones "
    "messaggio messaggi riepilogo riepiloghi bericht berichten samenvatting samenvattingen "
    "mailtjes envios mensagem mensagens resumo resumos atualizações aggiornamento aggiornamenti "
    "relatório relatórios informe informes resoconti resoconto rapporten rapportages updaten "
    "overzicht overzichten übersicht übersichten mailverkehr bulletin bulletins recap recaps "
    "comunicazione comunicazioni comunicación comunicaciones comunicação comunicações "
    "communication communications versand"
)
SENDING = word_set(
    "send sending mailing emailing write writing bother contact ping hear receive come coming "
    "arrive spam texting schreibt mailt mailen meldet sendet zumailen schick schreib schicken "
    "senden zusenden schreiben zuschicken erhalten bekommen kommen melden schickt envoyer "
    "envoyez envoie recevoir recevez écrire écrivez contactez envoyiez prévenez écriviez enviar "
    "enviad envíen envíe envía enviadme envíenme envíame enviéis mandar mandad mandadme manden "
    "mande mándenme mandéis recibir escribidme escríbanme escríbeme escríbannos enviarlos "
    "mandarlos enviarlo avisadme avísenme contactad contacten enviadlos mandadlos envíenlos "
    "escribir escribirme enviarme enviarnos mandarme mandarnos escribid escribáis mándame "
    "inviare inviate inviatemi mandate mandatemi mandare ricevere ricevete scrivere scrivete "
    "scrivetemi scriveteci scrivimi mandarle mandarli mandarlo inviarle inviarli contattatemi "
    "avvisatemi mandateli mandatele scrivermi mandarmi inviarmi inviarci mandarci mandami "
    "inviami sturen stuur stuurt ontvangen schrijven schrijf gemaild schrijft mail contacteer "
    "gestuurd enviem envie enviarem mandem receber escrevam escrever avisem contactem enviá "
    "escriban escriba horen écrive escreva mandarem llegue lleguen scriva scrivano arrivino "
    "arrivi cheguem chegue verschickt verschicken zugeschickt sent delivered land landing "
    "getting receiving reach emailed mailed written llegar arriver arrivent reçoive mandiate "
    "inviino mandino recebo receba receber-los verstuurd bezorgd mandármelos enviármelos "
    "recibirlos recibirlo recevrais enviadlo mandadlo escribime mandame enviame avisame escreve "
    "manda chama"
)
# Behind a cadence, a length, a channel, a pause, an end.
_RHYTHM = word_set(
    "liste lista dalla dal dai lijst verteiler daily weekly biweekly bi fortnightly monthly "
    "täglich wöchentlich zweiwöchentlich monatlich vierzehntägig tägige tägliche tägliches "
    "wöchentliche wöchentliches monatliche monatliches quotidien quotidienne quotidiens "
    "hebdomadaire hebdomadaires hebdo mensuel mensuels mensuelle mensuellement quinzomadaire "
    "diario diaria diarios diariamente semanal semanales semanalmente quincenal quincenales "
    "mensual mensuales mensualmente quotidiano quotidiana quotidianamente settimanale "
    "settimanali settimanalmente mensile mensili mensilmente quindicinale giornaliero dagelijks "
    "dagelijkse wekelijks wekelijkse tweewekelijks maandelijks maandelijkse diário diária "
    "semanais quinzenal quinzenais mensal mensais mensalmente short shorter brief briefer long "
    "longer full detailed detail details normal length version headlines costs dates kurz kurze "
    "kürzer kürzere knapp knapper ausführlich ausführlicher ausführliche länger längere übliche "
    "normale länge fassung court courts courte courtes longue longs longueur bref complète "
    "détail détails détaillés détaillé brefs corto cortos corta cortas breve breves largo larga "
    "versión completa detalle detalles detallado detallados longitud brevi corti lunghi lunga "
    "lunghezza versione dettagli dettagliati kort korte korter kortere houden hou houd "
    "uitgebreid uitgebreide uitgebreider lang langer lange lengte versie curto curtos curta "
    "curtas longo longa longos versão detalhes detalhados tamanho whatsapp slack signal teams "
    "telegram chat text texts sms phone call calls ring telefonisch telefon anrufen rufen ruft "
    "appje telefoneer bel appelez téléphone texto llámame llamadme llámeme teléfono chiamatemi "
    "telefono liguem telefone person inbox pause paused pausing pauze pauzeer pauseer pausieren "
    "pausiert pausa pausad pausar pausen pausem pausate quiet hold holding anhalten rest lot "
    "stop stopp stoppen unsubscribe remove take cease desist opt out list machine robot "
    "automatic automated spam stupid annoying ever never address abmelden abbestellen austragen "
    "baja dad dar dadme darme darse désabonner désabonnez désinscrire désinscrivez arrêtez "
    "arrêter cancellatemi cancellami smettete smettetela smettere dejad deje dejen suscripción "
    "afmelden uitschrijven parem pare parar removam remover subscrição inscrição cancelem start "
    "resume restart reprendre reprenez réactiver réactivez volved volver reanudad reanudar "
    "reactivad reactivar riprendete riprendere riattivate aanzetten hervatten hervat beginnen "
    "recommencez recommencer relancez remettez suspendre suspendez suspendan suspended suspender "
    "suspendam suspenda sospendete sospendere sospendi vuelvan vuelve ricominciare ricominciate "
    "voltar recomecem recomeçar opnieuw pauzeren pausez lieber chiamare chiamami bellen gebeld "
    "llamar llamada llamadas ligar ligarem aussetzen unterbrechen restarting reopen ricevere "
    "prefer preferred subscription desinscribir cancelar cancella lassen voltem retomem retomar "
    "starten einschalten aufnehmen sign switch fire resubscribe reinstate reactivate réabonnez "
    "réinscrivez retomad reativem reativar novo novamente nuevo otra tornate tornare riattivare "
    "x relancer quit end ends trage einstellen einstellt loslegen anfangen"
)
LEAVING = word_set(
    "verteiler unsubscribe abmelden abbestellen austragen désabonner désabonnez désinscrire "
    "désinscrivez baja cancellatemi cancellami afmelden uitschrijven removam"
)
VOCABULARY = frozenset().union(
    OUR_MAILS,
    SENDING,
    LEAVING,
    _RHYTHM,
    small.ENGLISH,
    small.GERMAN,
    small.FRENCH,
    small.SPANISH,
    small.ITALIAN,
    small.DUTCH,
    small.PORTUGUESE,
    (part for name in (*WEEKDAYS, *MONTHS) for part in name.split("-")),
)
