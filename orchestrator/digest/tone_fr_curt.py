"""What French says when it is sarcastic or curt.  Pure."""

from collections.abc import Mapping

from orchestrator.digest.tone_rules import Cause

CURT: Mapping[Cause, Mapping[str, str | None]] = {
    Cause.SARCASM: {
        r"peut-être devriez-vous|vous devriez peut-être|merci .{0,50},? comme (?:toujours"
        r"|d'habitude)(?=[.!]|$)": None,
        r"comme si (?:nous n'avions|je n'avais|on n'avait) (?:que ça|rien)|réfléchissez(?:"
        r" \w+)? avant|tout notre temps|nous ne sommes pas (?:devins|vos)|boule de cristal"
        r"|pauvre (?:de )?vous|vous n'avez qu'à": None,
        "(?:c'est|est) pourtant (?:simple|facile|clair|évident)|même vous|d'autres (?:souhaits"
        "|désirs)": None,
        "merci pour rien|(?:bonne chance|bon courage) avec (?:ça|cela)|quelle surprise"
        "|comme c'est (?:surprenant"
        "|étonnant|pratique|original)|tiens donc|(?:c'est )?typique(?=[.!]|$)|bravo (?:pour"
        "|d'avoir)|félicitations"
        " pour (?:ce|cette|avoir)|comme par hasard|(?:c'est )?trop aimable|vous avez"
        " (?:enfin|finalement)"
        " (?:daigné|répondu|trouvé le temps|lu|décidé)|vous daignez|(?:gentil|aimable"
        "|sympa) (?:à vous |de votre part )?"
        "(?:de|d') (?:enfin |finalement )?(?:répondre|daigner)": None,
        "(?:ce n'est|c'est) (?:pourtant |quand même |vraiment )?pas (?:sorcier|compliqué|si"
        " compliqué|si difficile"
        "|la mer à boire)|(?:n'est|est) (?:pourtant )?pas sorcier|même un enfant|un enfant"
        " de|qu'est-ce qui (?:est|n'est)"
        " (?:si|pas) (?:difficile|compliqué|clair)|est-ce (?:vraiment |donc )?si"
        " (?:difficile|compliqué)"
        "|quelle partie|au cas où vous (?:ne l'auriez|n'auriez) pas|si vous (?:preniez"
        "|aviez pris) la peine"
        "|encore faut-il savoir lire|avec tout le respect|sauf votre respect|(?:votre|vos)"
        " soi-disant"
        "|votre prétendue?|ça vous étonne": None,
    },
    Cause.CURT: {
        r"sans commentaire|(?:la )?discussion (?:est )?(?:close|terminée)|c'est votre problème"
        r"|rien à ajouter|parce que je le dis|pas mon problème|cherchez vous-mêmes?": None,
        "faites (?:donc |bien )?(?:comme|ce que) vous voul(?:ez|iez)|(?:c'est )?à prendre"
        " ou à laisser|un point c'est tout"
        "|point final|point barre|fin de (?:la )?discussion|tant pis pour vous"
        "|débrouillez-vous|c'est comme ça"
        "(?=[.!]|$)|c'est non(?=[.!]|$)|et alors[?]|(?:c'est|est-ce) clair[?]|compris[?]"
        "|suis-je (?:bien )?clair"
        "|une (?:bonne )?fois pour toutes|cherchez (?:donc )?(?:quelqu'un|ailleurs)|non"
        " négociable"
        "|allez voir ailleurs": None,
        "^(?:re)?lisez (?:donc |d'abord )?(?:le|la|mon|notre|votre) (?:contrat|mail"
        "|courriel|message|devis|notice"
        "|offre)(?: d'abord)?(?=[.!]|$)": None,
    },
}
