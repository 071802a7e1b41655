"""The tone of Spanish.  Pure."""

from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = (
    "(?:dij[eo]|dijimos|he dicho|hemos dicho|expliqu[eé]|explicamos|he explicado|hemos"
    " explicado|escrib[ií]"
    "|he escrito|hemos escrito|repet[ií]|repetimos|he repetido|hemos repetido|mencion[eé]"
    "|mencionamos"
    "|he mencionado|hemos mencionado|comenté|he comentado|hemos comentado|avisé|avisamos|hemos"
    " avisado"
    "|indicado|dicho|explicado|mencionado|comentado|repetido|he pedido|hemos pedido|pedí|pedimos)"
)
_OFTEN = (
    r"(?:(?:varias|muchas|mil|cien|tantas|múltiples|repetidas|dos|tres|cuatro) veces|en"
    r" (?:varias|repetidas"
    r"|múltiples|reiteradas) ocasiones|una y otra vez|hasta la saciedad|reiteradamente|mil veces)"
)
_VERY = (
    "(?:totalmente|absolutamente|completamente|simplemente|sencillamente|verdaderamente"
    "|realmente|francamente"
    "|muy|tan|bastante|demasiado|de verdad|toda|todo|únicamente|exclusivamente|claramente|solo"
    "|sólo|una?)"
)
_MAD = (
    r"(?:ridícul[oa]s?|absurd[oa]s?|estúpid[oa]s?|idiotas?|imbécil(?:es)?|inaceptables?"
    r"|inadmisibles?|vergonzos[oa]s?"
    r"|indignantes?|incompetentes?|patétic[oa]s?|infantil(?:es)?|insultantes?|intolerables?"
    r"|lamentables?(?! error)"
    r"|escandalos[oa]s?|arrogantes?|inútil(?:es)?|indecentes?|penos[oa]s?|demencial(?:es)?)"
)
_READY = (
    "(?:list[oa]s?|hech[oa]s?|termin\\w+|entreg\\w+|en línea|resuelt\\w+|arregl\\w+|acabad\\w+)"
)

RULES = Rules(
    words={
        Cause.TOLD: {
            r"como (?:le |les |te )?(?:sigo|seguimos) (?:diciendo|repitiendo)\w*|como siempre"
            r" (?:le|les)? ?(?:digo|decimos)": None,
            r"(?:se lo|le|les|ya lo) (?:advertí|advertimos|avisé|avisamos|dije|dijimos)(?=[.!,]|$)"
            r"|mira que se lo": None,
            f"(?:tal y )?como (?:ya )(?:se |le |les |te |os |lo )*{_SAID}(?:"
            f" {_OFTEN})?": "como comentamos",
            f"(?:tal y )?como (?:se |le |les |te |os |lo )*(?:ya )?{_SAID} (?:ya"
            f" )?{_OFTEN}": "como comentamos",
            f"(?:ya )(?:se |le |les |te |os |lo )+{_SAID}(?: {_OFTEN})?|(?:se |le |les |te |os "
            f"|lo )+{_SAID}"
            f" {_OFTEN}": None,
            "cuántas veces (?:tengo|tenemos|hay|he|hemos|debo|quiere)|por (?:tercera|cuarta"
            "|quinta|enésima|última) vez"
            "(?=[,:]| (?:le|se|te|os|les))|no me gusta repetir\\w*|odio repetir\\w*": None,
        },
        Cause.SHOULD: {
            r"(?:debería|deberías|deberían|debió|debiste|debieron|tendría que|tendrías que"
            r"|tendrían que|tenía que"
            r"|tenías que|tenían que|deberíais|tendríais que) haber(?:nos|me|lo|la|los|las|se"
            r"|noslo)?"
            r" (?!recibido|llegado|visto un|estado|sido)(?P<did>\w+[dts]o)": None,
            r"no (?:debería|deberías|deberían|debió|tendría que|tendrían que) haber\w*": None,
            r"(?:si|de) (?:nos |me |lo |usted |ustedes )*(?:hubiera|hubieras|hubieran|hubiese"
            r"|hubiesen|hubierais|haber)"
            r"(?:nos|me|lo)? (?:contestado|respondido|leído|dicho|avisado|enviado|escuchado"
            r"|revisado|pagado|hecho"
            r"|comprobado|mandado|decidido|entregado|informado|prestado)": None,
            r"por qué no (?:nos |me |lo |se )*(?:dij|avis|contest|respond|le[eyí]|escuch|ha"
            r"|puede|mir|pregunt|llam)\w*": None,
        },
        Cause.FAULT: {
            r"nos (?:ha|han|has) (?:fallado|dejado tirad\w+|hecho perder)|es (?:todo )?por"
            r" (?:usted|ustedes)|(?:usted|ustedes) (?:tiene|tienen) la culpa|no (?:nos )?(?:ha"
            r"|han) (?:contestado|respondido|leído) (?:nunca|jamás)": None,
            "(?:fue|fueron|son|es) (?:usted|ustedes|vosotros) (?:quien|quienes|los que|el que)"
            "|(?:siempre|continuamente) (?:tenemos|tengo) que"
            " (?:ir detrás|perseguir)\\w*|su equipo (?:ha )?(?:fall|olvid|nunca)\\w*|ya (?:se lo"
            "|le) (?:advert|avis)\\w+": None,
            f"(?:es|fue|ha sido|sea|era) (?:{_VERY} )*(?:por )?(?:su|tu|vuestra) (?:propia )?culpa"
            f"|(?:{_VERY} )*culpa (?:es )?(?:suya|tuya|vuestra|de ustedes|de usted)|por (?:su"
            f"|tu|vuestra) culpa"
            "|(?:por|debido a|a causa de) (?:su|sus|tu|tus) (?:propio |propia )?(?:retrasos?"
            "|errores|error|negligencia"
            "|descuido|lentitud|indecisión)|(?:usted|ustedes) (?:es|son) (?:los? |el"
            " )?(?:únic[oa]s? )?(?:responsables?"
            "|culpables?)|la culpa (?:la tiene|es de) (?:usted|ustedes)": None,
            "no (?:es|era|fue) (?:nuestro|mi|problema|culpa) (?:problema|error|culpa|nuestro"
            "|nuestra|mío)"
            "|(?:ese|eso|esto|este) es (?:su|tu|vuestro) problema|es problema (?:suyo|vuestro"
            "|tuyo)": None,
            "(?:otra vez|una vez más|de nuevo|nuevamente),? (?:nos )?(?:ha|has|han|habéis)"
            " (?:vuelto|enviado|mandado"
            "|cambiado|olvidado|fallado|llegado)|(?:ha|has|han|habéis) vuelto a (?:equivoc"
            "|olvid|cambi|enviar mal|fall)\\w*"
            "|(?:ha|han|has|habéis) (?:ignorado|descuidado|arruinado|estropeado|incumplido"
            "|olvidado otra)"
            "|porque (?:usted|ustedes) (?:no|nunca)|se (?:negó|negaron|ha negado) a": None,
            r"(?:está claro|es evidente|es obvio|se nota|salta a la vista) que (?:usted "
            r"|ustedes )?(?:no|ni|nunca)"
            r"(?: \w+)?(?: \w+)?|(?:evidentemente|obviamente|claramente|por lo visto),?"
            r" (?:usted |ustedes )?(?:no|ni|nunca)"
            r" (?:ha|has|han|habéis|lee|leyó|entiend\w+|sabe\w*|quier\w+)(?: \w+)?": None,
        },
        Cause.ALWAYS: {
            r"(?:usted |ustedes )?nunca (?:nos |me |lo |se )?(?:respond|contest|le[eyí]|escuch"
            r"|cumpl|avis|pag|envía|envia"
            r"|manda|entreg|dice|dicen|está[ns]? content|está[ns]? satisf)\w*|no (?:responde"
            r"|contesta|cumple|paga)\w* nunca"
            r"|(?:usted |ustedes )?siempre (?:cambia|se queja|olvida|llega|pide|está quej|está"
            r" cambi|quiere)\w*(?: \w+)?"
            r"|(?:cambia|se queja|olvida)\w* (?:\w+ )?(?:siempre|constantemente|continuamente"
            r"|todo el (?:rato|tiempo))"
            r"|no (?:para|paran|deja|dejan) de (?:cambiar|quejarse|pedir|molestar)|siempre"
            r" (?:lo mismo|igual) con"
            r"|cada vez (?:es )?lo mismo": None,
        },
        Cause.ANGER: {
            r"increíble(?=[.!]|$)|de locos(?=[.!]|$)|(?:me|nos) (?:saca|sacan|está volviendo"
            r"|vuelve|vuelven) (?:de quicio|loc\w+)|mala fe|qué (?:desastre|escándalo|circo)|de"
            r" los nervios|demasiado lejos|no (?:me|nos) hable\w* así": None,
            "se (?:pasa|pasan|está pasando|están pasando) de la raya|(?:es|son) (?:el|la|los)"
            " peor(?:es)? (?:\\w+ )?(?:que|cliente)|no somos sus": None,
            f"(?P<who>estoy|estamos) (?:{_VERY} )*(?:furios[oa]s?|enfadad[oa]s?|enojad[oa]s?"
            f"|indignad[oa]s?|cabread[oa]s?"
            "|molest[oa]s?|hart[oa]s? de|cansad[oa]s? de)(?= |[.,!])": None,
            f"(?:estoy|estamos) (?:{_VERY} )*(?:hart[oa]s?|hasta (?:las narices|el gorro))|ya"
            f" basta|basta ya|ya está bien"
            "|esto es el colmo|es el colmo|hasta aquí (?:hemos )?llegado": None,
            "(?:se (?:me|nos) (?:está |ha )?(?:acab|agot|termin)\\w* la paciencia|(?:mi"
            "|nuestra) paciencia (?:\\w+ ){0,3}?"
            "(?:límite|limites|agotado|acabado|fin))|(?:pierdo|perdiendo|perdemos) la"
            " paciencia": None,
            "(?:deje|dejen|deja|dejad|pare|paren) (?:ya )?de (?!\\w+r(?:nos|me|les?)"
            " saber)(?:hacer|moles|perder|llam|quej|cambi|ment"
            "|insist|fast|dar)\\w*(?: \\w+)?|(?:me|nos) (?:está|están|estás|estáis) (?:tomando"
            " el pelo|vacilando|mintiendo)"
            "|(?:es|será) (?:una )?(?:broma|tomadura de pelo)|lo dice en serio|cómo se atreve\\w*"
            "|quién se cree\\w*"
            "|debería darle vergüenza|qué vergüenza|haga su trabajo|hagan su trabajo|espabil\\w+"
            "|no me importa"
            "|me da igual|me importa un|no me lo puedo creer|no puedo creer que|es increíble"
            " que|nos veremos en los tribunales"
            "|hablará con nuestro abogado|se arrepentirá\\w*|última advertencia|último"
            " aviso(?=[.!])"
            "|(?:hacernos |hacer )?perder (?:el|mi|nuestro)"
            " tiempo|no (?:voy|vamos) a (?:tolerar|consentir|aguantar|permitir)": None,
        },
        Cause.INSULT: {
            f"(?P<it>esto|eso) es (?:{_VERY} )*(?:{_MAD}|una (?:vergüenza|tontería|locura|farsa"
            f"|estupidez))(?=\\s*[.!,]|$)": "{it} no nos resulta viable",
            f"(?:{_VERY} )*{_MAD}|(?:qué |menuda |vaya |una )?(?:tonterías?|estupide(?:z|ces)"
            f"|chorradas?|gilipolle(?:z|ces)|payasadas?"
            "|idiote(?:z|ces))|una vergüenza|una pérdida de tiempo|una (?:auténtica |verdadera"
            " )?chapuza": None,
            r"mierda|joder|coño|cabr[oó]n(?:es)?|gilipollas|idiotas?|imbécil(?:es)?"
            r"|mentiros[oa]s?|(?:usted |ustedes )?"
            r"(?:miente|mienten)|inútiles|hostia|maldit[oa]s?|puñeter\w+": None,
            "(?:poco|nada) profesional(?:es)?|falta de profesionalidad|no (?:entiende|entienden"
            "|se entera|se enteran) (?:de )?nada"
            "|no tiene(?:n)? (?:ni )?(?:la menor |la más mínima )?(?:ni )?idea|es que no sabe\\w*"
            " leer|sabe\\w* (?:usted )?leer": None,
        },
        Cause.SARCASM: {
            r"quizás? debería\w* (?:leer|pensar|aprender)|gracias .{0,50},? como siempre(?=[.!]"
            r"|$)": None,
            r"como si no tuviéramos (?:nada|otra)|(?:piense|piensen|lea|lean)(?:lo)? (?:bien"
            r" )?antes|todo el tiempo del mundo|no somos (?:adivinos|sus)|bola de cristal"
            r"|pobrecito": None,
            "gracias por nada|(?:buena )?suerte con eso|que (?:le|les) vaya bien con eso|qué"
            " (?:sorpresa|casualidad|típico|original)"
            "|menuda sorpresa|vaya sorpresa|típico(?=[.!]|$)|enhorabuena por (?:romper"
            "|fastidiar|haber)|felicidades por (?:romper|haber"
            " (?:roto|perdido))|(?:qué bien|qué amable|me alegro de) que (?:por fin|al fin"
            "|finalmente)|por fin (?:se digna|contesta"
            "|responde)\\w*|se ha dignado": None,
            "no es (?:tan |nada )(?:difícil|complicado)|no es (?:ingeniería|física|ciencia)"
            "|hasta un niño|un niño de|tan difícil es"
            "|qué parte (?:de|no)|qué tiene de difícil|con todo (?:el |mi |nuestro )?respeto"
            "|por si no se ha\\w* (?:enterado|dado cuenta)"
            "|si se hubiera\\w* (?:molestado|tomado la molestia)|su (?:supuest[oa]|llamad[oa])"
            "|como (?:si )?no supiera": None,
        },
        Cause.CURT: {
            r"arrégl\w+ (?:usted|ustedes|sol\w+)|sin comentarios|(?:la )?discusión (?:ha |está"
            r" )?(?:terminad|cerrad)\w+|nada más que (?:decir|añadir)|porque lo digo yo|no es mi"
            r" problema": None,
            "haga[ns]? lo que (?:quiera|quieran|le dé la gana|les dé la gana)|haz lo que"
            " quieras|(?:o )?lo toma(?:n|s)? o lo deja(?:n|s)?"
            "|punto final|y punto|fin de la discusión|usted verá|ustedes verán|allá"
            " usted(?:es)?|es lo que hay|mala suerte|qué le vamos a hacer"
            "|búsque(?:n)?se (?:a )?otr\\w+|búsquese la vida|(?:está|queda|ha quedado) claro[?]"
            "|entendido[?]|(?:lo )?(?:ha|han) entendido[?]"
            "|de una vez por todas|no es negociable|me explico[?]|y qué[?]": None,
            "^(?:lea|lean|lee|relea) (?:el|la|mi|nuestro|su) (?:contrato|correo|mensaje|oferta"
            "|manual|presupuesto)(?: primero| otra vez)?"
            "(?=[.!]|$)": None,
        },
        Cause.CERTAIN: {
            r"garantizad\w+ al 100|(?:resolverá|resuelve|soluciona|solucionará) (?:todo|todos)"
            r"|siempre (?:estaremos|disponibles)|día y noche|mejor .{0,20}(?:del mundo|del"
            r" mercado)|no (?:le|les) (?:fallaremos|defraudaremos)|(?:haremos|podemos hacer) todo"
            r" lo que|todo (?:funcionará|irá|saldrá) (?:perfect|bien)\w*": None,
            "(?:(?:le|les|te|os|se lo) )?garantizo que": "preveo que",
            "(?:(?:le|les|te|os|se lo) )?garantizamos que": "prevemos que",
            "(?:(?:le|les|te|os|se lo) )?(?:garantizo|garantizamos)|garantizad[oa]s?(?=[.!]|$|"
            " para| el| a)|(?:está|estará|queda)"
            " garantizad\\w+|(?:tiene|tienen|tienes|le doy|les doy|le damos) (?:mi|nuestra)"
            " palabra|palabra de honor|(?:se )?lo juro"
            "|confíe(?:n)? en (?:mí|nosotros)|créame": None,
            "sin falta|sin ninguna duda|sin duda alguna|pase lo que pase|cueste lo que cueste|a"
            " toda costa|sí o sí|como sea(?=[.!])": "si no surge ningún imprevisto",
            f"(?:con toda seguridad|seguro que|segurísimo|definitivamente|100 ?%"
            f" seguro)(?=.{{0,40}}{_READY})"
            f"|{_READY}.{{0,25}}"
            " (?:seguro|con toda seguridad|100 ?%)(?=[.!]|$)": None,
            "(?P<who>estoy|estamos) (?:\\w+ )?(?:segur[oa]s?|convencid[oa]s?) (?:al|a un)"
            " (?:100 ?%|cien por cien|ciento por ciento)"
            "|(?:estoy|estamos) (?:absolutamente|totalmente|completamente) (?:segur"
            "|convencid)[oa]s?": None,
            "(?:al )?(?:100 ?%|cien por cien) (?:segur[oa]s?|list[oa]s?|fiables?|garantizad\\w+"
            "|satisfech\\w+)|(?:estará|quedará|funcionará)"
            " (?:\\w+ )?(?:al )?(?:100 ?%|cien por cien)": None,
            "(?:le |les |te |os )?prometo que": "preveo que",
            "(?:le |les |te |os )?prometemos que": "prevemos que",
            "(?:se )?lo (?:prometo|prometemos)|prometido(?=[.!]$)|(?:absolutamente|totalmente"
            "|completamente) (?:seguro y|perfect[oa]|fiable"
            "|sin errores)|libre de (?:errores|fallos)|(?:sin|cero) (?:ningún |ni un solo |el"
            " menor )?(?:riesgo|errores|fallos)(?=[.!,]|$)"
            "|infalible|a prueba de (?:todo|fallos|balas)|(?:todo|quedará) (?:saldrá |será"
            " )?(?:perfecto|a la perfección)|le va a encantar"
            "|no se arrepentirá\\w*|cambios ilimitados|todo lo que (?:quiera|desee)": None,
        },
        Cause.NEVER: {
            "(?P<it>esto|eso|algo así) (?:no (?:volverá|va a volver) a|no) (?:pasar|ocurrir"
            "|suceder|pasará|ocurrirá|repetirse)(?: nunca)?(?: más|"
            " jamás)": "trabajamos para que {it} no se repita",
            "(?:esto|eso|algo así)? ?(?:no|nunca) (?:volverá|volverán|va|volveremos|más) a?"
            " ?(?:volver )?a? ?(?:pasar|ocurrir|suceder|repetirse|fallar"
            "|retras\\w+)(?: nunca)?(?: más| jamás)?|nunca más|jamás (?:volver|ocurr)\\w*|nunca"
            " volver\\w+": None,
            "nada (?:puede|podrá|va a) (?:salir|ir) mal|(?:es imposible|no puede) (?:que"
            " )?(?:fall|salir mal|ir mal)\\w*": "estamos preparados para los imprevistos",
            "no habrá (?:ningún |ninguna |más |ni un )*(?:retrasos?|problemas?|errores|error"
            "|fallos?|sorpresas?)(?: más)?|ningún riesgo(?=[.!,]|$)": None,
        },
        Cause.EASY: {
            "(?:no hay |sin )(?:absolutamente )?ningún (?:tipo de )?problema|ningún"
            " problema(?=[.!,]|$)|dalo por hecho|delo por hecho"
            "|denlo por hecho|(?:eso )?está hecho(?=[.!]|$)|pan comido|un juego de niños|en un"
            " abrir y cerrar de ojos|en un santiamén"
            "|lo que (?:usted )?(?:quiera|desee)(?=[.!]|$)": None,
        },
    },
    calm={
        Kind.OVERPROMISING: (
            "no (?:podemos|puedo|se|le|les|es|está|estamos|estoy)|nadie|si|era|fue|fueron|tampoco"
            "|para que"
        ),
        Kind.HEATED: (
            "sentimos|siento|disculpas?|nuestro (?:propio )?error|por nuestra parte|culpa nuestra"
            "|entiendo|entendemos|comprendo|gracias|hemos sido|usted (?:escribe|dice)|no (?:es|son"
            "|está)\\s*$"
        ),
        Kind.BLAMING: "quizás?|tal vez|a lo mejor|creo que|posiblemente",
    },
    curt=(
        "no|falso|imposible|ni hablar|de ninguna manera|jamás|nunca|olvídelo|no hay tiempo|y qué"
        "|vea el contrato|mal"
    ),
)
