"""Sentences that speak of leaving us, or dispute an invoice, however politely.  Pure.

In each of the seven languages.  What is learned of intents misses most of these: each client
leaves in words of her own, and writes them once.
"""

from collections.abc import Collection
import re

from orchestrator.conversation.sentiment.analyzer import heaviest_against
from orchestrator.conversation.sentiment.moodless import spoken_parts
from orchestrator.conversation.sentiment.sentences import count_sentences

_OTHER = (
    r"\b(?:an)?other (?:agency|firm|company|provider|supplier|partner|vendor|studio|house|agencies)"
    r"|\b(?:other|different|two|three) (?:other )?(?:agencies|firms|companies|providers|suppliers"
    r"|production house)|\bsomebody else (?:to|will)|\belsewhere\b|\bcompetitors?\b.{0,30}\bquote"
    r"|\bander(?:e|en|er|es) (?:firma|agentur|dienstleister|anbieter|partner|büro|lieferanten)"
    r"|\b(?:une? )?autres? (?:agences?|prestataires?|fournisseurs?|sociétés?|partenaires?"
    r"|cabinets?)"
    r"|\botr[ao]s? (?:agencias?|proveedor(?:es)?|empresas?|socios?|estudios?)"
    r"|\baltr[aoie] (?:agenzi[ae]|fornitor[ei]|aziend[ae]|societ[àa]|studi?o?|partner)"
    r"|\bandere? (?:bureau|bureaus|partij|partijen|leverancier|leveranciers|aanbieder)\b"
    r"|\boutr[ao]s? (?:agências?|fornecedor(?:es)?|empresas?|parceir[oa]s?|escritórios?)"
)
_END = (
    r"\b(?:cancel|terminat\w+|end|leav\w+|quit|exit|get out of|not (?:be )?(?:renew|extend)\w*)\b"
    r".{0,30}\b(?:contract|agreement|retainer|subscription|cooperation|collaboration|partnership"
    r"|engagement|relationship)\b"
    r"|\b(?:contract|agreement|retainer)\b.{0,40}\bnot (?:be )?(?:renew|extend)"
    r"|\b(?:won't|will not) be (?:renewing|extending)\b|\bnotice period\b|\bnotice of termination\b"
    r"|\bcancellation (?:form|terms)\b|\bwind(?:ing)? (?:this|things|it) down\b"
    r"|\bpart(?:ing)? ways\b"
    r"|\b(?:reviewing|considering|exploring) (?:our|the|other) (?:options|alternatives)\b"
    r"|\bdone with you\b|\bback in-house\b|\bhandover pack\b|\bprepare the handover\b"
    r"|\b(?:kündig\w+|kündigungsfrist|vertragsende)\b|\bzusammenarbeit (?:be)?enden|\b(?:rahmen)?"
    r"vertrag\w* .{0,30}\b(?:beenden|nicht (?:mehr )?verlänger\w+)|\balternativen prüfen"
    r"|\bpassen nicht zusammen\b|\btrennen (?:wir )?uns von (?:euch|ihnen)"
    r"|\b(?:résili\w+|préavis)\b|\bmettre fin (?:à|au) .{0,20}(?:contrat|collaboration)"
    r"|\b(?:ne|pas) .{0,12}(?:renouvel\w+|reconduir\w+) .{0,20}contrat"
    r"|\b(?:rescindir|rescisión|preaviso|darnos de baja)\b|\b(?:no renovar|no vamos a renovar)\b"
    r"|\bcancelar (?:el|nuestro) contrato|\bterminar (?:la|nuestra) (?:relación|colaboración)"
    r"|\b(?:recesso|disdetta|disdire|recedere)\b|\bnon rinnov\w+|\bchiudere (?:il|la) "
    r"(?:contratto|collaborazione)"
    r"|\b(?:opzeg\w+|op te zeggen|zeggen .{0,30}\bop\b)|\bstoppen ermee\b|\bstop maar met\b"
    r"|\bsamenwerking .{0,20}(?:stop|beëindig)\w*|\bcontract .{0,25}niet verlengen"
    r"|\b(?:rescindir|rescisão|pré-aviso|aviso prévio)\b|\bnão (?:vamos )?renovar\b"
    r"|\b(?:terminar|encerrar|cancelar) (?:o|a|o nosso|a nossa) (?:contrato|colaboração|parceria)"
)
_BILL = (
    r"invoices?|bills?|charged?|fees?|rechnung(?:en)?|schlussrechnung|mahnung|factures?|facturad\w+"
    r"|facturas?|cobrad\w+|fattur\w+|addebit\w+|factu(?:ur|ren|reert)|aanmaning|faturas?|cobran\w+"
)
_WRONG = (
    r"wrong|incorrect|twice|double|dispute|never (?:ordered|agreed|asked)|not (?:agreed|ordered|pay"
    r"ing)|won't pay|will not (?:be )?pay\w*|on hold|above the (?:estimate|quote)|higher than"
    r"|falsch|doppelt|nicht (?:vereinbart|bestellt|korrekt|zahlen|bezahlen|akzeptieren)"
    r"|weisen .{0,60}"
    r"zurück|bestreiten|beanstanden|zu hoch|höher als"
    r"|fausse|erronée?|deux fois|contest\w+|jamais (?:commandé|validé|parlé)|ne (?:paierons"
    r"|réglerons)"
    r"|equivocad\w+|incorrect\w+|dos veces|duplicad\w+|no (?:vamos a |voy a )?(?:pagar|abonar)\w*"
    r"|no (?:hemos )?(?:pedido|pedimos|acordado)|nos han cobrado"
    r"|sbagliat\w+|errat\w+|due volte|contest\w+|mai (?:chiest\w+|ordinat\w+)|non paghe\w+"
    r"|né chiesto|il doppio|klopt niet|niet akkoord|onjuist|dubbel|betwist\w*|nooit (?:besteld"
    r"|afgesproken)"
    r"|errad\w+|duas vezes|contestar|contestamos|não (?:vamos )?pagar\w*|não (?:pedimos"
    r"|encomendámos)"
)
_INVOICE = (
    rf"\b(?:{_BILL})\b.{{0,80}}\b(?:{_WRONG})\b|\b(?:{_WRONG})\b.{{0,60}}\b(?:{_BILL})\b"
    r"|\bcredit note\b.{0,60}\b(?:not|still)\b|\bwon't pay (?:this|that|it|for)\b"
    r"|\b(?:want|expect|demand)\b.{0,30}\b(?:refund|money back)\b"
)
_PATTERNS = {
    "churn": re.compile(rf"{_OTHER}|{_END}", re.I | re.S),
    "invoice": re.compile(_INVOICE, re.I | re.S),
}


_INTENTS = {"churn": "churn_risk", "invoice": "invoice_dispute"}


def alarming_sentences(text: str, intents: Collection[str] = ()) -> dict[str, str]:
    """``churn`` and ``invoice``, where a mail speaks of it, with the first sentence that does.

    Args:
        intents: those that were read in it; where no wording of ours names the sentence, the one
            that weighs most against us does.
    """
    sentences = spoken_parts(count_sentences(text))
    found = {}
    for kind, pattern in _PATTERNS.items():
        said = next((each for each in sentences if pattern.search(each)), None)
        if said is None and sentences and _INTENTS[kind] in intents:
            said = heaviest_against(text) or sentences[0]
        if said is not None:
            found[kind] = said
    return found
