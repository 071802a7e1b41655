"""What a plain yes to "Was this you?" is made of, and what denies it; folded words."""

import re

PLAIN_YES = (
    # English
    r"yes|yep|yeah|yup|ok|okay|sure|indeed|correct|confirm(?:ed|ing)?(?: with)?|approved|"
    r"absolutely|of course|"
    r"definitely|certainly|agreed|go ahead|proceed|please (?:do|go ahead|proceed)|all (?:good|"
    r"correct)|"
    r"i (?:can |hereby )*(?:confirm|approve)(?: it| that| this)?|"
    r"(?:that's|thats|that is|this is|it's|it is|that was|this was|it was|was)(?: really| indeed)? "
    r"(?:me|mine|us|ours|from me|from us|by me|right|correct|fine|ok|confirmed|all good|"
    r"what i want|"
    r"my mail)|it (?:was|is)|"
    r"(?:i|we) (?:did|do)|(?:i|we) (?:did |really |indeed )*(?:write|wrote|send|sent|"
    r"written)(?: it| that| this)?"
    r"(?: mail| message)?(?: myself)?(?: today| this morning| yesterday)?|from (?:me|us)|by me|"
    r"sent by me|"
    # German
    r"ja|jawohl|jep|genau|richtig|korrekt|(?:das |alles )?(?:stimmt|passt)(?: so)?|bestatigt|klar|"
    r"(?:hiermit )?(?:ich )?bestatige(?: ich)?(?: hiermit)?(?: das| dies| es)?|naturlich|sicher|"
    r"(?:das|es|die mail) (?:war|bin|ist|kam|stammt) (?:wirklich |schon )?(?:ich|von mir|richtig|"
    r"korrekt)|"
    r"(?:das )?(?:war|bin) ich(?: selbst)?|ich war(?: es|'s| das)|ist von mir|von mir|in ordnung|"
    r"einverstanden|"
    r"(?:das |die mail )?habe? ich (?:selbst )?(?:geschrieben|geschickt|gesendet)|"
    r"ich habe? (?:das|es|die mail) (?:selbst )?(?:geschrieben|geschickt|gesendet)|"
    # French
    r"oui|c'(?:etait|est) (?:bien )?(?:moi|ca|de moi|correct|exact|juste|confirme|bon)|exact|"
    r"exactement|je (?:le |vous le )?confirme|confirme|je l'ai (?:bien )?(?:ecrit|envoye)e?|"
    r"c'est (?:bien )?moi qui (?:l'ai |ai )(?:ecrit|envoye)e?(?: ca| cela)?|d'accord|tout a fait|"
    r"allez y|bien sur|"
    # Spanish
    r"si|(?:si )?(?:fui|era|soy) yo|he sido yo|(?:es )?correcto|exacto|(?:lo )?confirmo|confirmado|"
    r"(?:yo )?(?:lo|la) (?:escribi|envie|mande)(?: yo)?|de acuerdo|vale|adelante|"
    r"claro(?: que si)?|por supuesto|"
    r"asi es|es mio|"
    # Italian
    r"(?:ero|sono) (?:proprio )?io|sono stat[oa] io|(?:e )?(?:corretto|esatto|giusto)|certo|"
    r"(?:lo )?confermo|confermato|(?:l'ho )(?:scritt|inviat|mandat)[oa](?: io)?|va bene|d'accordo|"
    r"proced(?:ete|a)|"
    # Dutch
    r"(?:dat |het )?klopt|(?:dat|het) (?:was|ben) ik(?: echt)?|(?:dat is |het is )?(?:juist|"
    r"van mij)|"
    r"bevestigd|ik bevestig(?: het| dit| dat)?|akkoord|ja hoor|ga (?:je|uw) gang|zeker|inderdaad|"
    r"in orde|oke|"
    r"(?:dat |die mail )?heb ik (?:zelf )?(?:geschreven|gestuurd|verstuurd)|"
    # Portuguese
    r"sim|(?:fui|era|sou) eu(?: quem?(?: isso)? (?:escrevi|enviei|escreveu|enviou))?|(?:esta |"
    r"e )?(?:correto|certo|exato)|isso(?: mesmo)?|(?:eu )?confirmo|"
    r"(?:eu )?(?:escrevi|enviei)(?: isso| eu)?|de acordo|esta bem|pode (?:avancar|seguir)"
)
AROUND = (
    # The code, named.
    r"(?:here is |here's |here comes )?(?:the |my |your )?(?:confirmation )?code(?: is)?|here|"
    r"(?:hier (?:ist |kommt )?)?(?:der |mein )code(?: ist| lautet)?|hier|"
    r"(?:voici )?(?:le |mon )code(?: est)?|voici|"
    r"(?:aqui (?:esta |tiene |va )?)?(?:el |mi )?codigo(?: es)?|aqui|"
    r"(?:ecco )?(?:il )?(?:mio )?codice(?: e)?|ecco|"
    r"(?:hier is )?(?:de |mijn )code(?: is)?|"
    r"(?:aqui esta |segue )?(?:o )?(?:meu )?codigo(?: e)?|"
    r"(?:and |also )*from (?:here|my new (?:mail )?address)(?: too)?|once more|again|"
    # Thanks and courtesy.
    r"(?:many )?thanks(?: a lot| so much)?|thank you(?: very much| so much)?|thx|cheers|please|"
    r"great|"
    r"perfect|no (?:problem|worries)|sorry(?: for the (?:bother|trouble|confusion|delay))?|"
    r"(?:vielen |besten |lieben |herzlichen )?danke?(?: schon| sehr)?|kein problem|alles gut|"
    r"gerne?|"
    r"bitte|super|prima|merci(?: beaucoup| bien)?|pas de (?:probleme|souci)|s'il vous plait|"
    r"parfait|"
    r"(?:muchas |mil )?gracias|sin problema|por favor|perfecto|grazie(?: mille)?|nessun problema|"
    r"perfetto|bedankt|dank (?:je|u)(?: wel)?|dankjewel|geen probleem|(?:muito )?obrigad[oa]|"
    r"sem problema|perfeito|"
    # How a mail ends.
    r"best(?: regards| wishes)?|(?:kind|kindest|warm) regards|regards|(?:yours )?sincerely|"
    r"all the best|have a (?:nice|good|great) (?:day|evening|weekend)|sent from my \w+|"
    r"mit (?:freundlichen|besten|lieben) grussen|(?:viele|liebe|beste|schone|freundliche) grusse|"
    r"gruss|lg|mfg|vg|(?:bien )?cordialement|bonne journee|(?:un )?saludos?(?: cordiales)?|"
    r"un abrazo|"
    r"(?:cordiali |un )?salut[oi]|(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|"
    r"(?:com os melhores )?cumprimentos|atenciosamente|abracos?"
)
GREETING = re.compile(
    r"\s*(?i:dear|hi|hello|hey|hallo|(?:good )?(?:morning|afternoon|evening)|guten (?:tag|morgen|"
    r"abend)|servus|moin|sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|salut|hola|buen[oa]s(?: "
    r"(?:días|tardes|noches))?|ciao|buongiorno|buonasera|gentile|hoi|goede(?:morgen|middag)|"
    r"geachte|"
    r"beste|olá|bom dia|boa tarde|caro|cara)"
    r"(?: (?:all|there|team|both|everyone|[A-ZÀ-Þ][\w.'’-]*)){0,3}[ \t]*(?:[,!.:\n–-]|$)"
)
PLAIN_NO = re.compile(
    r"(?:no|nope|nah|never|nein|nee|non|nao|nooit|jamais|nunca|mai|niemals)"
    r"(?: (?:thanks|thank you|danke|merci|gracias|grazie|bedankt|dank je|obrigad[oa]|no|nein|non))*"
)
_WROTE = r"(?:wrote|written|write|sent|send|ask(?:ed)?|request(?:ed)?|order(?:ed)?|said|say)\b"
DENIES = re.compile(
    r"\b(?:not|wasn't|isn't|wasnt) (?:really )?(?:(?:from|by) )?(?:me|mine|us|ours)\b|"
    rf"\b(?:i|we) (?:(?:did|have|had) )?(?:not|never) {_WROTE}|"
    rf"\b(?:didn't|haven't|hadn't|didnt|havent) {_WROTE}|"
    r"\b(?:not|n't) recogni[sz]e\b|\bnothing to do with (?:me|us)\b|"
    r"\bnicht (?:von (?:mir|uns)|ich|wir)\b|\b(?:war|bin) (?:das |es )?ich (?:das |es )?nicht\b|"
    r"\bich war (?:das |es )?nicht\b|\b(?:das war|das waren wir|stammt) nicht\b|"
    r"\bkenne ich nicht\b|"
    r"\bhabe? (?:ich )?(?:das |es |die mail )?(?:ich )?(?:nicht|nie) "
    r"(?:geschrieben|geschickt|gesendet|verlangt|bestellt)|"
    r"\b(?:ce )?n'(?:est|etait) pas (?:de )?(?:moi|nous)|\bpas (?:de )?(?:moi|nous)\b|"
    r"\bn'ai (?:pas|jamais) (?:ecrit|envoye|demande)|\bne reconnais pas\b|"
    r"\bne vient pas de (?:moi|nous)|"
    r"\bno (?:fui|era|soy|he sido) yo\b|\bno lo (?:escrib|mand|envi)\w+|\bno (?:lo )?reconozco\b|"
    r"\bno (?:lo )?he (?:escrito|mandado|enviado|pedido)|"
    r"\bnon (?:ero|sono|sono stat[oa]) io\b|\bnon (?:l'ho|ho) (?:scritt|mandat|inviat|chiest)\w+|"
    r"\bnon (?:lo )?riconosco\b|\bnon viene da (?:me|noi)|"
    r"\bniet (?:van (?:mij|ons)|ik)\b|\b(?:was|ben) ik niet\b|\bken ik niet\b|"
    r"\bheb (?:ik )?(?:dat |dit |het )?(?:ik )?(?:niet|nooit) (?:geschreven|gestuurd|verstuurd|"
    r"gevraagd)|"
    r"\bnao (?:fui|era|sou) eu\b|\bnao (?:o )?(?:enviei|escrevi|pedi|reconheco)\b|"
    r"\b(?:fraud|phishing|spam|scam|hacked|gehackt|pirate|hackead\w+|betrug|estafa|truffa|burla)\b"
)
