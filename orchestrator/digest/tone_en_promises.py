"""What English says when it promises too much.  Pure."""

from collections.abc import Mapping

from orchestrator.digest.tone_rules import Cause

_DONE = (
    "(?:done|ready|finished|fixed|live|online|delivered|completed?|solved|on time|there|working|up)"
)

PROMISES: Mapping[Cause, Mapping[str, str | None]] = {
    Cause.CERTAIN: {
        r"impossible for (?:it|this|that|anything) to|(?:make|fulfil|fulfill|meet|grant|satisfy)"
        r" (?:all|every one of|each of|every) (?:of )?your (?:\w+ )?(?:wish|wishes|dreams?|needs?"
        r"|expectations?)|come true|(?:solves?|fix(?:es)?) everything|all your problems|everything"
        r" will (?:just |simply )?(?:work|run|go)|(?:always|day (?:and|or) night) (?:be"
        r" )?(?:available|reachable|there for you)|day or night|(?:never|not) (?:let you down"
        r"|disappoint you)|(?:best|perfect|fastest|safest) (?:\w+ )?(?:in the world|on the market"
        r"|of all time)|we can do anything|100 ?% (?:satisfaction|success|uptime|guarantee)": None,
        "(?:you can )?(?:count|rely|bet|depend) on (?:it|that)(?=[.!]|$)|(?:100 ?%|100 percent|a"
        " hundred percent)"
        " (?:rely|count|depend|reliabl\\w+)|(?:rely|count) on us (?:100 ?%|completely|blindly)"
        "|mark my words"
        "|(?:i|we) personally guarantee|(?:will|'ll) (?:all )?(?:work|run|go) perfectly|everything"
        " will be"
        " (?:perfect|fine|great)": None,
        r"(?P<who>i|we)(?:'ll| will| can| do)?(?: absolutely| fully| personally| hereby| of"
        r" course)*"
        r" guarantee(?! (?:nothing|no|neither))(?: you)?": "{who} expect",
        "guaranteed to": "expected to",
        "(?P<be>is|are|will be|'ll be|'s) (?:absolutely |fully |100 ?% )*guaranteed"
        "(?! (?:by|under|in) )": "{be} planned",
        ",? (?:and )?(?:that's |that is )?guaranteed(?=[.!]|$)": "",
        "guaranteed(?= (?:done|ready|finished|by|on|before|tomorrow|online|live))": "expected",
        "(?:you have|i give you|we give you|on) (?:my|our) word(?: (?:that|on (?:it|that)))?"
        "|(?:i|we) (?:swear|vow)|cross my heart|trust (?:me|us)(?=,| on)|believe me,": None,
        r"(?P<who>i|we)(?:'ll| can| hereby| solemnly)* promise(?: you)?(?: that)?"
        r"(?= (?:it|this|that|there|everything|nothing|you'll|you will|we|i|no)"
        r"\b)": "{who} expect that",
        ", (?:i|we) promise(?: you)?(?=[.!]|$)": "",
        r"(?P<who>i|we)(?: can)? assure you(?: that)?(?=.{0,60}(?:will|'ll|won't|never|no)"
        r" )": "{who} expect that",
        r"(?P<who>\w+)'ll (?:definitely|certainly|surely|absolutely|100 ?%|without (?:a |any"
        r" )?doubt"
        r"|without fail)(?! (?:look|pass|let|keep you|get back|ask|check|consider|think"
        r"|discuss|call"
        r"|write|try|come back|remember|need|have to|take))": "{who} should",
        "(?:will|shall|is going to|are going to) (?:definitely|certainly|surely|absolutely"
        "|100 ?%"
        "|without (?:a |any )?doubt|without fail)(?! (?:look|pass|let|keep you|get back|ask"
        "|check"
        "|consider|think|discuss|call|write|try|come back|remember|need|have to"
        "|take))": "should",
        f"(?:definitely|certainly|absolutely|100 ?%) (?:be )?(?P<what>{_DONE})"
        "(?= (?:by|tomorrow|on|until|before|this|next|today|tonight|in"
        "|within))": "expected to be {what}",
        f"{_DONE}[^,]{{0,25}},? (?:for sure|without a doubt|definitely|100 ?%)(?=[.!]|$)": None,
        "(?P<be>will be|'ll be) (?:at )?100 ?%": "{be}",
        "no matter what|whatever it takes|whatever happens|come what may|come hell or high"
        " water"
        "|at (?:all costs|any (?:cost|price))|without fail": "if nothing unexpected comes up",
        "(?:100 ?%|(?:a |one )?hundred percent|100 percent|absolutely|completely|totally)"
        " (?:sure|certain|positive|convinced)": "confident",
        "(?:100 ?%|hundred percent|100 percent|absolutely|completely|totally) (?:secure|safe"
        "|reliable|perfect|risk-free|satisfied|on time|stable)": None,
        "(?:completely |totally |absolutely |100 ?% )*(?:bug|error|fault)-free|free of (?:bugs"
        "|errors)": "thoroughly tested",
        "flawlessly": "well",
        "(?:be|are|is|completely) flawless|bullet-?proof|fool-?proof|unhackable|watertight"
        "|risk-free": None,
        "(?:you won't|you will not|you'll never) (?:regret|be disappointed|have to worry"
        "|find a better)|you(?:'ll| will) (?:love it|be (?:amazed|blown away|thrilled|delighted"
        "|over the moon))|blow(?:n)? (?:you )?away|exceed (?:all )?your (?:wildest"
        " )?expectations"
        "|(?:everything|it) will be (?:perfect|flawless|exactly as)|unlimited (?:changes"
        "|revisions"
        "|rounds|corrections)|solves? all (?:of )?your problems|once and for all": None,
    },
    Cause.NEVER: {
        r"(?:zero|no) chance (?:of|that) .{0,20}(?:delay|problem|fail|error|bug)\w*": None,
        "you(?:'ll| will) never (?:again |ever )*(?:have|see|get|experience) (?:an? |any"
        " )?(?:single )?(?:problem|bug"
        "|delay|error|issue|glitch)(?:e?s)?|no way (?:that )?(?:this|it|that|we) (?:can|could|will"
        "|would)"
        " (?:fail|go wrong|break|miss)|won't (?:ever )?happen (?:ever )?again,? (?:i|we)"
        " (?:promise|swear)": None,
        "(?P<it>this|that|it) (?:will|shall|can|would) (?:never|not ever) (?:ever )?"
        "(?:happen|occur)(?: to you)?(?:"
        " again)?": "we are working to keep {it} from happening again",
        "i(?:'ll| will) never (?:ever )?again": "I will do my best not to",
        "we(?:'ll| will| shall) never (?:ever )?again": "we will do our best not to",
        r"(?:will|'ll|shall|can) never (?:ever )?(?:be late|miss|let you down|fail|crash"
        r"|break|go down"
        r"|have to worry|forget|\w+ .{0,30}again)|never ever|never again(?! (?:ask|need))"
        "|(?:promise|guarantee|swear|sure).{0,40}(?:won't|will not) happen again": None,
        "nothing (?:can|will|could|is going to|is able to) (?:possibly |ever )?(?:go wrong"
        "|break|fail"
        "|happen|be lost|get lost)": "we have a plan for what may go wrong",
        "(?:it|this|that|the \\w+) (?:can't|cannot|can not|can never) (?:possibly )?(?:fail"
        "|go wrong"
        "|break)|impossible (?:to|that) .{0,10}(?:fail|break|hack)|what could (?:possibly"
        " )?go wrong": None,
        "there (?:will|'ll|are going to) be (?:absolutely )?(?:no|zero)(?: more| further)?"
        " (?P<what>delays|problems|bugs|surprises|errors|issues|mistakes)(?: whatsoever| at all"
        "| ever)?": "we do what we can to avoid {what}",
        "no more (?:delays|problems|bugs|mistakes|surprises|errors)"
        " (?:ever|from (?:us|now on|here on))|zero (?:risk|bugs|problems)|(?:absolutely )?no"
        " risk"
        "(?: (?:whatsoever|at all))?": None,
    },
    Cause.EASY: {
        "(?P<it>that|it|this)(?:'s| is| will be) (?:absolutely |really |definitely )*no"
        " (?:problem|issue|trouble|big deal) (?:whatsoever|at all)": "{it} should be possible",
        "(?:is|are|will be) (?:absolutely |really )*no (?:problem|issue|trouble) (?:whatsoever"
        "|at all)": "should be possible",
        "^(?:absolutely )?no (?:problem|issue|trouble) (?:whatsoever|at"
        " all)": "that should be possible",
        "no (?:problem|issue|trouble)s? whatsoever|absolutely no (?:problem|issue|trouble)": None,
        "consider it (?:already )?done|as good as done|it's in the bag": "we will look into it",
        "(?:a )?piece of cake|child's play|easy peasy|a walk in the park|whatever you (?:want"
        "|need"
        "|wish),? we|anything you (?:want|like|wish)": None,
        "in no time(?: at all)?|in the blink of an eye|before you know it": "soon",
        "(?:will|'ll|going to)\\b.{0,60} without (?:any|a single|the slightest) (?:problems?"
        "|risk"
        "|issues?|bugs?|hitch(?:es)?|interruptions?|delays?)": None,
    },
}
