"""Imperatives by their form, of verbs that no table knows: a verb, then what it is done to."""

from orchestrator.conversation.gated import AnyOf

# What else stands before an article at the beginning of a sentence.
_NO_VERB_EN = (
    r"about|above|across|after|against|along|all|also|although|among|and|around|as|at|because|"
    r"before|behind|below|beneath|beside|besides|between|beyond|both|but|by|can|could|despite|did|"
    r"do|does|down|during|even|except|for|from|half|had|has|have|how|if|in|inside|into|is|are|"
    r"was|were|just|like|may|might|must|near|not|of|off|on|once|only|onto|or|out|outside|over|"
    r"past|per|should|since|so|than|that|then|though|through|throughout|till|to|toward|towards|"
    r"twice|under|unless|until|up|upon|via|what|when|where|whereas|whether|which|while|who|whose|"
    r"why|will|with|within|without|would|yet|including|regarding|thanks?|thank|love|loved|liked|"
    r"hate|enjoy|hope|wish|guess|suppose|got|saw|sent|rang|took|gave|told|met|went|came|made|"
    r"found|lost|left|held|heard|kept|felt|said|bought|brought|built|chose|knew|led|paid|ran|read|"
    r"sold|spoke|spent|thought|threw|won|wrote|sure|maybe|perhaps|still|already|later|today|"
    r"tomorrow|sometimes|such|quite|rather|what's|here's|there's|that's|it's|where's|see|know|"
    r"worth|expect|saved|whoever|instead|please|tell|seems|sounds|looks|isn't|aren't|doesn't|"
    r"didn't|unlike|because|cost|cheers|well|hello|dear"
)
_NO_VERB_NL = (
    r"aan|achter|af|al|alle|alleen|als|beste|bij|binnen|blijkbaar|boven|buiten|daar|dan|dat|de|"
    r"deze|die|dit|door|dus|een|eerst|eindelijk|en|er|even|geen|had|heb|heeft|hebben|het|hier|hoe|"
    r"hun|iedere?|ik|in|is|je|jullie|kan|kon|kun|langs|maar|mag|met|mijn|moet|naar|naast|na|net|"
    r"niet|nog|nu|of|om|omdat|onder|ondanks|ons|onze|ook|op|over|pas|rond|rondom|samen|sinds|soms|"
    r"straks|tegen|terwijl|tijdens|toch|toen|tot|tussen|uit|van|vanaf|via|vind|volgens|voor|waar|"
    r"wanneer|want|waren|was|wat|welke?|werd|wie|wij|wil|word|zal|zelfs|zijn|zo|zoals|zodat|zodra|"
    r"zonder|zou|behalve|wegens|vanwege|vooral|zeker|misschien|fijn|leuk|mooi|top|dank|bedankt"
)
_NO_VERB_ES = (
    r"faltan|quedan|vienen|llegan|salen|están|son|tienen|han|van|dan|gustan|parecen|existen|"
    r"aparecen|hacen|dicen|eran|estaban|iban|tan|también|bien|quien|gran|encantan|llevan|siguen|"
    r"cuestan|pasan|sin|según|usted|ciudad|verdad|calidad|red|salud|edad|mitad|unidad"
)
_NO_VERB_PT = (
    r"faltam|ficam|estão|são|têm|vêm|vão|dão|chegam|saem|eram|foram|tinham|estavam|existem|"
    r"parecem|também|sem|nem|quem|bem|em|com|além|porém|vinham|iam|dizem|gostam|seguem|continuam|"
    r"bom|um|homem|ontem|ninguém|alguém|garagem|imagem|viagem"
)
_OBJECT_PT = (
    r"(?:o|a|os|as|um|uma|isso|isto|ess[ae]s?|est[ae]s?|aquel[ae]s?|também|ainda|mais|tudo|"
    r"nada|por favor|noss[ao]s?|meu|minha|lá|já)\b"
)
IMPERATIVES = AnyOf(
    rf"^(?:(?:and|so|then|also|now|oh|just),? )*(?!(?:{_NO_VERB_EN})\b)[a-z][a-z-]{{2,}}"
    rf"(?<!ing)(?<!ed)(?<!ly)(?<!er) (?:the|our|my|that|this|those|these|his|her|their|its|every|"
    rf"each|whatever)\b(?!.*\?)",
    r", (?!(?:is|was|does|did|has|had|can|could|would|will|should|may|might|do|are|were|if|for|as|"
    r"and|but|so|or|hope|guess|thought|think|knew|know|love|like)\b)[a-z]{3,}(?<!ed)(?<!ing) (?:it|"
    r"them|him|her) (?!is\b|was\b|will\b|has\b|are\b|were\b)\w+(?!.*\?)",
    r"^(?:(?:und|dann|also|bitte|ach|nun),? )*(?!(?:ist|hat|wird|kommt|geht|läuft|gibt|steht|liegt|"
    r"gilt|stimmt|kostet|funktioniert|passt|fehlt|bleibt|heißt|klappt|reicht|gehört|nicht|jetzt|"
    r"sonst|erst|selbst|zuletzt|habt|seid|hättet|wärt|dort|fast|meist|samt|statt|könnt|wollt|sollt|"
    r"mit|seit|freut|gefällt|scheint|wirkt|hilft)\b)\w{3,}t (?:bitte|doch|mal|mir|uns|den|die|das|"
    r"ein|eine|einen|es|sie|ihn|noch|unser\w*|mein\w*|alle\w*|nichts|kein\w*)\b(?!.*\?)",
    r"^(?:(?:und|dann|also|bitte),? )*(?!(?:haben|sind|werden|können|könnten|möchten|wollen|müssen|"
    r"dürfen|hätten|würden|sollten|wären|waren|hatten|wollten|wissen|machen sie sich)\b)\w{3,}en "
    r"sie (?:bitte |doch |noch )*(?:mich|uns|mir|den|die|das|ein\w*|unser\w*|mein\w*|alle\w*|es|"
    r"ihn|auch|dafür)\b(?!.*\?)",
    r", (?!(?:ist|hat|wird|geht|passt|stimmt|gibt|war|sagt|findet|finde|steht|liegt|kommt)\b)"
    r"\w{3,}t (?:es|sie|ihn|ihm)(?: \w+){1,3}$",
    r"(?:^|, )(?!assez|chez|avez|savez|allez|êtes|n'hésitez|croyez)\w{2,}ez-(?:le|la|les|moi|nous|"
    r"lui|leur|en|y)\b(?! \w+ non)(?!.*\?)",
    r", (?!assez|chez|avez|savez|allez|êtes|voyez|aurez|serez)\w{3,}ez (?:à|au|aux|le|la|les|un|"
    r"une|des|du|de|en|plutôt|donc|tout|sur|dans)\b(?!.*\?)|, (?!verdad|ciudad|calidad|usted|red|"
    r"edad)"
    r"\w{2,}(?:ad|ed|id) (?:al?|en|de|por|más|menos|sin)\b|, (?!\w*vate|estate|avete|siete|potete|"
    r"sapete|procedete)\w{3,}(?:ate|ete|ite) (?:il|lo|la|i|gli|le|l'|al|alla|un|una|di|anche)\b"
    r"(?!.*\?)",
    r"^(?!(?:comme|entre|contre|outre|toute|même|quelle|presque|reste|une|notre|votre|cette|telle|"
    r"autre|chaque|voire|malgré|comprendre|encore|lorsque|puisque|parce|quoique|merci)\b)\w{3,}e "
    r"(?:le|la|les|l'|des|mon|ma|mes|notre|nos)\b(?!.*\?)",
    rf"(?:^|, )(?!(?:{_NO_VERB_ES})\b)\w{{2,}}(?:en|an|ad|ed|id) (?:el|la|los|las|lo|un|una|mis?|"
    rf"nuestr\w+|es[aeo]s?|est[aeo]s?|también|otr[oa]s?|tod[oa]s?|por favor|nada)\b(?!.*\?)",
    r"\b(?!fenómenos\b|\w+[áéí]r(?:me|te|se|nos|os|l[oae]s?))\w*[áéíóú]\w*(?:[ae]n|[ae])(?:me|nos|"
    r"lo|la|los|las|le|les|se)(?:lo|la|los|"
    r"las)?\b(?!.*\?)|\b\w{2,}[aei]d(?:me|nos|lo|la|los|las|le|les)\b|\best(?:á|án) por \w+r\b",
    r"\b(?!siete)\w{3,}(?:ate|ete|ite)(?:lo|la|li|mi|ci|ne|gli|mel[oa]|cel[oa])\b|^(?:mi|ci) (?!"
    r"sembra|pare|dispiac|sta|va|fa|manca|trova|basta|capita|scusi)\w{3,}[ai] (?:il|la|lo|i|gli|"
    r"l'|un\w*|per|con|quando|subito|pure)\b(?!.*\?)",
    r"(?<!c')\b(?:è|sono) (?:ancora )?da \w+(?:are|ere|ire)\b(?!.*\?)",
    r"^(?!(?:estate|siete|sete|rete|parete|invite|avete|sapete|potete|volete|dovete|grate)\b)"
    r"\w{3,}(?:ate|ete|ite)(?<!vate) (?:il|lo|la|i|gli|le|l'|un|una|uno|ancora|anche|tutto|tutti|"
    r"quell\w*|quest\w*|quanto)\b(?!.*\?)",
    rf"\b\w{{2,}}(?:em|am)(?<!ram)(?<!nham)(?<!iam)(?<!izem)-(?:n[oa]s?|me|lhes?)\b(?!.*\?)|"
    r"^\w{2,}e-(?:me|nos|[oa]s?)\b(?!.*\?)|"
    rf"(?:^|, |\bmas )(?!(?:{_NO_VERB_PT})\b)\w{{2,}}(?:em|am)(?<!ram) {_OBJECT_PT}(?!.*\?)|"
    rf"\best(?:á|ão) por \w+r\b",
    rf"^(?:(?:en|dan|dus|nou),? )*(?!(?:{_NO_VERB_NL})\b)(?!\w+(?<!ze)(?<!laa)(?<!slui)(?<!roo)"
    rf"(?<!pos)t )\w{{3,}}(?<!en) (?:(?<![aeiouéíáúsx] )de|het|een|dat|dit|deze|onze|ons|mijn|mij|"
    rf"er|nog|ook|niets)\b(?!.*\?)",
    rf", (?!(?:{_NO_VERB_NL})\b)\w{{3,}}(?<!en) (?:hem|het|ze)(?: \w+){{1,4}}$",
)
