"""Lists a council's record for people: who did what to what, and when, without any words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from gatekeeper.core.audit import Entry, instant_text, read_entry
from gatekeeper.services.record.finding import request_ref
from gatekeeper.storage.record import entries_about, stored_entries
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

_PORTION: Final = 200
_MOST_SHOWN: Final = 3
_THINGS: Final = frozenset(("person", "post", "request", "thing"))


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as it is listed: things by the council's own codes where it has given them one, ``at`` in UTC."""

    number: int
    at: str
    kind: str
    person: str | None
    post: str | None
    behalf_of: str | None
    subjects: tuple[str, ...]
    refers_to: tuple[int, ...]
    has_words: bool

    def __str__(self) -> str:
        who = self.person or "the system"
        who += f" as {self.post}" if self.post else ""
        who += f" for {self.behalf_of}" if self.behalf_of else ""
        shown = ", ".join(self.subjects[:_MOST_SHOWN])
        more = len(self.subjects) - _MOST_SHOWN
        shown += f" and {more} more" if more > 0 else ""
        refers = f" (entries {', '.join(map(str, self.refers_to))})" if self.refers_to else ""
        return f"{self.number:>7}  {self.at}  {self.kind}  by {who}: {shown}{refers}"


def list_entries(engine: Engine, council_id: str, *, about: str | None = None, start: int = 0) -> Iterator[Listed]:
    """The entries from number `start` on, or those about a request by its reference. Raises RecordRefused.

    They are read in portions, so that whoever reads slowly holds nobody up.
    """
    while True:
        with reading(engine) as session:
            names = Names(session, council_id)
            if about is None:
                rows = stored_entries(session, council_id, start)
            else:
                rows = entries_about(session, council_id, request_ref(session, council_id, about), start)
            portion = [listed(read_entry(each.body), names) for each in islice(rows, _PORTION)]
        yield from portion
        if len(portion) < _PORTION:
            return
        start = portion[-1].number + 1


class Names:
    """What the council calls the things that entries name by random ids."""

    def __init__(self, session: Session, council_id: str) -> None:
        self._register = Register(session, council_id)
        self._known: dict[str, str] = {}

    def of(self, ref: str) -> str:
        """What a thing is called: its kind and code, or as the entry names it where it has none."""
        if ref not in self._known:
            kind, _, thing_id = ref.partition(":")
            thing = self._register.thing(thing_id) if kind in _THINGS else None
            self._known[ref] = f"{thing.kind} {thing.code}" if thing else ref
        return self._known[ref]


def listed(entry: Entry, names: Names) -> Listed:
    """An entry as it is listed."""
    deed = entry.deed

    def named(ref: str | None) -> str | None:
        return None if ref is None else names.of(ref)

    return Listed(
        number=entry.number,
        at=instant_text(deed.at),
        kind=deed.kind,
        person=named(deed.person),
        post=named(deed.post),
        behalf_of=named(deed.behalf_of),
        subjects=tuple(names.of(each) for each in deed.subjects),
        refers_to=deed.refers_to,
        has_words=entry.commitment is not None,
    )
