"""The words that a wish about our mails is made of, in seven languages; lower case, no signs.

A clause that holds any other word speaks of something else: "weekly" is a wish, "the weekly
menu" is not.  First persons of doing ("envío", "schicke") are left out for that reason.
"""

from orchestrator.conversation.dates import MONTHS, WEEKDAYS
from orchestrator.conversation.reply_words import word_set

OUR_MAILS = word_set(
    "mail mails email emails mailing mailings update updates digest digests summary summaries "
    "message messages notification notifications these those them everything list status post "
    "berichte nachricht nachrichten zusammenfassung zusammenfassungen listen "
    "envoi envois résumé résumés courriel courriels message "
    "correo correos resumen resúmenes mensaje mensajes actualizaciones "
    "messaggio messaggi riepilogo riepiloghi "
    "bericht berichten samenvatting samenvattingen mailtjes mailtje "
    "envios mensagem mensagens resumo resumos atualizações"
)
SENDING = word_set(
    "send sending mailing emailing write writing bother contact ping hear receive come coming "
    "arrive spam texting "
    "schreibt mailt mailen meldet sendet zumailen schick schreib "
    "schicken senden zusenden schreiben zuschicken erhalten bekommen kommen melden schickt "
    "envoyer envoyez envoie recevoir recevez écrire écrivez contactez envoyiez prévenez écriviez "
    "enviar enviad envíen envíe envía enviadme envíenme envíame enviéis mandar mandad mandadme "
    "manden mande mándenme mandéis recibir "
    "escribidme escríbanme escríbeme escríbannos enviarlos mandarlos enviarlo avisadme avísenme "
    "contactad contacten enviéis enviadlos mandadlos envíenlos "
    "escribir escribirme enviarme enviarnos mandarme mandarnos escribid escribáis mándame "
    "inviare inviate inviatemi mandate mandatemi mandare ricevere ricevete scrivere scrivete "
    "scrivetemi scriveteci scrivimi mandarle mandarli mandarlo inviarle inviarli contattatemi "
    "avvisatemi mandateli mandatele "
    "scrivermi mandarmi inviarmi inviarci mandarci mandami inviami "
    "sturen stuur stuurt mailen ontvangen schrijven schrijf mailt gemaild schrijft mail "
    "contacteer gestuurd "
    "enviem envie enviarem mandem mande receber escrevam escrever avisem contactem enviá "
    "enviarem mandar"
)
_SMALL = word_set(
    "a an the this that it its is are be been am was d ll m s t ve re i me my mine myself we us "
    "our you your to of in on at by for from with as about around and or then so too also not no "
    "don do does won can could would may might should shall will please pls kindly thanks thank "
    "hi hello hey dear love mate many very much just only once one ones two three four five six "
    "seven eight nine ten eleven twelve half past every each other second per day days week weeks "
    "month months fortnight time times morning mornings afternoon evening evenings noon midday "
    "first thing weekday weekdays am pm o clock th st nd rd before after now on off going forward "
    "future again back more less any anymore anything nothing all some point when something "
    "there need needs actually urgent important decision decisions question questions fire "
    "u r dont wont lets im id ill cant pls plz thx cos cuz new year years easter christmas hols "
    "twice alone emails regarding about approx ish midweek bullet points bullets concise "
    "essentials highlights headline bare minimum info information between usual daytime "
    "leave here want like prefer rather instead better best get getting have having give go keep "
    "reduce limit reduced wish longer make change switch turn set put dial cut down up use using "
    "through via ok okay yes fine "
    "great good perfect plenty enough suit suits suffice suffices would sufficient lovely nice "
    "next how until till til untill melts both sorry possible maximum max most at least"
    " everybody still even if"
)
_GERMAN = word_set(
    "der die das den dem des ein eine einen einem einer eines und oder auch nur noch mehr nicht "
    "kein keine keinen mir mich uns ich wir sie ihr euch ihre ihren eure euren du dir es bitte "
    "gern gerne danke lieber besser künftig ab jetzt sofort zukunft in im am um gegen vor nach "
    "von vom zu zum per via mit für auf pro alle alles jede jeden jeder jedes einmal zweimal zwei "
    "drei woche wochen monat monate monats tag tage tagen uhr morgens mittags abends vormittags "
    "nachmittags wäre gut reicht reichen genügt genügen passt völlig aus möchte möchten "
    "hätte hätten will wollen würde würden können könnten könntet könnt kann brauche brauchen "
    "bevorzuge bevorzugen statt stattdessen erst wieder weiter diese diesen dieser automatische "
    "automatischen fassen halten machen nichts bis dahin hören auf ihnen sind ist wenn nötig "
    "immer solange brauch wieder gehen dürft dürfen ruhig seid immer etwas wirklich post "
    "künftigen neujahr jahr jahres ostern weihnachten gar eure adresse weiteren weitere lieber "
    "per uhrzeit früh spät samt dieser bekomme haben habe mal kurzum anstatt"
    " nehmen stoppen verteiler erreichbar melden dass nächste nächsten"
)
_FRENCH = word_set(
    "le la les l un une des du de d et ou à au aux en par pour vers après avant moi me m nous vous "
    "je j il ce c ces cet cette ça est sont serait soit s si te plaît plait svp merci ne n pas "
    "plus rien que qu seulement uniquement plutôt mieux fois deux jour jours semaine semaines "
    "mois tous toutes chaque quinze matin midi soir heures heure h suffit suffisent suffisant "
    "suffirait "
    "amplement parfait bien très préfère préférerais préférons préférerions voudrais voudrions "
    "souhaite souhaiterais souhaitons veux voulons aimerais aimerions pouvez pourriez peux "
    "pourrais désormais dorénavant maintenant vos votre automatiques automatique sur lieu place "
    "alors toujours donc suffira année an nouvel noël fêtes reprise lundi cela ici rien "
    "inutile stop pendant place texto courrier aucun aucune mail mails "
    "version tout possible jusqu bonjour oui faites prochaine prochain"
)
_SPANISH = word_set(
    "el la los las lo un una unos unas de del y o a al en por para con sin me mi mis nos os se "
    "te ti yo que es son sería está solo sólo solamente vez veces dos tres cuatro cinco seis "
    "siete ocho nueve diez once doce día días "
    "semana semanas mes meses cada todos todas quince mañana tarde mediodía favor porfa gracias "
    "mejor más no nada ya ahora adelante suficiente basta vale bien perfecto prefiero prefería "
    "preferiría preferimos preferiríamos quiero queremos quisiera gustaría puede pueden podéis "
    "podría podrían podríais vuestros vuestro sus su estos estas este esta esos antes después "
    "siempre año nuevo navidad reyes navidades luego aquí tampoco lugar teléfono correo ningún "
    "resumido resumidos resumida resumidas abreviado durante sin "
    "vía todo hasta entonces ninguno ningún buenos buenas hola sí próxima viene"
)
_ITALIAN = word_set(
    "il lo la i gli le un uno una di del della dei delle e o a al alla alle ai in da dal con per "
    "su mi me ci noi io che è sono sarebbe solo soltanto volta volte due tre giorno giorni "
    "settimana settimane mese mesi ogni tutti tutte tutto quindici mattina mezzogiorno sera ore "
    "favore piacere cortesia grazie meglio più non niente nulla ora poi adesso sufficiente basta "
    "bene va perfetto preferirei preferisco preferiamo preferiremmo vorrei vorremmo voglio "
    "desidero potete potreste può potrebbe queste questi vostre vostri automatiche prima dopo "
    "benissimo twice nessuno sempre anno nuovo natale feste dopo allora durante nessuna nessun "
    "ormai sintetico sintetici "
    "sintetica telefonata telefonate servono subito pure "
    "fino invece posto possibile sì ciao buongiorno prossima"
)
_DUTCH = word_set(
    "ze maar de het een en of ook nog maar alleen niet geen mij me ons ik we wij jullie u je graag "
    "alstublieft aub svp bedankt dank liever beter voortaan vanaf nu in op om rond voor na van te "
    "per via met elke iedere alle keer eens twee drie week weken maand dag dagen uur ochtend "
    "middag avond is zijn zou zouden wil willen kun kunnen kan kunt hoef genoeg voldoende prima "
    "goed perfect deze die jullie uw plaats dan meer niets tot weer opnieuw automatische "
    "eens altijd jaar nieuwjaar kerst even gaan gelieve mogen mag dus tijdens lijst bericht "
    "beter zonder dinsdagen haal schrijf uit af ervan onderbreken stilzetten "
    "volgende krijgen hebben dat fijn als"
)
_PORTUGUESE = word_set(
    "o a os as um uma de do da dos das e ou à às ao aos em no na por para com me mim nos nós eu "
    "que é são seria só apenas somente vez vezes duas dois três dia dias semana semanas mês meses "
    "cada todos todas manhã tarde meio favor obrigado obrigada melhor mais não nada já agora "
    "diante partir suficiente chega basta bem perfeito prefiro preferia preferimos preferíamos "
    "quero queremos queria gostaria gostava gostávamos podem pode poderiam podiam vossos seus "
    "sempre ano novo natal então durante puder possa sem nenhum nenhuma lugar vez emails "
    "resumido resumidos resumida chamada telefonema "
    "estes estas este esta antes depois via tudo até feira feiras possível olá sim próxima vem"
)
# Behind a cadence, a length, a channel, a pause, an end.
_RHYTHM = word_set(
    "liste lista dalla dal dai lijst verteiler "
    "daily weekly biweekly bi fortnightly monthly täglich wöchentlich zweiwöchentlich monatlich "
    "vierzehntägig tägige tägliche tägliches wöchentliche wöchentliches monatliche monatliches "
    "quotidien quotidienne quotidiens hebdomadaire hebdomadaires hebdo mensuel mensuels mensuelle "
    "mensuellement quinzomadaire "
    "diario diaria diarios diariamente semanal semanales semanalmente quincenal quincenales "
    "mensual mensuales mensualmente "
    "quotidiano quotidiana quotidianamente settimanale settimanali settimanalmente mensile mensili "
    "mensilmente quindicinale giornaliero "
    "dagelijks dagelijkse wekelijks wekelijkse tweewekelijks maandelijks maandelijkse "
    "diário diária semanais quinzenal quinzenais mensal mensais mensalmente "
    "short shorter brief briefer long longer full detailed detail details normal length version "
    "headlines costs dates kurz kurze kürzer kürzere knapp knapper ausführlich ausführlicher "
    "ausführliche länger längere details übliche normale länge fassung "
    "court courts courte courtes long longue longs longueur normale bref complète détail détails "
    "détaillés détaillé brefs "
    "corto cortos corta cortas breve breves largo larga versión completa detalle detalles "
    "detallado detallados longitud "
    "brevi corti corta lunghi lunga lunghezza versione dettagli dettagliati "
    "kort korte korter kortere houden hou houd uitgebreid uitgebreide uitgebreider lang langer "
    "lange lengte versie "
    "curto curtos curta curtas longo longa longos versão detalhes detalhados tamanho "
    "whatsapp slack signal teams telegram chat text texts sms phone call calls ring telefonisch "
    "telefon anrufen rufen ruft appje telefoneer bel appelez téléphone texto llámame "
    "llamadme llámeme teléfono chiamatemi telefono liguem telefone person inbox "
    "pause paused pausing pauze pauzeer pauseer pausieren pausiert pausa pausad pausar pausen "
    "pausem pausate quiet hold holding anhalten rest lot "
    "stop stopp stoppen unsubscribe remove take cease desist opt out list machine robot automatic "
    "automated spam stupid annoying ever never address abmelden abbestellen austragen baja dad dar "
    "dadme darme darse désabonner désabonnez désinscrire désinscrivez arrêtez arrêter "
    "cancellatemi cancellami smettete smettetela smettere dejad deje dejen suscripción "
    "afmelden uitschrijven parem pare parar removam remover removam subscrição inscrição cancelem "
    "start resume restart reprendre reprenez réactiver réactivez volved volver reanudad reanudar "
    "reactivad reactivar riprendete riprendere riattivate aanzetten hervatten hervat beginnen "
    "recommencez recommencer relancez remettez suspendre suspendez suspendan suspended suspender "
    "suspendam suspenda sospendete sospendere sospendi vuelvan vuelve ricominciare ricominciate "
    "riprendete voltar recomecem recomeçar opnieuw hervatten pauzeren pausar pausez "
    "anrufen lieber chiamare chiamami bellen gebeld llamar llamada llamadas ligar ligarem sms "
    "aussetzen unterbrechen pausiert hervat restarting reopen ricevere "
    "prefer preferred subscription suscripción desinscribir cancelar cancella lassen "
    "voltem retomem retomar starten einschalten aufnehmen sign switch fire"
)
LEAVING = word_set(
    "verteiler unsubscribe abmelden abbestellen austragen désabonner désabonnez désinscrire "
    "désinscrivez "
    "baja cancellatemi cancellami afmelden uitschrijven removam"
)
VOCABULARY = frozenset().union(
    OUR_MAILS,
    SENDING,
    LEAVING,
    _SMALL,
    _GERMAN,
    _FRENCH,
    _SPANISH,
    _ITALIAN,
    _DUTCH,
    _PORTUGUESE,
    _RHYTHM,
    (part for name in (*WEEKDAYS, *MONTHS) for part in name.split("-")),
)
