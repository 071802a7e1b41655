"""The tone of English.  Pure."""

from orchestrator.digest.tone_en_promises import PROMISES
from orchestrator.digest.tone_rules import Cause, Kind, Rules

_TOLD = (
    "(?:told you|said|explained|mentioned|written|wrote|stated|pointed out|informed you|asked)"
    "(?: (?:this|that|it))?(?: to you)?"
)
_TIMES = (
    r"(?:already|before|repeatedly|twice|(?:\w+ )?times|again and again|over and over(?: again)?"
    r"|time and (?:time )?again)(?: (?:already|before|now))*"
)
_VERY = (
    "(?:absolutely|completely|totally|utterly|simply|just|so|frankly|quite|really|very|beyond"
    "|getting|more than|seriously|extremely|entirely|solely|clearly|purely|all)"
)
_MAD = (
    "(?:ridiculous|absurd|outrageous|preposterous|laughable|pathetic|disgusting|disgraceful"
    "|shameful|insane|idiotic|moronic|stupid|dumb|insulting|infuriating|ludicrous|appalling"
    "|scandalous|crazy|madness|insanity|nonsense|rubbish|bullshit|crap|unprofessional|amateurish)"
)
_PAST = (
    r"(?:told|said|let|sent|read|asked|paid|thought|made|brought|kept|left|met"
    r"|(?!need|receiv|arriv|notic|hundred|expect)\w{3,}ed)"
)
_PARTICIPLE = "(?:known|given|done|written|spoken|come|taken|chosen|gone|begun|understood|foreseen)"

RULES = Rules(
    words={
        Cause.TOLD: {
            f"(?:as|like) (?:i|we)(?:'ve| have|'d| had)?(?: already| repeatedly| clearly| now)+"
            f" {_TOLD}(?: {_TIMES})?": "as mentioned",
            f"(?:as|like) (?:i|we)(?:'ve| have|'d| had)? {_TOLD} {_TIMES}": "as mentioned",
            "(?:as|like) (?:i|we)(?:'ve| have|'d| had)? told you": "as mentioned",
            rf"as (?:already |repeatedly )+(?:said|mentioned|stated|explained|told|pointed out)"
            rf"(?: {_TIMES})?": "as mentioned",
            f"as (?:said|mentioned|stated|explained) (?:many|several|multiple|countless) times"
            f"(?: {_TIMES})?": "as mentioned",
            r"(?:as )?per (?:my|our) (?:last|previous|earlier|first)(?: \w+)?"
            r" (?:e-?mails?|messages?|mails?|notes?)": "as mentioned",
            rf"(?:i|we)(?:'ve| have)?(?: already)? (?:told|explained|asked|said|written|reminded"
            rf"|warned)"
            rf"(?: (?:this|it|that|you|to|so|about))* {_TIMES}": None,
            "(?:i|we)(?:'ve| have|'d) already (?:told|explained|reminded|warned|asked)"
            " (?:this |it |that )?(?:to )?you": None,
            "how (?:many times|often) (?:do|must|did|have) (?:i|we)(?: have to| need to| got to)?"
            " (?:to )?(?:tell|told|explain|explained|repeat|say|said|ask|asked|remind)": None,
            "(?:i|we) (?:really |do )?(?:do not|don't|hate to) (?:like to |want to )?repeat"
            " (?:myself|ourselves)": None,
            "^for the (?:third|fourth|fifth|sixth|tenth|hundredth|umpteenth|thousandth|last|nth)"
            " time,": None,
            r"(?:tell|ask|asking|telling|explain\w*|say\w*|remind\w*|repeat\w*)\b[^,]{0,30}? for"
            r" the"
            " (?:third|fourth|fifth|tenth|hundredth|umpteenth|thousandth|last) time": None,
            "(?:i|we) told you so|told you so": None,
        },
        Cause.SHOULD: {
            rf"you (?:really |also |simply )?(?:should|ought to)(?:'ve| have| of)"
            rf"(?: at least| simply| just| really)?"
            rf" (?P<did>{_PAST})": "it would help us if you {did}",
            r"you could(?:'ve| have)(?: at least| simply| just)? (?P<did>told|asked|said|let|read"
            "|checked|mentioned|warned|answered|informed)": "it would help us if you {did}",
            rf"you (?:should|ought to)(?:'ve| have| of)(?: at least| simply| just| really)?"
            rf" (?:{_PARTICIPLE}|seen (?:this|that|it) coming"
            r"|been (?:more|clearer|aware|honest|careful|prepared|quicker|faster))": None,
            "you (?:should not|shouldn't|should never|ought not to)(?:'ve| have)": None,
            r"(?:if you had|had you|if you'd)(?: only| just| simply| ever| not| actually)*"
            r" (?:told|said|sent|read|paid|given|done|listened|let us"
            r"|(?:answer|repl|respond|inform|warn|mention|check|test|look|review|approv|decid"
            r"|deliver"
            r"|follow|provid|confirm|call|sign|upload|ask)\w*ed|asked(?! for))": None,
            "you were (?:supposed|meant) to": None,
            "why (?:did|have|do|would|could)(?:n't| not) you|why did you not"
            "|why can't you|why (?:do|must) you (?:always|never|keep)": None,
        },
        Cause.FAULT: {
            f"(?:{_VERY} )*your (?:own |very own )?fault": None,
            f"the (?:fault|blame) (?:is|lies|was) (?:{_VERY} )*(?:yours|with you)"
            f"|(?:is|lies|was) {_VERY} (?:on your (?:side|end)|down to you)": None,
            "you(?:'re| are) (?:the ones? )?to blame|(?:i|we) blame you|blame yourself"
            "|only yourself to blame|(?:is|was|are) on you(?=[.!]|$)": None,
            "(?:thanks|owing|due) to your (?:own )?(?:delays?|mistakes?|errors?|negligence"
            "|carelessness|slowness|indecision|mess)": None,
            "because of you(?! r)|because you(?:'ve| have)? (?:ignored|refused|forgot|failed"
            "|insisted"
            "|never|kept|didn't (?!get|have|receive)|did not (?!get|have|receive)|couldn't be"
            "|wouldn't|changed your mind|messed|screwed|waited|took (?:so|too))": None,
            r"you(?:'ve| have)? (?:completely |simply |clearly |just |again |obviously |totally )*"
            r"(?:failed to|ignored|neglected to|refused to|messed|screwed|ruined|botched"
            r"|caused (?:this|the|all)|forgot|couldn't be bothered|can't even|couldn't even"
            r"|didn't even"
            r"|haven't even|don't even|did not even|have not even)": None,
            "your (?:failure|inability|refusal|unwillingness|negligence|carelessness"
            "|ignorance)": None,
            r"your (?:constant|endless|never-ending|eternal|continual)"
            r" (?!support|help|trust|patience|feedback)(?P<what>\w+)": "your {what}",
            "(?:is|was|'s) (?:not|hardly) (?:our|my) (?:problem|fault|job|business)"
            "|(?:is|was)n't (?:our|my) (?:problem|fault|job|business)"
            "|not (?:our|my) (?:problem|fault)": None,
            f"(?:that|this|it)(?:'s| is) (?:{_VERY} )*your (?:own )?(?:problem|doing|mess)": None,
            "it was you who(?! (?:found|helped|noticed|spotted))"
            "|you were the ones? who(?! (?:found|helped|noticed|spotted))": None,
            r"(?:once|yet) again,? you(?:'ve| have)?(?! can\b| helped| are)|you(?:'ve| have)?"
            r" (?:once|yet) again": None,
            "you (?:clearly|obviously|evidently|plainly)(?: \\w+)? (?:not|never|no|misunderst\\w+)"
            "|you (?:clearly|obviously|evidently) (?:didn't|don't|haven't|can't|couldn't|lack"
            "|have no"
            "|forgot|never|fail)": None,
        },
        Cause.ALWAYS: {
            r"you(?:'re| are)? (?:all |people )?(?:always|constantly|continually|forever)"
            r" (?:\w+ing|change|late|ask|want|complain|forget|ignore|expect|come|blame|the same"
            r"|criticis\w|criticiz\w|cancel|miss|delay|argue|find something)(?! (?:up to"
            r" date))": None,
            "you (?:people |guys )?never (?:ever |once |even )?(?:answer|reply|respond|read"
            "|listen|send"
            "|sent|tell|told|say|said|pay|paid|deliver|keep|kept|understand|check|give|gave"
            "|answered"
            "|replied|responded|asked|mentioned|informed|call|called|provided?|approved?|confirm"
            "|care"
            "|stick|bother|let|decide|on time|happy|satisfied|do|did|have time|pick up)": None,
            r"you (?:just |people )?keep (?:on )?(?!track)\w+ing": None,
            "every single time": None,
        },
        Cause.ANGER: {
            f"(?P<who>i am|i'm|we are|we're) (?:{_VERY} )*(?:sick(?: and tired)? of|tired of"
            "|fed up with)": "{who} concerned about",
            f"(?P<who>i am|i'm|we are|we're) (?:{_VERY} )*(?:furious|angry|annoyed|appalled"
            f"|outraged"
            "|livid|fuming|disgusted|pissed off|pissed|fed up)": "{who} unhappy",
            f"(?:i am|i'm|we are|we're) (?:{_VERY} )*(?:done with (?:you|this)|speechless|offended"
            "|insulted|losing (?:my|our) patience|running out of patience|not your)": None,
            r"(?:i|we)(?:'ve| have)? (?:really |just |finally )?had (?:it|enough)"
            r"(?: (?:with|of) (?:you|your|this|these|that|it|all)|(?=[.!]|$))|enough is enough"
            "|that's enough|that is enough(?=[.!])": None,
            "(?:i|we) (?:can't|cannot|can not|couldn't|can hardly) believe (?:that )?(?:you|this|we"
            "|it)": None,
            r"(?:my|our) patience(?: with you)? (?:is|has|was|will) (?:\w+ )*?(?:running out|at"
            r" an end"
            "|run out|over|gone|exhausted|limited|ended|thin|up|limits)": None,
            r"(?<!we\s)(?<!will\s)(?<!to\s)(?<!'ll\s)stop (?:calling|bothering|wasting|harassing"
            r"|whining"
            "|complaining|pestering|moaning|nagging|lying|blaming|pretending|acting|playing"
            "|making excuses|changing)": None,
            "(?:won't|will not|not going to|refuse to|no longer|cannot|can't) (?:put up with"
            "|tolerate|stand for|be treated)": None,
            "how dare you|don't you dare|shame on you|who do you think you are|what (?:the|on"
            " earth)"
            " (?:hell|heck|fuck|were|are|is)|are you (?:serious|kidding|joking|out of your mind)"
            "|you must be (?:joking|kidding)|you can't be serious|(?:got|have) to be (?:kidding"
            "|joking)"
            "|is this (?:a|some kind of) joke|what were you thinking|what is wrong with you"
            "|what's wrong with you": None,
            "get (?:a grip|your act together|real|over it|lost|it together)|do your (?:job"
            "|homework)"
            "|grow up|wake up|shut up|leave (?:us|me) alone|go to hell|couldn't care less"
            "|(?:i|we) (?:really )?(?:don't|do not) care|who cares|so don't complain"
            "|don't (?:complain|blame us|act surprised)(?: now)?|wasting (?:our|my|everyone's)"
            " time": None,
            "or else(?=[.!]|$)|you(?:'ll| will) (?:regret|be sorry)|hear from (?:our|my) lawyers?"
            "|see you in court|take you to court|our lawyers? will|(?:last|final) warning": None,
            "(?P<who>i|we) (?:hereby )?demand(?= an?| the| your)": "{who} ask for",
            "(?P<who>i|we) (?:hereby )?demand that": "{who} ask that",
            "just for once|for once in your life|can you (?:please )?for once": None,
        },
        Cause.INSULT: {
            f"(?P<it>this|that|it)(?:'s| is) (?:{_VERY} )*(?:an? )?(?:{_VERY} |complete |total "
            f"|utter )*"
            f"(?:{_MAD}|unacceptable|joke|farce|disgrace|disaster|shambles)(?! (?:\\w)|"
            f" collect)": "{it} does not work for us",
            f"(?:{_VERY} )*{_MAD}(?! collect)|{_VERY} unacceptable|(?:is|are|was)"
            f" unacceptable": None,
            r"fuck\w*|shit(?:ty|show|s)?|(?:god)?damn(?:ed|it)?|wtf|bloody|screw you|arse(?:hole)?"
            r"|asshole|bastards?|for (?:god|christ|heaven|fuck)'?s? sake|jesus christ|ffs": None,
            r"(?:you|you're|bunch of|like|such|these|those|total|complete|are)(?: \w+)? (?:fools?"
            r"|clowns?|amateurs?|liars?|jerks?|losers?|incompetents?|crooks?|cheats?|children)"
            "|idiots?|morons?|imbeciles?": None,
            "incompeten(?:t|ce)|clueless|childish|arrogan(?:t|ce)|ungrateful|delusional|hysterical"
            r"|(?:you|your)\b.{0,30} (?:unreasonable|rude|lazy|dishonest|irresponsible"
            r"|immature)": None,
            "(?:a |such a |complete |total )*waste of (?:our |my |everyone's )?(?:precious "
            "|valuable )?"
            "(?:time|money|effort|energy)": None,
            "(?:complete|total|utter|absolute) (?:disaster|mess|chaos|failure|disgrace|shambles"
            "|farce)": None,
            "you(?:'re| are|'ve been| have been) (?:lying|cheating|playing games)|you lied"
            "|that's a lie|that is a lie": None,
            "you (?:just |simply |really )?(?:don't|do not|won't|refuse to) (?:get it|understand"
            " anything|listen|have a clue|know what you|want to understand)|you have no (?:idea"
            "|clue)"
            "(?! (?:yet|how grateful))": None,
            "(?:what|which) part of|can't you (?:even |just )?(?:read|see|understand|count|follow)"
            "|did you even|do you even|are you even": None,
        },
        Cause.SARCASM: {
            "thank(?:s| you) for (?:absolutely )?nothing|good luck with (?:that|it)"
            "|well,? good luck(?=[.!]|$)": None,
            "with all due respect": "in our view",
            r"(?:if|had) you(?:'d| had)?(?: actually| even| only| just| ever)*"
            " (?:bothered|cared|took the time|taken the (?:time|trouble)|paid attention"
            "|could be bothered|been listening)": None,
            r"(?:so |now that )?you(?:'ve| have)? (?:finally|at last|deigned to)"
            " (?:answer|repl|respond|decid|manag|found|got (?:back|around)|read|bother|show"
            "|woke)\\w*"
            "|(?:nice|kind|good) of you to (?:finally|at last|eventually|even|join|bother)(?:"
            " \\w+)?": None,
            "(?:what a|how) (?:surprise|surprising|shock|shocking|original|convenient|typical)"
            "|surprise,? surprise|typical(?=[.!]|$)|congratulations on (?:breaking|ruining|missing"
            "|losing|another)|great job (?:breaking|ruining)|must be nice|nice try|yeah,? right"
            "|oh (?:really|please|come on)|of course you (?:did|do|didn't|don't|would|know)|big"
            " surprise"
            "|as usual,? you|just (?:great|brilliant|wonderful|perfect)(?=[.!]|$)": None,
            r"(?:it's |it is |this is |that's )?not (?:exactly )?(?:rocket science|brain surgery)"
            r"|how (?:hard|difficult) can (?:it|that|this) be|what(?:'s| is) so (?:hard|difficult)"
            r"|is it (?:really |that |so )+(?:hard|difficult)|even a (?:child|toddler"
            r"|five-year-old)"
            r"|any child|my grandmother|do the math|news ?flash|what (?:did|do) you expect"
            r"|you asked for it": None,
            "let me (?:spell|say|explain) (?:it|this|that)(?: out)?(?: again)?"
            " (?:slowly|for you|in simple|one more time)|let me spell (?:it|this|that) out"
            "|in simple (?:words|terms) (?:for you|so)|in case you (?:hadn't|haven't|have not"
            "|didn't"
            "|missed|forgot)(?: \\w+)?": None,
            "your so-called": "your",
            "obviously,? you(?! (?:will|are|can|may))": None,
        },
        Cause.CURT: {
            "^whatever(?=[.!,]|$)|do what(?:ever)? you (?:want|like)|suit yourself|be my guest"
            "|knock yourself out|your loss(?=[.!]|$)|tough luck|too bad(?=[.!]|$| for you)|deal"
            " with it"
            "|live with it|like it or not|take it or leave it|end of (?:story|discussion)"
            "|case closed|(?:period|full stop)(?=[.!]?$)|not up for (?:discussion|debate)": None,
            "google it|figure (?:it|that) out yoursel(?:f|ves)|read (?:it|my (?:e-?)?mail) again"
            "|^(?:just |simply )?read (?:the|my|our|your) (?:contract|(?:e-?)?mails?|offer|manual"
            "|docs"
            "|documentation|terms|message|proposal|attachment)(?: first| again| properly)?(?=[.!]"
            "|$)": None,
            "(?:do i|have i) make myself clear|made myself clear|is that clear|are we clear|got"
            " it[?]"
            "|^understood[?]|(?:is|'s) (?:finally|now) clear|clear (?:now|enough)(?=[.!?]|$)": None,
            "(?:go )?find (?:someone|somebody|another \\w+) else|go elsewhere|not my (?:job"
            "|department)"
            "|why should (?:i|we) (?:care|bother)|^(?:really|seriously|so what|now what|what"
            " now)[?]": None,
        },
        **PROMISES,
    },
    calm={
        Kind.OVERPROMISING: (
            "cannot|can't|can not|couldn't|won't|don't|doesn't|isn't|aren't|not|never|nobody|no one"
            "|nor|unable|hard to|if|whether|was|were|ran|until|unless|are you|is there"
        ),
        Kind.HEATED: (
            "sorry|apolog(?:y|ies|i[sz]e)|our (?:own )?(?:mistake|fault|error|side|part)|of us|of"
            " ours"
            "|(?:i|we) (?:can |fully |do |completely )*understand|you (?:wrote|said|feel|felt"
            "|find|found"
            "|must feel)|you are (?:right|angry)|thank|not|we (?:were|did|made)"
        ),
        Kind.BLAMING: "i think|maybe|perhaps|probably|it is not|it's not|isn't|wasn't|in case",
    },
    curt=(
        "no|nope|no way|wrong|not possible|impossible|can't do(?: it| that)?|forget it|denied"
        "|rejected|no chance|never|not now|no time|see contract|not my problem|so what|and"
    ),
)
