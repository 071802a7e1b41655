"""The tone of Portuguese, of both sides of the ocean.  Pure."""

from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = (
    "(?:disse|dissemos|expliquei|explicámos|explicamos|escrevi|escrevemos|repeti|repetimos"
    "|mencionei|mencionámos|mencionamos|avisei|avisámos|avisamos"
    "|referi|referimos|pedi|pedimos|informei|dito|explicado|mencionado|repetido|referido|falei"
    "|falamos|comentei|tinha dito|tínhamos dito|havia dito)"
)
_OFTEN = (
    r"(?:(?:várias|muitas|mil|cem|inúmeras|tantas|repetidas|diversas|duas|três|quatro) vezes|em"
    r" (?:várias|diversas) ocasiões|vezes sem conta|repetidamente"
    r"|uma e outra vez|mais de uma vez)"
)
_VERY = (
    "(?:simplesmente|absolutamente|totalmente|completamente|realmente|verdadeiramente"
    "|francamente|muito|tão|demasiado|mesmo|toda|todo|só|apenas|inteiramente"
    "|exclusivamente|claramente|unicamente|pura e simplesmente)"
)
_MAD = (
    r"(?:ridícul[oa]s?|absurd[oa]s?|estúpid[oa]s?|idiotas?|imbecil|imbecis|inaceitáve(?:l|is)"
    r"|inadmissíve(?:l|is)|vergonhos[oa]s?|escandalos[oa]s?"
    r"|incompetentes?|patétic[oa]s?|infanti(?:l|s)|insultuos[oa]s?|intoleráve(?:l|is)"
    r"|lamentáve(?:l|is)(?! (?:erro|lapso))|arrogantes?|inúte(?:l|is)"
    r"|inútil|indecentes?|insano|insana)"
)
_READY = "(?:pront[oa]s?|feit[oa]s?|termin\\w+|entreg\\w+|online|no ar|resolvid[oa]s?|conclu\\w+)"

RULES = Rules(
    words={
        Cause.TOLD: {
            r"como (?:lhe |vos )?continu(?:o|amos) a (?:dizer|repetir)\w*|como (?:estou|estamos)"
            r" sempre a dizer": None,
            r"(?:eu )?bem (?:avisei|avisámos|disse|dissemos)|(?:tinha|tínhamos|havia)"
            r" avisado": None,
            f"(?:tal )?como (?:eu |nós )?já (?:lhe |lhes |te |vos |o |o senhor )*{_SAID}(?:"
            f" {_OFTEN})?": "como referido",
            f"(?:tal )?como (?:eu |nós )?(?:lhe |lhes |te |vos )*(?:já )?{_SAID} (?:já"
            f" )?{_OFTEN}": "como referido",
            f"(?:eu |nós )?já (?:lhe|lhes|te|vos)? ?{_SAID}(?: (?:isto|isso|lhe|lhes))?(?:"
            f" {_OFTEN})?(?="
            f" (?:que|isto|isso|{_OFTEN})|[.!,]|$)"
            f"|já {_SAID}-lhes?|{_SAID}(?:-lhes?|-vos)? (?:isto |isso )?{_OFTEN}": None,
            "quantas vezes (?:tenho|temos|preciso|é preciso|devo|já)|pela (?:terceira|quarta"
            "|quinta|enésima|milésima|última) vez(?=[,:]| (?:lhe|digo|peço))"
            "|(?:não gosto|detesto|odeio) (?:de )?(?:me )?repetir": None,
        },
        Cause.SHOULD: {
            r"(?:deveria|deveriam|devia|deviam|devias|tinha de|tinham de|tinha que|tinham que"
            r"|deverias|poderia|poderiam|podia|podiam)"
            r" ter(?:-nos|-me|-lhe|-se)?(?: nos| me)? (?!recebido|chegado|sido|estado|acesso"
            r"|visto um)\w+[dts]o": None,
            r"não (?:deveria|deveriam|devia|deviam) ter\w*": None,
            r"se (?:nos |me |o |a |vocês |o senhor |a senhora )*(?:tivesse|tivessem"
            r"|tivesses)(?:-nos)? (?:respondido|lido|dito|avisado|enviado|mandado|ouvido|escutado"
            r"|verificado|pago|feito|decidido|entregue|informado|prestado)": None,
            r"(?:por que|porque|porquê|por que é que|porque é que) (?:vocês |o senhor )?não"
            r" (?:nos |me |o |se )*(?:diss|avis|respond|le[uiem]|ouv|perguntou|pode|olh"
            r"|lig)\w*": None,
        },
        Cause.FAULT: {
            r"(?:deixou|deixaram)-nos (?:ficar mal|pendurados)|(?:a culpa|culpa) é (?:sua|vossa)|é"
            r" (?:tudo )?por (?:sua|vossa) (?:culpa|causa)|nunca (?:nos )?(?:responderam|respondeu"
            r"|leram|leu)": None,
            "(?:foi|foram) (?:o senhor|a senhora|você|vocês) (?:que|quem)|(?:temos|tenho) sempre"
            " de (?:andar atrás|correr atrás)|(?:a sua|a vossa) equipa?e? (?:falhou|esqueceu"
            "|nunca)"
            "|por (?:sua|vossa) causa": None,
            f"(?:{_VERY} )*(?:por )?culpa (?:é )?(?:{_VERY} )*(?:sua|vossa|tua|de vocês)|por"
            f" (?:sua|vossa|tua) culpa|a (?:sua|vossa) culpa|(?:a culpa é) (?:{_VERY} )*"
            "(?:sua|vossa|de vocês)|(?:devido a[os]?|por causa d[oae]s?) (?:seus?|suas?|vossos?"
            "|vossas?) (?:atrasos?|erros?|negligência|descuido|lentidão|indecisão)": None,
            "não é (?:um )?(?:problema|erro|culpa) (?:nosso|nossa|meu|minha)|não é (?:o )?nosso"
            " problema|(?:isso )?é (?:um )?problema (?:seu|vosso|de vocês)": None,
            "(?:mais uma vez|outra vez|de novo|novamente),? (?:vocês )?(?:enviou|enviaram"
            "|mandou|mandaram|esqueceu|esqueceram|mudou|mudaram|falhou|falharam|chegou|atrasou)"
            "|voltou a (?:esquecer|errar|falhar|mudar|enviar o)\\w*|(?:ignorou|ignoraram"
            "|negligenciou|estragou|estragaram|arruinou) (?:o|a|os|as|tudo|nosso)"
            "|porque (?:você|vocês) (?:não|nunca)|recusou-se a": None,
            "(?:é evidente|é óbvio|está claro|claramente|nota-se|vê-se|obviamente"
            "|evidentemente),? (?:que )?(?:você |vocês |o senhor )?(?:não|nem|nunca) (?:le\\w+"
            "|sab\\w+|entend\\w+"
            "|perceb\\w+|viu|olh\\w+|quer\\w*)(?: \\w+)?": None,
        },
        Cause.ALWAYS: {
            r"(?:vocês |você |o senhor )nunca (?:nos |me )?(?:respond|le[eium]|ouv|cumpr|avis"
            r"|pag|envi|mand|entreg|diz|est[áã]o? (?:content|satisf))\w*|nunca (?:nos |me )"
            r"(?:respond|avis|ouv|diz)\w*|nunca (?:respondem?|cumprem?|ouvem?|leem?)|(?:está"
            r"|estão|estás) sempre a (?:mudar|queixar|pedir|alterar|reclamar)\w*"
            r"|(?:muda|mudam|reclama|queixa-se|esquece|altera)\w* sempre|sempre (?:muda|mudam"
            r"|reclama|esquece|altera)\w*|(?:não param?|não deixam?) de (?:mudar|reclamar|pedir)"
            r"|(?:muda|mudam) constantemente|vive (?:mudando|reclamando)": None,
        },
        Cause.ANGER: {
            r"inacreditável(?=[.!]|$)|má-fé|má fé|(?:põe|põem)-(?:me|nos) (?:doid|maluc)\w+|que"
            r" (?:desastre|escândalo|circo)|(?:aos|dos) nervos|longe demais|não fale\w* (?:assim"
            r" )?(?:comigo|connosco)": None,
            "(?:passou|passaram|está a passar|estão a passar) dos limites|(?:é|são) (?:o|a|os)"
            " pior(?:es)? (?:\\w+ )?(?:que|cliente)|não somos (?:os )?(?:seus|vossos)": None,
            f"(?P<who>estou|estamos) (?:{_VERY} )*(?:furios[oa]s?|zangad[oa]s?|irritad[oa]s?"
            f"|indignad[oa]s?|chatead[oa]s?|revoltad[oa]s?)": None,
            f"(?:estou|estamos) (?:{_VERY} )*(?:fart[oa]s?|chei[oa]s?|cansad[oa]s?)(?: de)?|já"
            f" chega|chega(?=[.!]$)|basta(?=[.!]$)|é o cúmulo|isto é demais": None,
            "(?:a )?(?:minha|nossa) paciência (?:\\w+ ){0,3}?(?:acabou|limites?|esgotou"
            "|esgotada|fim)|(?:estou|estamos) a perder a paciência|perdi a paciência": None,
            "(?:pare|parem|para|deixe|deixem) de (?:nos |me )?(?:fazer|ligar|incomodar|reclamar"
            "|mudar|mentir|perder|chatear)\\w*(?: \\w+)?|(?:está|estão) (?:a gozar|a brincar"
            "|brincando|gozando)"
            "(?: (?:comigo|connosco|conosco))?|(?:é|só pode ser) (?:uma )?(?:brincadeira|piada)"
            "|como (?:se atreve|ousa)\\w*|que vergonha|tenha vergonha|quem (?:pensa|julga) que é"
            "|faça o seu trabalho|façam o vosso trabalho|acordem|não quero saber|estou-me nas"
            " tintas|não acredito que|é incrível que|vemo-nos em tribunal|nosso advogado"
            "|vai arrepender-se|vai se arrepender|último aviso(?=[.!])|(?:fazer-nos |nos fazer "
            "|fazer )?perder (?:o nosso |o meu )?tempo|não (?:vou|vamos) (?:tolerar|aturar"
            "|admitir)"
            "|deixem-nos em paz": None,
        },
        Cause.INSULT: {
            f"(?P<it>isto|isso) é (?:{_VERY} )*(?:{_MAD}|uma (?:vergonha|loucura|farsa"
            f"|palhaçada))(?=\\s*[.!,]|$)": "{it} não é viável para nós",
            f"(?:{_VERY} )*{_MAD}|(?:que |um |uma )?(?:disparates?|parvoíces?|estupide(?:z|zes)"
            f"|idioti(?:ce|ces)|palhaçadas?|bobage(?:m|ns)|asneiras?)|uma vergonha|uma perda de"
            f" tempo": None,
            r"merda|porra|caralho|foda-se|cabr[ãõ]\w+|idiotas?|imbecis|mentiros[oa]s?|(?:está"
            r"|estão) a mentir|incapazes|maldit[oa]s?|burr[oa]s?": None,
            "(?:pouco|nada) profissiona(?:l|is)|falta de profissionalismo|não (?:percebe"
            "|percebem|entende|entendem) (?:mesmo )?nada|não faz(?:em)? (?:a mínima )?ideia(?="
            " do| de)"
            "|sabe\\w* ler|não sabe\\w* ler": None,
        },
        Cause.SARCASM: {
            r"talvez deve(?:sse|ssem|ria|riam) (?:ler|pensar|aprender)|obrigad[oa] .{0,50},? como"
            r" (?:sempre|de costume)(?=[.!]|$)": None,
            r"como se não tivéssemos (?:mais )?nada|(?:pense|pensem|leia|leiam) (?:bem )?antes"
            r"|todo o tempo do mundo|não somos (?:adivinhos|os seus|os vossos)|bola de cristal"
            r"|coitadinh\w+": None,
            "obrigad[oa] por nada|boa sorte com (?:isso|isto)|^boa sorte então|que (?:surpresa"
            "|novidade|coincidência)|mas que surpresa|típico(?=[.!]|$)|parabéns por (?:estragar"
            "|ter (?:estragado"
            "|perdido))|(?:que bom|que simpático|ainda bem) que (?:finalmente|por fim)"
            "|finalmente (?:respondeu|se dignou|responde|decidiu responder)\\w*|dignou-se": None,
            "não é (?:assim )?tão (?:difícil|complicado)|não é (?:física|ciência)|até uma"
            " criança|é assim tão difícil|(?:que|qual) parte|com todo o respeito|caso não tenha\\w*"
            " (?:reparado|percebido|notado)"
            "|se se tivesse dado ao trabalho|tivesse dado ao trabalho|(?:o seu|a sua|os seus)"
            " (?:suposto|suposta|supostos|chamado)|o que esperava": None,
        },
        Cause.CURT: {
            r"sem comentários|(?:a )?discussão (?:está |foi )?(?:encerrada|terminada)|nada (?:mais"
            r" )?a acrescentar|porque eu digo|não é problema meu": None,
            "faça[m]? (?:como|o que) (?:quiser|quiserem|entender)|faz o que quiseres|(?:é"
            " )?pegar ou largar|ponto final|e ponto(?=[.!]|$)|fim de discussão|fim da discussão"
            "|azar o (?:seu|vosso)|é a vida"
            "|desenrasquem-se|arranjem outro|procure outro|(?:está|ficou|fui) claro[?]"
            "|entendido[?]|percebeu[?]|entendeu[?]|de uma vez por todas|não é negociável|e"
            " daí[?]|é o que há|^paciência(?=[.!]$)": None,
            "^(?:leia|leiam|lê|releia) (?:o|a|o meu|a minha|o nosso|o seu) (?:contrato|e-mail"
            "|mail|mensagem|proposta|manual|orçamento)(?: primeiro| outra vez)?(?=[.!]|$)": None,
        },
        Cause.CERTAIN: {
            r"(?:resolve|resolverá|vai resolver) (?:tudo|todos)|dia e noite|sempre (?:disponíveis"
            r"|ao seu dispor)|melhor .{0,20}(?:do mundo|do mercado)|não (?:o |a |vos )?(?:vamos"
            r" )?desilud\w+|tudo (?:vai|irá) (?:correr|funcionar) (?:bem|perfeit\w+)|(?:fazemos"
            r"|podemos fazer) tudo o que": None,
            "garanto(?:-lhes?|-vos|-te)? que": "prevejo que",
            "garantimos(?:-lhes?|-vos|-te)? que": "prevemos que",
            "(?:garanto|garantimos)(?:-lhes?|-vos|-te)?|garantid[oa]s?(?=[.!]|$| para| até)"
            "|(?:tem|têm|tens|dou-lhe|damos-lhe) a (?:minha|nossa) palavra|palavra de honra"
            "|juro(?:-lhe)?(?= que|[.!,])"
            "|confie em (?:mim|nós)|acredite em mim|pode(?:m)? ter a certeza": None,
            "sem falta|custe o que custar|aconteça o que acontecer|a todo o custo|a qualquer"
            " custo|haja o que houver|sem qualquer dúvida|sem sombra de"
            " dúvida": "salvo imprevistos",
            f"(?:com toda a certeza|com certeza absoluta|definitivamente|certamente|de"
            f" certeza)(?=.{{0,40}}{_READY})|{_READY}.{{0,25}} (?:de certeza|com certeza|100"
            f" ?%)(?=[.!]|$)": None,
            "(?:temos|tenho) (?:100 ?%|cem por cento|a certeza absoluta|absoluta) (?:de"
            " )?(?:certeza)?|(?:100 ?%|cem por cento) (?:de certeza|cert[oa]s?|segur[oa]s?"
            "|pront[oa]s?|garantid[oa]s?|fiáve\\w+)"
            "|(?:absolutamente|totalmente) (?:cert[oa]s?|segur[oa]s? de|convencid[oa]s?)"
            "|(?:ficará|estará|vai estar) (?:\\w+ )?(?:a )?100 ?%": None,
            "prometo(?:-lhes?|-vos|-te)? que": "prevejo que",
            "prometemos(?:-lhes?|-vos|-te)? que": "prevemos que",
            "(?:prometo|prometemos)(?:-lhes?|-vos|-te)?(?=[.!,]|$)|prometido(?=[.!]$)|(?:sem"
            "|zero|livre de) (?:qualquer |nenhum |quaisquer )?(?:erros|bugs|risco|riscos"
            "|falhas)(?=[.!,]|$)|infalíve(?:l|is)|à prova de"
            " (?:tudo|falhas|bala)|(?:absolutamente|totalmente) (?:perfeit[oa]|fiável|seguro e)"
            "|(?:tudo )?(?:ficará|será|vai ficar) (?:\\w+ )?perfeit[oa]|vai adorar|não se vai"
            " arrepender|não vai se arrepender"
            "|alterações ilimitadas|tudo o que (?:quiser|desejar)": None,
        },
        Cause.NEVER: {
            "(?P<it>isto|isso|tal coisa|algo assim) nunca mais (?:vai )?(?:acontecer|acontecerá"
            "|se repetirá|volta a acontecer|irá acontecer)|(?:isto|isso) não (?:volta|voltará"
            "|vai voltar) a acontecer(?: nunca mais|, nunca mais|"
            " jamais)": "trabalhamos para que isto não se repita",
            "nunca mais|jamais voltar\\w*": None,
            "nada (?:pode|poderá|vai) (?:correr|dar) (?:mal|errado)|não (?:pode|há como)"
            " (?:falhar|dar errado|correr mal)": "estamos preparados para imprevistos",
            "não (?:haverá|vai haver|vão haver|teremos|terá) (?:mais )?(?:nenhum |nenhuma "
            "|quaisquer |qualquer )*(?:atrasos?|problemas?|erros?|falhas?|surpresas?|bugs?)"
            "|nenhum risco(?=[.!,]|$)|risco zero": None,
        },
        Cause.EASY: {
            "(?:não há |sem )(?:absolutamente )?(?:problema nenhum|nenhum problema|qualquer"
            " problema)|problema nenhum|nenhum problema(?=[.!,]|$)|(?:considere|dê|deem|pode"
            " dar)(?:-o)? (?:isso )?(?:como |por )?feito|canja"
            "|uma brincadeira de crianças|num piscar de olhos|num instante|moleza|o que"
            " (?:quiser|desejar)(?=[.!]|$)": None,
        },
    },
    calm={
        Kind.OVERPROMISING: (
            "não (?:podemos|posso|se|lhe|é|está|estamos|há garant\\w+)|ninguém|se|era|foi|foram"
            "|nem|para que"
        ),
        Kind.HEATED: (
            "lament\\w+|desculp\\w+|nosso (?:próprio )?erro|da nossa parte|culpa nossa|culpa foi"
            " nossa|compreend\\w+|entendo|entendemos|obrigad[oa](?! por nada)|fomos|escreve|não"
            " (?:é|são|está)\\s*$"
        ),
        Kind.BLAMING: "talvez|se calhar|provavelmente|creio que|acho que|possivelmente",
    },
    curt=(
        "não|falso|errado|impossível|nem pensar|de maneira nenhuma|jamais|nunca|esqueça|sem tempo"
        "|e daí|ver contrato"
    ),
)
