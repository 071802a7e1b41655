"""One full context per mail, of an invented studio and its client."""

import re

from orchestrator.mail_contexts import (
    AcknowledgementContext,
    CaseContext,
    ConfirmationContext,
    DigestContext,
    MailContext,
    PausedContext,
    ResponseContext,
    ResumedContext,
    TypedContext,
    WelcomeContext,
)

# Words that every English sentence needs, and German ones do not have.
ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|you|your|yours|we|our|us|this|that|these|is|are|be|of|to|for|with|from|by|on|if|or|"
    r"not|no|yes|reply|thank|please|how|what|which|until|next|done|stop|need|here|get|by|hi|hello)\b",
    re.IGNORECASE,
)

FRAME: MailContext = {
    "lang": "en",
    "informal": False,
    "subject": "Booking site: 2 decisions by Tue 24 Nov",
    "studio": {
        "name": "Northwind Studio",
        "address": "12 Quay Street, Cardiff CF10 5AB",
    },
    "project": {"name": "Booking site relaunch"},
    "signer": {
        "name": "Maya Okafor",
        "role_line": "Project manager, Northwind Studio. I read every reply, usually within"
        " 4 working hours.",
    },
    "why": "You get this update every Friday at 16:00, standard length, because you chose that"
    " on 3 Aug.",
    "how_to_change": ["monthly", "shorter", "text me instead", "pause until 3 Jan", "stop"],
    "reference": "HL-14",
    "unsubscribe_url": "https://mail.northwind.example/unsubscribe/k7f2m9",
}

PULSE_ADDRESS = "mailto:harbor+p14.k7f2@mail.northwind.example"

DIGEST: DigestContext = {
    **FRAME,
    "preview": "Launch may slip 3 days. Choose a payment option by Tuesday and 8 Dec holds.",
    "update": {"number": 14, "name": "Weekly update", "period": "14–20 Nov"},
    "greeting_name": "Dana",
    "status": {
        "word": "At risk",
        "tone": "watch",
        "sentences": [
            "Launch may move from 8 to 11 December because card payments are waiting on a"
            " provider.",
            "If you choose one by Tuesday, 8 December still holds.",
            "Everything else is on plan.",
        ],
    },
    "goals": [
        {
            "text": "“Fewer calls at the desk” 31 calls a week on Fri 20 Nov (your call log), from"
            " 40 at the start. The goal is 20 by Thu 31 Dec.",
            "share": 45,
        },
        {
            "text": "“Guests feel welcome” Nine of ten said so. (Wed 18 Nov)",
            "share": None,
        },
    ],
    "news": [
        {"text": "The Welsh translator is ill, so Welsh pages follow a week later.", "bad": True},
        {"text": "The regional tourist board will link to the new site.", "bad": False},
    ],
    "told": [
        {
            "you_told_us": "last week was a 3 out of 5 because photos arrived late.",
            "we_changed": "photos now come to you every Wednesday, two days before review.",
        }
    ],
    "asks": [
        {
            "n": 1,
            "kind": "choice",
            "title": "Which payment provider should we use?",
            "detail": "",
            "options": [
                {
                    "key": "1A",
                    "text": "Stripe: 1.5% per card, live in 2 days",
                    "recommended": True,
                },
                {
                    "key": "1B",
                    "text": "Your bank’s terminal: 0.9%, live in 9 days, moves launch to 11 Dec",
                    "recommended": False,
                },
            ],
            "hint": "",
            "due": "By Tue 24 Nov. No reply: we wait, and launch moves to 11 Dec.",
        },
        {
            "n": 2,
            "kind": "yesno",
            "title": "Add gift vouchers? £1,850 and 4 days",
            "detail": "You asked for this on 12 Nov. It fits after launch (14–17 Dec).",
            "options": [],
            "hint": "2 yes / 2 no",
            "due": "By Fri 4 Dec. No reply: we leave it out. Nothing is billed.",
        },
        {
            "n": 3,
            "kind": "value",
            "title": "Who signs off the cancellation wording?",
            "detail": "A name is enough. We will write to them directly.",
            "options": [],
            "hint": "",
            "due": "By Fri 27 Nov. No reply: we ask you again in the next update.",
        },
    ],
    "ask_example": "1B, 2 yes, 3 Priya",
    "done": [
        "Room calendar works on phones: https://preview.northwind.example/harbor",
        "All 42 room photos are cropped and uploaded.",
        "Your question about winter rates (Mon): answered, rates go live 1 Dec.",
    ],
    "next": [
        "Connect payments, as soon as we have your answer to 1.",
        "Confirmation e-mails in English and Welsh, by Thu 26 Nov.",
    ],
    "noted": ["please no jargon in the mails to Priya"],
    "pulse": {
        "question": "Are you comfortable with the progress?",
        "hint": "Answer in your own words, or with a number:",
        "either": "or",
        "links": [
            {"score": score, "word": word, "href": f"{PULSE_ADDRESS}?body={score}%2F5&subject=Re"}
            for score, word in enumerate(("Poor", "Worried", "So-so", "Good", "Great"), start=1)
        ],
    },
}

ACKNOWLEDGEMENT: AcknowledgementContext = {
    **FRAME,
    "why": "You get this because you replied to update 14.",
    "lines": [
        "1: bank terminal.",
        "2: yes to gift vouchers, £1,850. Maya confirms this by 17:00.",
        "3: Priya signs off.",
    ],
}

CONFIRMATION: ConfirmationContext = {
    **FRAME,
    "subject": "Please confirm: Booking site relaunch",
    "why": "You get this because a mail in your name reached us.",
    "how_to_change": [],
    "greeting_name": "Dana",
    "asked": ["Which payment provider should we use? Your bank’s terminal.", "On Tuesdays."],
    "done": ["Shorter it is."],
    "code": "OK-7K4M-Q2XW",
    "valid_until": "Tue 24 Nov, 16:00",
}

PAUSED: PausedContext = {
    **FRAME,
    "subject": "Booking site: paused until Sun 3 Jan",
    "why": "You get this because you asked for a pause today at 11:05.",
    "how_to_change": ["start", "pause until 1 Feb", "stop"],
    "greeting_name": "Dana",
    "back_on": "Sun 3 Jan",
}

RESUMED: ResumedContext = {
    **FRAME,
    "subject": "Booking site: your updates are on again",
    "why": "You get this because you replied “start” today at 11:05.",
    "greeting_name": "Dana",
    "rhythm": "every Friday at 16:00",
    "next_on": "Fri 27 Nov",
}

WELCOME: WelcomeContext = {
    **FRAME,
    "subject": "Booking site: what you will get from us",
    "why": "You get this once, because Maya added you to this project today.",
    "how_to_change": [],
    "greeting_name": "Dana",
    "often": [
        "At most 2 messages a week from us. That is a promise.",
        "One of them is an update every Friday at 16:00.",
    ],
}

RESPONSE: ResponseContext = {
    "lang": "en",
    "subject": "Re: Photos for the booking site",
    "studio": FRAME["studio"],
    "signer": {"name": "Maya Okafor", "role_line": "Project manager, Northwind Studio"},
    "lines": [
        "Hello Dana,",
        "",
        "yes, all 42 photos arrived, and they are on the test site since this morning.",
        "Two are too small for the first page:",
        "- the harbour at night",
        "- the breakfast room",
        "",
        "I'll send you the price list by Friday.",
    ],
    "paragraphs": [
        ["Hello Dana,"],
        [
            "yes, all 42 photos arrived, and they are on the test site since this morning.",
            "Two are too small for the first page:",
            "- the harbour at night",
            "- the breakfast room",
        ],
        ["I'll send you the price list by Friday."],
    ],
    "quoted": {
        "attribution": "On Mon 23 Nov at 08:00, Dana Whitfield wrote:",
        "lines": ["Did the photos arrive?", "", "And when do we get the prices?"],
    },
}

CASE: CaseContext = {
    "lang": "en",
    "subject": "HL: invoice 1182 is disputed",
    "studio": FRAME["studio"],
    "signer": {"name": "Maya Okafor", "role_line": "Project manager, Northwind Studio"},
    "lines": [
        "Hello,",
        "",
        "Dana Whitfield of Harbor & Lane disputes invoice 1182.",
        "What is right, and what can we offer?",
    ],
    "paragraphs": [
        ["Hello,"],
        [
            "Dana Whitfield of Harbor & Lane disputes invoice 1182.",
            "What is right, and what can we offer?",
        ],
    ],
    "facts": [("Client", "Harbor & Lane"), ("Invoice", "1182"), ("Amount", "€4,200")],
    "quoting": "Dana Whitfield wrote on Fri 20 Nov:",
    "said": ["Invoice 1182 is wrong: we never ordered the second photo day.", "", "Dana"],
}

SAMPLES: dict[str, MailContext | TypedContext] = {
    "acknowledgement": ACKNOWLEDGEMENT,
    "case": CASE,
    "confirmation": CONFIRMATION,
    "digest": DIGEST,
    "paused": PAUSED,
    "response": RESPONSE,
    "resumed": RESUMED,
    "welcome": WELCOME,
}
