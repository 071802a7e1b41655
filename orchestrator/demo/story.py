"""What happened at Northwind Studio in the last six weeks.  Data, no code that does anything.

Weeks are counted back from the update that is due next: 0 is that one, 1 the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from orchestrator.models import AskKind, Delivery, FactKind

WEEKS = 6
DONE, NEXT, NEWS = FactKind.DONE, FactKind.NEXT, FactKind.NEWS


@dataclass(frozen=True, slots=True)
class Question:
    """An ask that goes into the update of ``week``.  ``due``: days after that update.

    ``order``: it asks to agree to a request at this price, in pence, and so many days later.
    """

    week: int
    kind: AskKind
    text: str
    on_silence: str
    due: int
    detail: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    recommended: str = ""
    settles: str = ""
    order: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One client with one project.

    ``day`` and ``hour`` are when her update leaves, from the first one of its week.
    ``facts``: week, kind, words.  ``bad`` names those that stand first.  ``replies``:
    week to what she answered some hours after that update.
    """

    client: str
    contact: str
    address: str
    project: str
    slug: str
    code: str
    delivery: Delivery
    note: str
    facts: Sequence[tuple[int, FactKind, str]]
    replies: Mapping[int, str]
    asks: Sequence[Question] = ()
    bad: Sequence[str] = ()
    day: int = 0
    hour: int = 0
    informed: Sequence[tuple[str, str]] = ()


HARBOR = Chapter(
    client="Harbor & Lane",
    contact="Dana Whitfield",
    address="dana@harborlane.example",
    project="Booking site relaunch",
    slug="booking-site",
    code="HL",
    delivery=Delivery.WATCH,
    note=(
        "Launch may move by three days because card payments are waiting on a provider. "
        "If you choose one this week, the date still holds. Everything else is on plan."
    ),
    informed=[("Priya Shah", "priya@harborlane.example")],
    facts=[
        (6, DONE, "The first version of the booking calendar is on the test site."),
        (6, NEXT, "Rates for the high season, in your currency and in euros."),
        (5, DONE, "Rates for the high season are in, in pounds and euros."),
        (4, DONE, "Guests can change a booking without calling you."),
        (4, NEXT, "Welsh pages: the first ten."),
        (3, DONE, "The first ten Welsh pages are ready to read."),
        (2, DONE, "Search finds rooms by date and by number of guests."),
        (1, NEWS, "The photos of the garden rooms came two days late from our side."),
        (1, DONE, "The front page shows the photo that you chose."),
        (0, NEWS, "Welsh e-mails moved from Tuesday to Thursday."),
        (0, DONE, "Room calendar works on phones."),
        (0, DONE, "All 42 room photos are cropped and uploaded."),
        (0, DONE, "Your question about winter rates: answered, rates go live on the first."),
        (0, NEXT, "Connect payments, as soon as we have your answer."),
        (0, NEXT, "Confirmation e-mails in English and Welsh."),
    ],
    bad=["Welsh e-mails", "The photos of the garden"],
    asks=[
        Question(
            week=2,
            kind=AskKind.CHOICE,
            text="Which photo opens the front page?",
            options={"A": "The harbour at dusk", "B": "The blue room"},
            recommended="A",
            on_silence="we take the harbour.",
            due=5,
        ),
        Question(
            week=0,
            kind=AskKind.CHOICE,
            text="Which payment provider should we use?",
            options={
                "A": "Stripe: 1.5% per card, live in 2 days",
                "B": "Your bank’s terminal: 0.9%, live in 9 days, moves launch by three days",
            },
            recommended="A",
            on_silence="we wait, and launch moves by three days.",
            due=4,
        ),
        Question(
            week=0,
            kind=AskKind.YESNO,
            text="Add gift vouchers",
            order=(185_000, 4),
            on_silence="we leave it out. Nothing is billed.",
            due=14,
        ),
        Question(
            week=0,
            kind=AskKind.VALUE,
            text="Who signs off the cancellation wording?",
            detail="A name is enough. We will write to them directly.",
            on_silence="we ask you again in the next update.",
            due=7,
        ),
    ],
    replies={
        6: "4/5. Weekly is right for us, please keep it.",
        5: "4/5",
        4: "5/5 Lovely, thank you!",
        3: "4/5",
        2: "1A please, thank you!\n\n4/5",
        1: (
            "3/5\n\n"
            "The photos were late again and I had to chase. The calendar looks lovely though."
        ),
    },
)
PINECREST = Chapter(
    client="Pinecrest",
    contact="Tom Reyes",
    address="tom@pinecrest.example",
    project="Patient app",
    slug="patient-app",
    code="PA",
    delivery=Delivery.GOOD,
    note="The app is on time for the test with nurses.",
    facts=[
        (6, DONE, "Patients can see their next appointment."),
        (5, DONE, "Appointments can be moved from the app."),
        (4, DONE, "Reminders come a day before, as a text message."),
        (3, DONE, "The nurses’ view shows the whole ward."),
        (2, NEWS, "The lab results need another week: the hospital changed its interface."),
        (1, DONE, "Sign-in works with the hospital’s own cards."),
        (0, DONE, "Lab results appear in the app, three days later than we planned."),
        (0, NEXT, "The test with twelve nurses."),
    ],
    bad=["The lab results need"],
    asks=[
        Question(
            week=1,
            kind=AskKind.DOCUMENT,
            text="Please send us the list of the twelve nurses.",
            on_silence="we test with those of the first ward.",
            due=12,
        ),
    ],
    replies={6: "4/5", 5: "4/5", 4: "4/5", 3: "3/5", 2: "3/5", 1: "2/5"},
)
MUSEUM = Chapter(
    client="City Museum",
    contact="Idris Bell",
    address="idris@citymuseum.example",
    project="Audio guide",
    slug="audio-guide",
    code="CM",
    delivery=Delivery.GOOD,
    note="On plan, and £300 under the agreed price.",
    hour=1,
    facts=[
        (6, DONE, "The first five rooms are written."),
        (5, DONE, "The speaker is chosen: Nerys Pugh."),
        (4, DONE, "All 30 texts are checked by your curator."),
        (3, DONE, "The player works without a network."),
        (2, DONE, "Rooms 1 to 12 are recorded."),
        (1, DONE, "Rooms 13 to 20 are recorded."),
        (0, DONE, "Rooms 21 to 26 are recorded; four are left."),
        (0, NEXT, "Recording of the last four rooms."),
    ],
    asks=[
        Question(
            week=1,
            kind=AskKind.CHOICE,
            text="When do we record the last rooms?",
            options={"A": "In the morning, with visitors", "B": "In the evening, after closing"},
            recommended="B",
            on_silence="we record in the evening.",
            due=7,
        ),
        Question(
            week=1,
            kind=AskKind.YESNO,
            text="Add a trail for families",
            order=(90_000, 5),
            on_silence="we leave it out. Nothing is billed.",
            due=10,
        ),
    ],
    replies={
        6: "4/5",
        5: "4/5\n\nIf anything is urgent, please ring me.",
        4: "4/5",
        3: "5/5 It even works in the cellar!",
        2: "4/5",
    },
)
LEAF = Chapter(
    client="Leaf & Co",
    contact="Leah Novak",
    address="leah@leafandco.example",
    project="Shop rebuild",
    slug="shop-rebuild",
    code="LC",
    delivery=Delivery.GOOD,
    note="Four days ahead of the plan.",
    day=1,
    hour=-7,
    facts=[
        (6, DONE, "The new shop has its 400 plants."),
        (5, DONE, "Delivery slots can be chosen to the hour."),
        (4, DONE, "Pages open in under a second on a phone."),
        (3, DONE, "Gift cards work, with your own drawings."),
        (2, DONE, "Old addresses lead to the new pages."),
        (1, DONE, "Customers see what is left in the greenhouse."),
        (0, DONE, "The test shop took its first 50 orders."),
        (0, NEXT, "A morning with your team, to learn the shop."),
    ],
    replies={
        6: "5/5",
        5: "4/5",
        4: "5/5 Love how fast it is, thank you!",
        3: "5/5",
        2: "5/5",
        1: "5/5 The greenhouse count is brilliant. Thank you!",
    },
)
ORCHARD = Chapter(
    client="Orchard Dental",
    contact="Sam Orchard",
    address="sam@orcharddental.example",
    project="Rebrand",
    slug="rebrand",
    code="OD",
    delivery=Delivery.GOOD,
    note="The logo is approved; signs follow.",
    day=3,
    hour=-6,
    facts=[
        (6, DONE, "Three logos to choose from are with you."),
        (5, DONE, "The logo that you chose is drawn in all sizes."),
        (3, DONE, "Letters and cards are printed."),
        (2, NEXT, "Signs for the front door."),
    ],
    replies={6: "4/5", 5: "Shorter please."},
)
BAKERY = Chapter(
    client="Willow Bakery",
    contact="Nora Finch",
    address="nora@willowbakery.example",
    project="Order page",
    slug="order-page",
    code="WB",
    delivery=Delivery.GOOD,
    note="The order page is yours, and takes orders every day.",
    facts=[
        (6, DONE, "Customers order cakes for the day that they choose."),
        (6, NEXT, "Your prices, and the days on which you bake."),
        (5, DONE, "The order page is live, with your prices and your days."),
    ],
    replies={
        6: "5/5 Lovely, thank you!",
        5: "5/5 Orders came in on the first day. Thank you!",
    },
)
CHAPTERS = (HARBOR, PINECREST, MUSEUM, LEAF, ORCHARD, BAKERY)
