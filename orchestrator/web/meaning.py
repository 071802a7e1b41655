"""What was understood of one mail: how it is felt, and what it answers, wishes and states."""

from dataclasses import dataclass, field
from datetime import date

from orchestrator.engagement.registers import FIRST, Said
from orchestrator.models import (
    Answer,
    AnswerState,
    Confirmation,
    Preference,
    Pulse,
    Sentiment,
    Statement,
    StatementState,
    Task,
    TaskState,
    WishState,
)
from orchestrator.models.registers import OPEN_STATES
from orchestrator.web.feeling import Felt, deciding_words, feeling
from orchestrator.web.register_words import STANDING, Register, register_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in a register.  ``became``: what was done about it since, empty for nothing."""

    register: Register
    due_on: date | None
    became: str


@dataclass(slots=True)
class Understood:
    """What was read in one mail.  ``quotes`` decided its mood, the heaviest first.

    ``registers`` holds what became of a statement that was confirmed, by its ``register``.
    ``confirmation`` is the round trip that its effects wait for.  ``counted`` has the answer
    that settled a question, by its ask, where another waits in vain; ``told`` the update that
    tells her of an answer, by its id.  ``unclear``: what looks like an answer and fits none.
    """

    sentiment: Sentiment | None = None
    answers: list[Answer] = field(default_factory=list)
    wishes: list[Preference] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    registers: dict[str, Said] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    pulse: Pulse | None = None
    confirmation: Confirmation | None = None
    counted: dict[int, Answer] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)

    @property
    def quotes(self) -> list[str]:
        return deciding_words(self.sentiment, self.pulse.score if self.pulse else None)

    @property
    def felt(self) -> Felt | None:
        """None of what was neither scored nor rated."""
        score = self.pulse.score if self.pulse else None
        return feeling(self.sentiment, score) if self.sentiment or self.pulse else None

    @property
    def waits(self) -> bool:
        """Whether a person's word is asked for."""
        return (
            any(each.state is AnswerState.WAITING for each in self.answers)
            or any(each.state is WishState.WAITING for each in self.wishes)
            or any(each.state is StatementState.PROPOSED for each in self.statements)
            or any(each.state is TaskState.OPEN for each in self.tasks)
        )

    def can_settle(self, answer: Answer) -> bool:
        """Whether its question still waits for an answer."""
        return answer.ask.state in OPEN_STATES

    def kept(self, statement: Statement) -> Kept | None:
        """The row that lives on from what was confirmed."""
        row = self.registers.get(statement.register)
        if row is None:
            return None
        register = register_of(row)
        became = "" if row.state is FIRST[register.table] else STANDING[row.state][1]
        return Kept(register, row.due_on, became)

    @property
    def is_reply(self) -> bool:
        """Whether it says more than how its writer feels."""
        return bool(self.answers or self.wishes or self.statements or self.tasks or self.pulse)
