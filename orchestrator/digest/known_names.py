"""One name for what people call by many words, in seven languages.  Pure.

A group holds beginnings of words, as they are written; what begins with one of them is of the
group.  Words that stand in any question and tell nothing of its matter are light.
"""

from collections.abc import Mapping
from functools import lru_cache
import unicodedata

_GROUPS: Mapping[str, str] = {
    "LAUNCH": "launch go-live golive livegang =live =online lancement lançon lancer =lance lanz"
    " lancio lancia lança",
    "SIGN_OFF": "=sign =signs =signed =signing approv =frei freigab freigeb valide validat approuv"
    " aprob aprueb keurt keuren goedkeur aprova",
    "PICTURE": "photo picture image =foto =fotos =foto's bild =imágenes immagin afbeelding",
    "HOME": "=home homepage startseite accueil portada",
    "MAIL": "=mail =mails email e-mail message courriel correo mensaje messagg mensage nachricht",
    "PHONE": "phone telephone telefon téléphone teléfono telefoon =tel",
    "GUEST": "guest =people =person =persons =gäste =gästen =gast personen personne =persona"
    " =personas =persone ospit gasten hóspede pessoa huésped",
    "BOOKING": "booking reserv buchung réserv prenotazion boeking",
    "DELIVERY": "deliver shipping shipment versand liefer livrai livrez livrer livron =envío =envio"
    " entreg spedizion consegn verzend bezorg",
    "OPEN": "=open =opens opening öffn geöffnet ouver ouvr abier =abre =abren =abrir apert =apre"
    " =apriamo =aprite =aprono geopend =aberto =aberta horario orari",
    "PRICE": "=price =prices pricing =cost =costs =charge =charges =fee =fees preis kost gebühr"
    " =prix coût coûte tarif cuest precio =costa =costo =costi prezz prijs =prijzen preço =custa"
    " =custo =custos expensive teuer =cher =chère =caro =cara =duur",
    "CLOSED": "closed =close =closes closing geschlossen schließ fermé ferme cerrad =cierra"
    " =cierran chius chiud gesloten =dicht sluit fechad fecha",
    "DURATION": "=length =duration dauer durée duración =durata duração =dure =dura =durano"
    " =duran =duram duurt =last =lasts =lang =lange =long",
    "COLOUR": "colour color farb couleur kleur =cor =cores",
    "SIZE": "=size =sizes =big =large =wide =width größe =breit breite taille largeur"
    " tamaño =ancho dimension larghezza grootte =breed tamanho largura",
    "CUSTOMER": "customer =client =clients kunde =cliente =clientes =clienti klant",
    "ORDER": "=order =orders bestell commande =pedido =pedidos ordin =ordini encomend",
    "STAFF": "staff employee =team mitarbeit employé personnel empleado dipendent medewerker"
    " funcionári",
    "START": "start begin beginn =anfang commenc début comienz empiez empez inici inizi comec"
    " =começa",
    "CANCEL": "cancel storn kündig annul opzeg opgezegd",
    "PAY": "pay =paid zahl bezahl paie =payer =payez =pago =pagos pagar =paga pagament betal"
    " betaal",
    "SHOP": "=shop =shops =store webshop =laden geschäft boutique magasin tienda negozio winkel"
    " =loja",
    "REGISTER": "sign-up signup registr anmeld inscri iscri aanmeld",
    "INVOICE": "invoice =bill =bills rechnung factur fattur factuur fatur",
    "TAX": "=vat =tax =taxes mwst umsatzsteuer =ust =tva =iva =btw",
    "HEADER": "header kopfzeile en-tête cabecera intestazion cabeçalho =kop",
    "FOOTER": "footer fußzeile rodapé voettekst",
}
"""``=`` stands before a whole word."""


@lru_cache(maxsize=4096)
def group_of(word: str) -> str | None:
    """The name of the group that a ``plain`` word is of; the longest beginning wins."""
    if word in _WHOLE:
        return _WHOLE[word]
    found = ((len(each), name) for each, name in _BEGINNINGS.items() if word.startswith(each))
    return max(found, default=(0, None))[1]


def written(name: str) -> list[str]:
    """How words of a group begin, as they are written."""
    return [each.removeprefix("=") for each in _GROUPS[name].split()]


def plain(word: str) -> str:
    """Without accents."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


_NAMED = [(each, name) for name, words in _GROUPS.items() for each in words.split()]
_WHOLE = {plain(each[1:]): name for each, name in _NAMED if each[0] == "="}
_BEGINNINGS = {plain(each): name for each, name in _NAMED if each[0] != "="}

_LIGHT = (
    # English
    "allow allows wording read reads responsible charge connect connected integrate link linked "
    "embed include included includes including shown display displayed appear appears pick "
    "favour favor select decide decided own run ok okay alright main current official deadline "
    "due value total permitted possiblepossible company firm business care look looks after "
    "suit suits called name's whose supplier handle handles plan plans set who whom what which "
    "when where how why many much high often should shall would could can may might must "
    "will do does did is are am be been being was have has had want wants need needs like likes "
    "prefer choose take takes use uses using used put puts get gets give gives go goes going "
    "make makes let show shows allowed able work works working name names number numbers "
    "maximum max minimum min most least amount date day time hours address currently now there "
    "here one ones any some all per each every our your us you we in on at to of for from by "
    "with as off up into site website page pages contact send sent best please still already "
    "exactly respective print prints right correct charged know",
    # German
    "wortlaut lauten lautet verantwortlich kümmern sich um laufen verbinden einbinden anzeigen "
    "angezeigt enthalten inklusive erscheinen auswählen bevorzugen entscheiden möglich aktuell "
    "endgültig frist euer eure gibt's heißt heißen betreut kümmert firma unternehmen passt "
    "passen wer wem wen wessen was welche welchen welcher welches welchem wann wo wohin woher "
    "wie warum viel viele vielen hoch groß soll sollen sollte sollten darf dürfen kann können "
    "muss müssen möchten mögen wollen will haben hat sein ist sind werden wird nehmen nimmt "
    "nutzen nutzt zeigt zeigen verwenden benutzen wählen gehen geht gibt geben bekommt bekommen "
    "erlaubt arbeiten arbeitet zuständig anzahl zahl nummer maximal maximale höchstens termin "
    "datum tag zeit zeiten adresse pro je bei in im an am auf aus mit zu zum zur von vom für "
    "seite webseite website bitte ihr ihre ihren unser unsere sie wir man stehen steht",
    # French
    "libellé lieu responsable charge se occupez relier intégrer afficher affiche affichés "
    "inclure apparaître choisissez souhaitez retenir possible actuel échéance appelle prévoyez "
    "prévu société entreprise convient occupe temps qui que quoi quel quelle quels quelles "
    "quand où comment pourquoi combien faut faut-il doit doivent doit-il peut peuvent peut-on "
    "pouvons pouvons- nous pouvez pouvez-vous voulez voulez-vous avez avez-vous avons avoir est "
    "sont être utilisez utilisez-vous utilisons utiliser travaillez travaillez-vous choisir "
    "montrer montre mettre mettez mettons prendre aller allons nombre numéro maximal maximum "
    "adresse date jour heure heures horaires par pour avec dans sur du de des le la les un une "
    "votre vos notre nos vous site page préférez",
    # Spanish
    "responsable encargado se conectar integrar incluir aparecer eligen desean posible actual "
    "plazo lleva llama llaman empresa prevén conviene tiempo encarga quién quiénes qué cuál "
    "cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas debe deben deberíamos puede pueden "
    "podemos quieren quiere queremos tienen tiene tenemos tener es son ser usamos usan usar usa "
    "trabajan trabaja trabajar prefieren prefiere preferimos elegir poner ponemos muestra "
    "mostrar mostramos va van hay dirección número máximo fecha día hora horas por para con en "
    "de del al la el los las un una su sus nuestro nuestra web sitio página",
    # Italian
    "responsabile si collegare integrare includere apparire desiderate possibile attuale "
    "scadenza segue chiama chiamano azienda ditta prevedete tempo occupa chi che cosa quale "
    "quali qual quando dove come quanto quanta quanti quante deve devono dobbiamo può possono "
    "possiamo volete vuole vogliamo avete ha hanno abbiamo avere è sono essere usiamo usate "
    "usare lavorate lavora lavorare preferite scegliete scegliere mettiamo mettere mostra "
    "mostrare andiamo andare va indirizzo numero massimo data giorno ora ore per con in di del "
    "della dei nel nella nell il lo la gli le un una vostro vostra vostri nostro nostra sito "
    "pagina",
    # Dutch
    "luidt verantwoordelijk laat verzorgt koppelen tonen opnemen voorkeur mogelijk huidige "
    "deadline over heet heten bedrijf past passen wie wat welk welke wanneer waar waarom hoe "
    "hoeveel moet moeten mag mogen kan kunnen zal zullen willen wilt hebben heeft heb zijn is "
    "worden wordt gebruiken gebruikt nemen neemt kiezen werken werkt gaan gaat adres aantal "
    "nummer maximum maximaal maximale datum dag tijd uur per voor met in op aan van de het een "
    "één jullie uw ons onze we site website pagina staan toont staat goed",
    # Portuguese
    "responsável se ligar integrar incluir aparecer escolhem desejam possível atual prazo chama "
    "chamam empresa preveem tempo trata quem que qual quais quando onde como quanto quanta "
    "quantos quantas deve devem devemos pode podem podemos querem quer queremos têm tem temos "
    "ter é são ser usamos usam usar trabalham trabalha preferem prefere escolher colocamos "
    "colocar mostra mostrar vai vão há endereço número máximo data dia hora horas por para com "
    "em de do da dos das no na ao o a os as um uma vosso vossa seu sua nosso nossa site página",
)
LIGHT = frozenset(plain(word) for line in _LIGHT for word in line.split())
_SOFT = (
    "add offer create build introduce provide order book buy write host send ship accept",
    "hinzufügen aufnehmen anbieten einbauen ergänzen verschicken versenden bestellen kaufen",
    "ajouter proposer créer expédier commander acheter añadir agregar ofrecer crear comprar",
    "aggiungere offrire creare spedire comprare toevoegen aanbieden maken versturen kopen",
    "adicionar acrescentar oferecer criar expedir comprar",
)
SOFT = frozenset(plain(word) for line in _SOFT for word in line.split())
"""What is done with a thing that a question is about; another question may leave it unsaid."""
