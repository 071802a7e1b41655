"""The tone of English.  Pure."""

from orchestrator.digest.tone_en_curt import CURT
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
            r"(?:as|like) (?:i|we) (?:keep|kept|always|constantly) (?:telling|saying|explaining"
            r"|say|tell|repeating)(?: you)?": None,
            rf"(?:i|we)(?:'ve| have)? (?:already )?(?:told|asked|explained|reminded|warned"
            rf"|written)\b[^,;]{{0,40}}? {_TIMES}|(?:i|we) (?:did )?(?:warn|warned|tell|told) you"
            rf"(?: (?:this|that|it) (?:would|was going to)| before|(?=[.!]|$))": None,
            f"(?:as|like) (?:i|we)(?:'ve| have|'d| had)?(?: already| repeatedly| clearly| now)+"
            f" {_TOLD}(?: {_TIMES})?": "as mentioned",
            f"(?:as|like) (?:i|we)(?:'ve| have|'d| had)? {_TOLD} {_TIMES}": "as mentioned",
            "(?:as|like) (?:i|we)(?:'ve| have|'d| had)? told you": "as mentioned",
            rf"as (?:already |repeatedly |previously )+(?:said|mentioned|stated|explained|told"
            rf"|pointed out)"
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
            "if only you|if you(?:'d| had) only|you might have (?:at least )?(?:told|asked|said"
            "|let)": None,
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
            r"only have yoursel(?:f|ves) to blame|it is you who|(?:all|only|just) because of you"
            r"|you brought this on|you(?:'re| are) (?:\w+ )?responsible for (?:this|the) (?:delay"
            r"|mess|problem|situation|failure|chaos|damage)|you(?:'ve| have)? (?:let us down|made"
            r" us|cost us|wasted|left us|held us up)|you (?:don't|do not) (?:ever |even )?(?:read"
            r"|listen|answer|reply)": None,
            r"your (?:team|colleagues?|people|office|company|side|staff|department|boss) (?:has "
            r"|have |had )?"
            r"(?:again |once again |simply |clearly |just )?(?:dropped|failed|forgot|never|ignored"
            r"|messed|screwed|keeps?"
            r"|always|lost|broke|didn't (?:even|bother)|blew|delayed)|dropped the ball": None,
            "on your (?:end|side),? not (?:on )?(?:ours|mine)|(?:is|was|are) (?:yours|your own),?"
            " not (?:ours|mine)": None,
            "you (?:didn't|did not|never) (?:even )?(?:bother|care|listen|think of|think about"
            "|read|pay attention)": None,
            "because of your (?:team|company|side|people|colleagues?|mistakes?|delays?|indecision"
            "|negligence)"
            "|(?:always|constantly|forever|keep) (?:have to |having to )?(?:chase|chasing|run"
            " after|running after|remind)"
            "(?:ing)? you|babysit": None,
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
            r"(?:i'm|i am|we're|we are) done (?:discussing|talking|arguing|explaining|repeating"
            r"|waiting)": None,
            r"^enough(?=[.!])|(?:drive|drives|driving|drove) (?:me|us) (?:crazy|mad|insane|nuts|up"
            r" the wall)|(?:lost|losing|lose) (?:my|our) (?:patience|temper)|(?:goes|going|gone"
            r"|go) too far|for the love of god|slap in the face|(?:talk|speak|write) to (?:me|us)"
            r" like (?:this|that)|(?:get|getting|gets) on (?:my|our) nerves|i hate"
            r"|unbelievable(?=[.!]|$)|beyond belief|last straw|crossed (?:a|the) line|what a"
            r" (?:nightmare|disaster|mess|circus)|had it up to here": None,
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
            r"you(?:'re| are) (?:being |simply |just |really )*(?:impossible|unbelievable|a"
            r" nightmare|hopeless|useless|paranoid|difficult|a pain)|blackmail\w*|bully\w*"
            r"|bullshit\w*|hopeless(?=[.!]|$)": None,
            "makes? (?:absolutely )?no sense (?:whatsoever|at all)|makes absolutely no sense|the"
            " worst \\w+ (?:i|we)(?:'ve| have)?"
            " ever|worst (?:client|customer)s?|even you (?:can|could|should|will|must)": None,
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
        **CURT,
        **PROMISES,
    },
    calm={
        Kind.OVERPROMISING: (
            "cannot|can't|can not|couldn't|won't|don't|doesn't|isn't|aren't|not|never|nobody|no one"
            "|nor|unable|hard to|if|whether|was|were|ran|until|unless|are you|is there"
        ),
        Kind.HEATED: (
            "sorry|apolog(?:y|ies|i[sz]e)|our (?:own )?(?:mistake|fault|error|side|part)|of us|of"
            " ours|(?:i|we) (?:can |fully |do |completely )*understand|you (?:wrote|said|feel|felt"
            "|find|found|must feel)|you are (?:right|angry)|thank|not(?: \\w+)?\\s*$|we (?:were"
            "|did|made)"
        ),
        Kind.BLAMING: "i think|maybe|perhaps|probably|it is not|it's not|isn't|wasn't|in case",
    },
    curt=(
        "no|nope|no way|wrong|not possible|impossible|can't do(?: it| that)?|forget it|denied"
        "|rejected|no chance|never|not now|no time|see contract|not my problem|so what|and"
    ),
)
