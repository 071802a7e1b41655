"""What English says when it is sarcastic or curt.  Pure."""

from collections.abc import Mapping

from orchestrator.digest.tone_rules import Cause

CURT: Mapping[Cause, Mapping[str, str | None]] = {
    Cause.SARCASM: {
        "thank(?:s| you) .{0,60},? as (?:always|usual)(?=[.!]|$)|(?:maybe|perhaps) (?:just )?"
        "(?:read|try|ask|look at|check) (?:the|our|my|it)": None,
        r"as if (?:we|i) had nothing (?:better|else)|all the time in the world|(?:think|look"
        r"|read|check)(?: twice| carefully)? before you (?:write|ask|complain|speak|send)|use"
        r" your (?:head|brain|eyes)|(?:maybe|perhaps) you should (?:try|learn|start|stop|read"
        r"|think|finally)|any (?:idiot|fool)|poor you|spare (?:me|us)|save your breath|cry me"
        r" a river|we are not (?:your|mind readers)|(?:i'm|i am|we're|we are) not (?:your"
        r" (?:servants?|slaves?|secretary)|mind readers?)|lucky (?:me|us)(?=[.!]|$)|my"
        r" (?:mistake|bad) for (?:thinking|believing|assuming)|silly me": None,
        "(?:well,? )?congratulations,? you|any (?:other|more) (?:wishes|special requests)"
        "|anything else,? your"
        "|(?:it's|it is|that's|that is|this is) (?:really |honestly |actually )?not (?:that"
        "|so) (?:hard|difficult"
        "|complicated)|slow clap|genius(?=[.!]|$)|be my guest|what part of|hello[?]|is anybody"
        " (?:there|home)": None,
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
        r"not interested(?=[.!]|$)|no comment|nothing (?:more|else|further) to (?:say|discuss"
        r"|add)(?=[.!]|$)|(?:this|the|that) (?:discussion|conversation|matter|topic) is"
        r" (?:over|closed|finished)|my mind is made up|because (?:i|we) say so|ask google|not"
        r" my problem|we(?:'re| are) done(?: here)?(?=[.!]|$)|that's that|i"
        r" don't have time for this|stop asking": None,
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
}
