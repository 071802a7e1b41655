"""The tone of French.  Pure."""

from orchestrator.digest.tone_fr_curt import CURT
from orchestrator.digest.tone_rules import Cause, Kind, Rules

_SAID = (
    "(?:dit|expliqué|répété|écrit|signalé|indiqué|précisé|mentionné|demandé|rappelé|prévenus?"
    "|annoncé)"
)
_OFTEN = (
    r"(?:à (?:plusieurs|maintes|de nombreuses|de multiples) reprises|plusieurs fois|maintes"
    r" fois|mille fois"
    r"|cent fois|\w+ fois|souvent|sans cesse|encore et encore)"
)
_VERY = (
    "(?:tout simplement|simplement|totalement|complètement|absolument|vraiment|tout à fait"
    "|parfaitement"
    "|entièrement|tout bonnement|franchement|juste|carrément|uniquement|exclusivement"
    "|clairement|bien"
    "|entierement|proprement|tellement|trop|très|plus que)"
)
_MAD = (
    r"(?:ridicules?|absurdes?|stupides?|idiote?s?|débiles?|grotesques?|inadmissibles?"
    r"|inacceptables?"
    r"|scandaleu(?:x|se|ses)|honteu(?:x|se|ses)|lamentables?|aberrante?s?|insensée?s?"
    r"|incompétente?s?"
    r"|pathétiques?|puérile?s?|insultante?s?|intolérables?|insupportables?|irresponsables?"
    r"|arrogante?s?"
    r"|minables?|nulle?s? à chier|n'importe quoi)"
)

RULES = Rules(
    words={
        Cause.TOLD: {
            r"comme (?:je|nous) (?:ne )?(?:vous )?(?:cesse|cessons|n'arrête|n'arrêtons)(?: pas)?"
            r" de (?:vous )?(?:le )?(?:dire|répéter)": None,
            r"(?:je|nous) (?:vous |t'|te )(?:avais|avions|ai|avons) (?:pourtant |bien"
            r" )?(?:prévenue?s?|avertie?s?)|on vous (?:l'avait|avait) (?:bien )?(?:dit"
            r"|prévenus?)": None,
            f"(?:je|nous) (?:vous |te |l'|le )*(?:ai|avons) (?:pourtant|bien) (?:bien"
            f" )?{_SAID}": None,
            f"comme (?:je|nous) (?:vous |te |l'|le |les |la |lui )*(?:ai|avons|avais|avions)"
            f" (?:déjà |pourtant )+{_SAID}(?: {_OFTEN})?": "comme indiqué",
            f"comme (?:je|nous) (?:vous |te |l'|le |les |la |lui )*(?:ai|avons|avais|avions)"
            f" (?:bien )?{_SAID} {_OFTEN}": "comme indiqué",
            f"comme (?:déjà|mentionné {_OFTEN}|dit {_OFTEN}|répété)(?: {_SAID})?(?:"
            f" {_OFTEN})?": "comme indiqué",
            f"(?:je|nous) (?:vous |te |l'|le |vous l'|te l'|vous en )*(?:ai|avons) (?:pourtant"
            f" )?déjà"
            f" {_SAID}|(?:je|nous) (?:vous |te |l'|le |vous l'|te l')*(?:ai|avons) (?:pourtant "
            f"|bien )*{_SAID}"
            f"(?: (?:cela|ça|tout cela))? {_OFTEN}": None,
            "combien de fois|pour la (?:troisième|quatrième|cinquième|dixième|énième|centième"
            "|dernière) fois"
            "(?=[,:]| je| nous|[.!]$)|je (?:me répète|déteste me répéter|ne vais pas (?:me"
            " )?répéter)"
            "|(?:je|on) vous l'avai[ts] (?:bien )?dit": None,
        },
        Cause.SHOULD: {
            r"vous auriez (?:dû|du|pu) (?P<verb>(?:nous |me |le |la |les |en |y |l'|vous |au"
            r" moins )*\w+(?:er|ir|re|oir))": "cela nous aiderait que vous puissiez {verb}",
            r"tu aurais (?:dû|du|pu) (?P<verb>(?:nous |me |le |la |les |en |y |l'|te )*\w+(?:er"
            r"|ir|re|oir))": "cela nous aiderait que tu puisses {verb}",
            r"(?:vous n'auriez|tu n'aurais) (?:pas|jamais) (?:dû|du)|(?:auriez-vous|aurais-tu)"
            r" (?:pas )?dû"
            r"|vous étiez (?:censée?s?|supposée?s?)|il fallait (?:nous |me )?(?:le dire"
            r"|prévenir|lire|répondre"
            r"|réfléchir|y penser)": None,
            r"si (?:vous aviez|tu avais) (?:au moins |seulement |simplement |bien |vraiment"
            r" )*(?:répondu|lu"
            r"|dit|envoyé|prévenu|écouté|vérifié|payé|informé|fait|testé|décidé|validé|signé"
            r"|livré|respecté"
            r"|pris la peine|daigné|réagi|prêté)": None,
            r"pourquoi (?:ne |n')?(?:nous |me |le |l'|nous l'|m'|l')*(?:avez-vous|as-tu"
            r"|n'avez-vous|n'as-tu)"
            r"(?: pas)?|pourquoi (?:est-ce que )?(?:vous|tu) n(?:e |')|pourquoi ne (?:pouvez"
            r"|lisez|répondez)": None,
        },
        Cause.FAULT: {
            r"(?:vous nous|tu nous) (?:mettez|mets|faites|fais) (?:dans|perdre|attendre)|vous nous"
            r" avez (?:laissé|lâché|fait perdre)|c'est à cause de (?:vous|toi)|vous n'avez"
            r" (?:toujours |même )?(?:jamais|rien) (?:répondu|lu|dit|fait|envoyé|compris)": None,
            "c'est (?:bien )?vous qui (?:avez|êtes)(?! (?:raison|trouvé))|(?:à nous|c'est nous) de"
            " (?:toujours |sans cesse )?vous (?:courir après|relancer)"
            "|(?:toujours|sans cesse) (?:vous )?(?:courir après|relancer)|votre équipe (?:a|n'a"
            "|ne) (?:\\w+ )?(?:échoué|raté|oublié|jamais|rien)": None,
            f"(?:{_VERY} )*(?:de |par |c'est )?(?:votre|ta) (?:propre )?faute|vous êtes (?:{_VERY}"
            f" )*(?:le"
            f" seul |les seuls |seuls? )?(?:responsables?|fautifs?|coupables?) (?:de (?:ce"
            f"|cette|ces|la|tout)|du)"
            f"|la faute (?:vous |est )?(?:revient|à vous|la vôtre)|à cause de vous|par votre"
            f" (?:faute|négligence)"
            f"|(?:à cause de|en raison de|du fait de) (?:votre|vos) (?:retards?|erreurs?"
            f"|négligences?|lenteur"
            f"|indécision|fautes?)": None,
            "(?:n'est|n'était) pas (?:notre|mon) (?:problème|faute|affaire|boulot)|(?:c'est"
            "|cela reste)"
            " (?:bien )?votre (?:problème|affaire)(?=[.!,]|$)|pas notre problème": None,
            r"vous avez (?:encore |simplement |tout simplement |manifestement |tout |une fois"
            r" de plus )*"
            r"(?:ignoré|négligé|refusé de|gâché|omis|oublié de|saboté|ruiné|tout raté)|parce"
            r" que vous (?:n'avez"
            r" (?:pas|jamais|rien)|avez (?:refusé|oublié|ignoré|changé d'avis|tardé))": None,
            "(?:encore une fois|une fois de plus|une nouvelle fois),? (?:vous|tu) (?:n'|ne"
            " )?(?:avez|as|êtes)?"
            "|vous avez (?:encore|de nouveau) (?:envoyé|oublié|changé|raté|manqué)": None,
            r"(?:manifestement|visiblement|apparemment|évidemment|de toute évidence"
            r"|clairement),? (?:vous|tu)"
            r" n(?:e |')\w+(?: \w+)? (?:pas|rien|jamais)?|vous n(?:e |')\w+ (?:manifestement"
            r"|visiblement"
            r"|apparemment|clairement) (?:pas|rien|jamais)(?: \w+)?": None,
        },
        Cause.ALWAYS: {
            r"(?:vous|tu) ne (?:nous |me |les |l')?(?:répond|li[st]|pay|respect|écout|préven"
            r"|rappel|tien|livr"
            r"|envoy|donn|dit|dites|fai|comprend|compren|pren)\w* jamais|(?:vous|tu) n'(?:avez"
            r"|as|êtes|écout|envoy)\w*"
            r" jamais (?:répondu|lu|écouté|dit|envoyé|respecté|contents?|satisfaits?|à l'heure"
            r"|été)": None,
            r"(?:vous|tu) (?:change|oubli|demand|vous plaign|réclam|critiqu|repouss|modifi"
            r"|êtes)\w*(?: \w+)?"
            r" (?:sans cesse|toujours|constamment|tout le temps|sans arrêt|en permanence)"
            r"|vous (?:n'arrêtez|ne cessez) (?:pas )?de|à chaque fois (?:c'est pareil|la même)"
            r"|c'est toujours (?:la même chose|pareil) avec vous": None,
        },
        Cause.ANGER: {
            r"mauvaise foi|incroyable(?=[.!,]|$)|(?:me|nous) (?:rend|rendez|rendre) (?:fou|dingue"
            r"|fous)|(?:sur les|sur nos|à bout de) nerfs|(?:m'|nous )(?:énerve|énervez"
            r"|exaspère)\w*|le comble|quel (?:scandale|désastre|cirque)|allez (?:\w+ )?trop loin"
            r"|la goutte|on ne (?:me|nous) parle pas|je n'ai pas le temps pour": None,
            "(?:dépasse[zs]?|dépassent) les (?:bornes|limites)|vous (?:exagérez|abusez|charriez)"
            "|c'est (?:vraiment )?le pire|nous ne sommes pas vos": None,
            f"(?P<who>je suis|nous sommes) (?:{_VERY} )*(?:furieu(?:x|se|ses)|en colère"
            f"|énervée?s?|outrée?s?"
            "|scandalisée?s?|excédée?s?|consternée?s?|exaspérée?s?|agacée?s?)": "{who} préoccupés",
            "(?:j'en ai|nous en avons|on en a|j'en ai vraiment) (?:\\w+ )?(?:assez|marre"
            "|ras-le-bol|plein le dos)"
            "(?: de)?|ras-le-bol|ça suffit|cela suffit(?=[.!]|$)|trop c'est trop|la coupe est"
            " pleine"
            "|c'est la goutte d'eau": None,
            "(?:ma|notre) patience (?:\\w+ ){0,4}?(?:limites?|bout|épuisée|terminée)|(?:je suis"
            "|nous sommes)"
            " à bout|(?:perds|perdons) patience": None,
            "arrêtez (?:de|donc|tout de suite)|cessez (?:de|donc)|laissez-(?:nous|moi)"
            " tranquilles?|fichez-nous"
            "|vous vous (?:moquez|fichez|foutez) (?:de|du)|vous plaisantez|vous rigolez|c'est"
            " une (?:blague"
            "|plaisanterie)|de qui se moque-t-on|comment osez-vous|pour qui vous prenez-vous"
            "|vous n'avez pas honte"
            "|honte à vous|faites votre (?:travail|boulot)|réveillez-vous|je m'en (?:fiche|fous"
            "|moque)"
            "|on s'en (?:fiche|fout)|je n'en (?:reviens|crois) pas|c'est incroyable que|vous"
            " (?:allez|risquez de)"
            " (?:le )?regretter|on se (?:verra|reverra) au tribunal|notre avocat|dernier"
            " avertissement"
            "|(?:faire )?perdre (?:notre|mon) temps|nous n'accepterons plus|je ne (?:tolérerai"
            "|supporterai)": None,
        },
        Cause.INSULT: {
            f"(?P<it>c'|ce n'|cela |ceci )est (?:{_VERY} )*(?:{_MAD}|une honte|une farce|du"
            f" grand n'importe quoi)"
            "(?=\\s*[.!,]|$)": "cela ne nous convient pas",
            f"(?:{_VERY} )*{_MAD}|quelle (?:honte|stupidité|bêtise|farce|blague)|(?:des |que"
            f" des |de la )?(?:bêtises"
            "|conneries|foutaises|sottises|âneries)|du (?:grand )?n'importe quoi|c'est une"
            " honte|une perte de temps": None,
            r"merde|putain|bordel|foutus?|foutre|(?:sale|gros|bande de) cons?|connards?|idiots?"
            r"|imbéciles?|crétins?"
            r"|menteurs?|incapables|bande de|amateurs(?=[.!])|vous mentez|tu mens|c'est un"
            r" mensonge|bons à rien": None,
            "(?:pas|guère|peu) (?:très |du tout |vraiment )?professionnel(?:le|s|les)?|manque"
            " de professionnalisme"
            "|vous ne comprenez (?:vraiment |décidément )?(?:rien|pas (?:un mot|ce que))|vous"
            " n'y (?:comprenez|connaissez)"
            " rien|aucune idée de ce que vous|savez-vous (?:seulement |même |au moins )?lire": None,
        },
        **CURT,
        Cause.CERTAIN: {
            r"garanti(?:e|s|es)? à (?:100 ?%|cent)|(?:résoudra|résout|règle|réglera) (?:tous|tout)"
            r"|toujours (?:là|disponibles?|joignables?) pour vous|jour et nuit|(?:meilleure?"
            r"|parfaite?) .{0,20}(?:au monde|du monde|du marché)|(?:ne vous|jamais) (?:décevr"
            r"|décev)\w+|n'aurez plus (?:jamais )?(?:aucun|de) (?:problème|souci)s?|(?:compter"
            r"|compter) sur nous à 100|tout (?:fonctionnera|marchera|ira) (?:\w+ )?(?:parfaitement"
            r"|bien)": None,
            "(?:je|nous) (?:vous |te |le |vous le )?garanti(?:s|ssons) (?:que|qu')": None,
            "(?P<who>nous) (?:vous )?garantissons que": "nous pensons que",
            "(?:je|nous) (?:vous |te |le |vous le )?garanti(?:s|ssons)|garanti(?:e|s|es)?(?="
            " (?:pour|demain|lundi"
            "|mardi|mercredi|jeudi|vendredi)\\b)|(?:est|sera|sont|seront) (?:absolument )?garanti"
            "(?:e|s|es)?(?! (?:par|sans|au))": None,
            "sans faute|à coup sûr|quoi qu'il arrive|coûte que coûte|à tout prix|sans le"
            " moindre doute|sans aucun doute"
            "(?=.{0,40}(?:prêt|fini|livr|ligne))": "sauf imprévu",
            "(?:sûre?s?|certaine?s?|convaincue?s?) à (?:100 ?%|cent pour cent|1000 ?%)"
            "|(?:absolument|tout à fait"
            "|totalement) (?:sûre?s?|certaine?s?)": "confiants",
            "(?:à )?(?:100 ?%|cent pour cent) (?:sûre?s?|certaine?s?|prête?s?|fiables?"
            "|sécurisée?s?|garantie?s?|satisfaits?"
            "|parfaite?s?|opérationnel\\w*)|(?:sera|seront|serez) (?:\\w+ )?à 100 ?%": None,
            "(?:je|nous) (?:vous |te )?(?:promets|promettons) (?:que|qu')": None,
            "(?:je|nous) (?:vous |te )?(?:le )?(?:promets|promettons)(?=[.!,]|$)"
            "|promis(?=[.!]$)|promis juré"
            "|(?:vous avez|je vous donne|nous vous donnons) (?:ma|notre) parole|je (?:vous"
            " )?(?:le )?jure|faites-moi confiance"
            "|croyez-moi|vous pouvez en être (?:sûr|certain)": None,
            "sans (?:aucun |le moindre )(?:bug|bogue|problème|risque|défaut)|zéro (?:risque|bug"
            "|défaut|problème)|infaillible"
            "|(?:absolument|totalement|entièrement) (?:parfaite?|fiables?|sûr et|sécurisée?"
            "|sans risque)|sera parfait"
            "|(?:tout|ce) sera (?:absolument )?parfait|vous (?:allez adorer|serez (?:ravis?"
            "|éblouis?|bluffés?)|ne le regretterez"
            " pas|ne serez pas déçus?)|modifications illimitées|tous vos (?:désirs|problèmes"
            "|souhaits)|tout ce que vous voulez": None,
            "(?:sera|seront|aurez|livrerons|livrera|finirons|terminerons|mettrons) (?:\\w+"
            " )?(?:certainement|sûrement|forcément"
            "|assurément|absolument|définitivement)(?=.{0,60}(?:demain|lundi|mardi|mercredi"
            "|jeudi|vendredi|semaine|heure"
            "|prêt|fini|ligne))": None,
        },
        Cause.NEVER: {
            r"aucune chance (?:de|que) .{0,20}(?:retard|problème|erreur)s?": None,
            "(?:cela|ça|ceci) ne (?:se (?:re)?produira|arrivera|se passera) (?:plus jamais"
            "|jamais plus|plus)": "nous faisons en sorte que cela ne se répète pas",
            "plus jamais|jamais plus": None,
            "rien ne (?:peut|pourra|va) (?:mal )?(?:se passer|tourner|aller|arriver|échouer|mal"
            " tourner|mal se passer)(?: mal)?": "nous sommes préparés aux imprévus",
            "il n'y aura (?:plus )?(?:aucun|plus aucun|plus de|pas de|aucune|plus aucune)"
            " (?P<what>retards?|problèmes?|bugs?"
            "|erreurs?|surprises?|pannes?)": None,
            "(?:ne peut|ne pourra) (?:absolument )?pas (?:échouer|rater|tomber en panne)|aucun"
            " risque(?=[.!,]|$)|plus aucun"
            " (?:retard|problème|bug)|impossible que (?:cela|ça) (?:échoue|rate)": None,
        },
        Cause.EASY: {
            "^aucun problème": "cela devrait être possible",
            "aucun (?:souci|problème)(?=[.!,]|$)|c'est comme si c'était fait|considérez (?:que"
            " c'est|cela comme) fait"
            "|les doigts dans le nez|un jeu d'enfant|en un clin d'œil|en un rien de temps|pas"
            " le moindre (?:problème|souci)"
            "|(?:sans|absolument aucun) (?:problème|souci) (?:aucun|du tout)|tout est"
            " possible": None,
        },
    },
    calm={
        Kind.OVERPROMISING: (
            "ne (?:peux|pouvons|peut|pouvez|garanti\\w+|promet\\w+)|n'est pas|n'y a pas|pas|si"
            "|était|étaient|a été"
            "|sans que|personne|n'a"
        ),
        Kind.HEATED: (
            "désolée?s?|excus\\w*|notre (?:propre )?erreur|de notre part|notre faute|de notre côté"
            "|comprends|comprenons|merci|nous avons été|vous (?:écrivez|trouvez)"
        ),
        Kind.BLAMING: "peut-être|sans doute|je crois|il me semble|si jamais",
    },
    curt=(
        "non|faux|impossible|hors de question|jamais|pas question|pas le temps|laissez tomber|et"
        " alors|voir contrat"
    ),
)
