"""Which mails of a thread come along when one is taken out of it.  Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from orchestrator.conversation.references import ancestors, key_of


@dataclass(frozen=True, slots=True)
class Member:
    """A mail of a thread, with its key and those of the mails that it follows."""

    id: int
    key: str | None
    ancestors: Sequence[str]

    @property
    def keys(self) -> Sequence[str]:
        """All it names, the nearest last."""
        return [*self.ancestors, self.key] if self.key is not None else self.ancestors

    @classmethod
    def of(
        cls, mail_id: int, message_id: str | None, references: Sequence[str], replied: str | None
    ) -> "Member":
        """From the fields of a mail's row."""
        key = key_of(message_id) if message_id else None
        return cls(mail_id, key, ancestors(message_id, references, replied))


def with_followers(members: Sequence[Member], mail_ids: Iterable[int]) -> list[Member]:
    """These mails, copies that carry their ids, and all that refer to any of them."""
    by_key, following = defaultdict(list), defaultdict(list)
    for member in members:
        if member.key is not None:
            by_key[member.key].append(member)
        for ancestor in member.ancestors:
            following[ancestor].append(member)
    first = set(mail_ids)
    waiting = [member for member in members if member.id in first]
    taken = {member.id: member for member in waiting}
    while waiting:
        key = waiting.pop().key
        if key is not None:
            new = {each.id: each for each in (*by_key[key], *following[key])}
            waiting += [each for number, each in new.items() if number not in taken]
            taken |= new
    return list(taken.values())


def keys_to_take(members: Sequence[Member], taken: Sequence[Member]) -> set[str]:
    """The keys that go along with ``taken``: those that no mail which stays has a claim to."""
    ids = {member.id for member in taken}
    staying = [member for member in members if member.id not in ids]
    own = {member.key for member in taken if member.key is not None}
    named = {key for member in taken for key in member.ancestors}
    claimed = {key for member in staying for key in member.keys}
    return own | (named - claimed)


def parted(
    members: Sequence[Member], joined: Collection[int], stayed: Collection[int], keys: Iterable[str]
) -> tuple[list[Member], set[str]]:
    """The mails and keys that go along when what was joined is parted from what stayed.

    Mail that came since goes where its nearest known key is: an answer and a late parent
    alike.  One that knows neither stays.

    Args:
        keys: those that came with what was joined.
    """
    goes = {key: False for member in members if member.id in stayed for key in member.keys}
    goes |= dict.fromkeys(keys, True)
    taken, waiting = [], [member for member in members if member.id not in stayed]
    while waiting:
        left = []
        for member in waiting:
            sides = (goes[key] for key in reversed(member.keys) if key in goes)
            side = True if member.id in joined else next(sides, None)
            if side is None:
                left.append(member)
                continue
            goes = dict.fromkeys(member.keys, side) | goes
            if side:
                taken.append(member)
        if len(left) == len(waiting):
            break
        waiting = left
    return taken, {key for key, side in goes.items() if side}
