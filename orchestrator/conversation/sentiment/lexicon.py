"""Words that judge, in seven languages: what a mail says in words that no labelled mail had.

A stem stands for every word that begins with it; one of up to four letters for itself.
How much each kind counts is learned.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

_STEMS = {
    "bad": """
        bad badly worse worst awful terribl horribl dreadful appalling shocking disgrac shame
        shambles mess messy disaster catastroph fiasco joke ridicul absurd nonsense rubbish useless
        pointless worthless unusable hopeless sloppy shoddy careless amateur incompetent clueless
        disappoint letdown frustrat annoy irritat fed tired sick furious angry livid upset unhappy
        worried worry worrying concern nervous lost losing embarrass humiliat insult rude ignor
        unaccept intolerab unbelievab unprofessional unreliab unfinished poor poorly weak lousy
        lied lying misled mislead trust mistrust blame excuse broken broke breaks crash crashed
        fail failed failing fails failure bug bugs error errors wrong missing missed leak leaks
        stuck dead frozen ruined damaged scratch overcharg overpriced overdue late wast refus
        complain unfortunately sadly regret patience unresolved neglect abandon
        schlecht schlimm miserabel katastroph desaster furchtbar schrecklich grauenhaft peinlich
        blamab lächerlich unmöglich unzumutbar unverschämt frech frechheit unsinn murks pfusch
        schlamp chaos chaotisch enttäusch frust ärger nerv genervt verärgert sauer wütend stinksauer
        unzufrieden besorgt sorgen leider schade mangel mangelhaft fehler fehlt fehlen falsch kaputt
        defekt ausgefallen ausfall abgestürzt absturz hängt vergessen ignoriert verspät verzöger
        versäumt zumutung trauerspiel witz geduld unbrauchbar nutzlos unprofessionell mies übel
        mauvais nul nulle catastroph désastre affreux horrible honte honteux lamentable minable
        ridicule inadmissible inaccept scandale déception déçu décev mécontent furieu fâché agacé
        énerv ras-le-bol marre inquiet inquièt malheureusement hélas dommage panne planté plante
        erreur bâclé faux fausse cassé manque oublié retard ignoré patience inutilisable inutile
        pire foutu galère
        malo mala mal peor pésimo pésima horrible fatal desastre desastroso vergüenza vergonzoso
        lamentable penoso ridículo inacept inadmisible decepci decepcion descontent enfadad harto
        harta hartos molest indign preocupad lástima desgraciadamente lamentablemente roto rota
        rotos averi fallo fallos falla fallan error errores falta faltan equivocad olvid retraso
        chapuza caído caída caos paciencia inservible inútil tomadura
        male malissimo peggio peggior pessim orribile disastro disastroso vergogn penoso ridicol
        inaccett inammissibile delusion delus insoddisf scontent furios arrabbiat stuf stanc
        preoccup purtroppo peccato rotto rotta guasto guasti errore errori sbaglia manca mancano
        dimentic ritardo ritardi caos pazienza inutile inutilizz scandal schifo bloccat assurd
        slecht slechter erg verschrikkelijk vreselijk ramp rampzalig schande schandalig belachelijk
        onacceptabel teleurstel teleurgesteld ontevreden boos woedend zat bezorgd helaas jammer
        kapot stuk storing fout fouten verkeerd vergeten vertraag geduld onbruikbaar waardeloos
        knoeiwerk puinhoop afknapper treurig gênant
        mau maus péssim pior horrível desastre vergonha vergonhos lamentável ridículo inaceit
        desilus desilud dececion decepc insatisf chatead furios farto farta preocupad infelizmente
        pena avari partido quebrad erro erros falha falhas falhou faltam esquec atraso paciência
        inútil bagunça caos porcaria palhaçada absurd
    """,
    "good": """
        good great love loved loves lovely perfect excellent wonderful fantastic amazing awesome
        brilliant superb outstanding beautiful gorgeous stunning delight happy happier pleased
        thrilled impress proud pleasure smooth smoothly flawless fast faster best better brav bravo
        kudos congrat hats grateful appreciat relief relieved joy fun nice magic spot-on top stellar
        enjoy saved praise compliment
        gut gute guter super toll klasse prima spitze perfekt hervorragend ausgezeichnet wunderbar
        wunderschön großartig fantastisch begeister glücklich zufrieden erleichtert froh freut stolz
        beeindruck schön schöne gelungen lob kompliment bestens besser einwandfrei sauber herrlich
        bien parfait parfaite excellent excellente génial géniale magnifique superbe formidable
        merveill ravi ravie ravis content contente heureu soulag bravo félicit impeccable nickel
        chapeau top enchant fier mieux adore
        bien perfecto perfecta excelente genial estupend maravill fantástic magnífic preciosa
        precioso encant feliz felices content satisfech impecable chapó enhorabuena felici mejor
        orgullos alivio gozada
        bene benissimo perfett eccellent ottim fantastic meravigli magnific splendid bellissim
        bravi brava bravissim compliment content felic soddisfatt impeccabil sollievo meglio
        entusiast
        goed prima perfect uitstekend geweldig fantastisch prachtig mooi mooie blij tevreden
        opgelucht trots complimenten petje keurig netjes top beter super vlekkeloos
        bem perfeit excelent ótim maravilh fantástic lindo linda belo feliz felizes content
        satisfeit impecável parabéns melhor orgulh alívio adorei adoramos espetac
    """,
    "again": """
        again still yet another always every third fourth fifth umpteenth reminder
        wieder schon immer noch erneut abermals dritte vierte erinnere
        encore toujours nouveau troisième quatrième relance relances
        otra otro vez sigue siguen todavía aún tercera cuarta
        ancora nuovo solito solita terza quarta sollecito sempre
        weer alweer nog steeds opnieuw derde vierde
        outra outro novamente ainda continua terceira quarta
    """,
    "but": "but however although though aber doch allerdings trotzdem mais pourtant cependant pero "
    "aunque però eppure ma maar echter mas porém",
    "wait": """
        waiting waited wait chase chasing heard reply answer silence promis deadline
        warte warten gewartet antwort versprochen zugesagt frist rückmeldung
        attends attendons attente réponse promis délai nouvelles
        espero esperando esperamos respuesta prometi prometid plazo
        aspetto aspettiamo aspettando risposta promess scadenza
        wacht wachten antwoord beloofd
        espera esperando esperamos resposta prometeram prometid prazo
    """,
}
_SHORTEST_STEM, _LONGEST_STEM = 5, 12


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> str | None:
    """The kind of a word in lower case; None where it judges nothing."""
    return _kinds().get(word) or next(filter(None, map(_begun().get, _beginnings(word))), None)


def _beginnings(word: str) -> Iterator[str]:
    for end in range(min(len(word), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
        yield word[:end]


@cache
def _kinds() -> dict[str, str]:
    return {stem: kind for kind, stems in _STEMS.items() for stem in stems.split()}


@cache
def _begun() -> dict[str, str]:
    return {stem: kind for stem, kind in _kinds().items() if len(stem) >= _SHORTEST_STEM}
