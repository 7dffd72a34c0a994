"""Who has signed in: the person of a council's register whom the name at the identity provider belongs to, now."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.deadlines.days import start_of_day
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.people import acts_for, may_ask, posts_held
from gatekeeper.storage import tables
from gatekeeper.storage.councils import council_id_of, glance, glance_in, known_in
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

_MOST_KNOWN: Final = 5_000


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post (register id) to which a person is appointed at this instant, as her own, acting or as a deputy."""

    id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person who has signed in, in one council: as whom she acts, her posts, and the councillors she may act for.

    ``name`` is hers in the register; ``names`` those of the councillors, in the same order as ``acts_for``.
    ``in_office``: she is herself in office today as a councillor, elected mayor or co-opted member.
    """

    council_id: str
    actor: Actor
    posts: tuple[HeldPost, ...]
    acts_for: tuple[str, ...]
    name: str = ""
    names: tuple[str, ...] = ()
    in_office: bool = False

    @property
    def acting(self) -> HeldPost | None:
        """The post in which she acts, None for a councillor and whoever acts for one."""
        return next((each for each in self.posts if each.id == self.actor.post), None)

    @property
    def asks(self) -> bool:
        """Whether requests are made here by her: as one in office, or for the councillor for whom she acts."""
        return self.in_office or self.actor.behalf_of is not None

    @property
    def behalf_name(self) -> str | None:
        """The name of the councillor for whom she acts, None where she acts for nobody."""
        return dict(zip(self.acts_for, self.names, strict=True)).get(self.actor.behalf_of or "")


def council_named(engine: Engine, slug: str) -> str:
    """The id of the council of that slug. Raises NotThere."""
    with reading(engine) as session:
        found = council_id_of(session, slug)
        if found is None:
            raise NotThere
        return found


def signed_in(
    engine: Engine,
    slug: str,
    subject: str,
    at: datetime,
    *,
    post: str | None = None,
    behalf_of: str | None = None,
) -> SignedIn:
    """The person whom the register of a council knows by that name at the identity provider.

    ``post`` is the post in which she says she acts; whether she holds it is checked with the command itself.
    Raises NotThere, always alike: there is no such council, it does not know her, the name is not one person's, or she
    has no authority from the councillor ``behalf_of`` today.
    """
    kept, seen, asked = _KNOWN.setdefault(engine, _Known()), glance(engine, slug), (slug, subject, post, behalf_of)
    known = kept.get((seen, *asked), at)
    if known is None:
        with reading(engine) as session:
            council = council_id_of(session, slug)
            if council is None:
                raise NotThere
            register = Register(session, council)
            known = _looked_up(register, subject, at, post=post, behalf_of=behalf_of)
            now = glance_in(session, council)
            kept.keep((now, *asked), at, _until(register, str(known.actor.person), at), known)
    return known


def _looked_up(register: Register, subject: str, at: datetime, *, post: str | None, behalf_of: str | None) -> SignedIn:
    """``signed_in`` in a council that there is. Raises NotThere."""
    known = register.all(tables.Person, signs_in_as=subject)
    if len(known) != 1:
        raise NotThere
    person = known[0].thing_id
    councillors = _councillors(register, person, at)
    if behalf_of is not None and behalf_of not in councillors:
        raise NotThere
    posts, actor = _posts(register, person, at), Actor(person, post, behalf_of)
    names = tuple(_name(register, each) for each in councillors)
    in_office = may_ask(register, person, local_date(at))
    return SignedIn(register.council_id, actor, posts, councillors, known[0].name, names, in_office)


def _until(register: Register, person: str, at: datetime) -> datetime:
    """Until when it holds who she is, if the register does not change: a post begins or ends, or the day does."""
    posts = register.all(tables.Appointment, person_id=person)
    times = [each for row in posts for each in (row.from_at, row.to_at) if each is not None and each > at]
    return min([start_of_day(local_date(at) + timedelta(days=1)), *times])


class _Known:
    """Who signed in lately, under the mark of the register by which it was worked out: another mark is another key."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[datetime, datetime, SignedIn]] = {}

    def get(self, key: Hashable, at: datetime) -> SignedIn | None:
        """Who it was, where that still holds at that instant."""
        since, until, who = self._known.get(key, (at, at, None))
        return who if since <= at < until else None

    def keep(self, key: Hashable, since: datetime, until: datetime, who: SignedIn) -> None:
        """Remember who it is from one instant until another."""
        if len(self._known) >= _MOST_KNOWN:
            self._known = {}
        self._known[key] = (since, until, who)


_KNOWN: Final[WeakKeyDictionary[Engine, _Known]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class KnownIn:
    """A council whose register knows a person: its slug, its name, and hers as it stands there."""

    slug: str
    council: str
    person: str


def councils_knowing(engine: Engine, subject: str) -> tuple[KnownIn, ...]:
    """The councils in which exactly one person has that name at the identity provider, by the council's name."""
    with reading(engine) as session:
        found = [KnownIn(*each) for each in known_in(session, subject)]
    return tuple(sorted(found, key=lambda each: (each.council.casefold(), each.slug)))


def _posts(register: Register, person: str, at: datetime) -> tuple[HeldPost, ...]:
    held = register.all(tables.Post, thing_id=list(posts_held(register, person, at)))
    return tuple(HeldPost(each.thing_id, each.kind, each.title) for each in held)


def _name(register: Register, person: str) -> str:
    row = register.one(tables.Person, person)
    return row.name if row else ""


def _councillors(register: Register, person: str, at: datetime) -> tuple[str, ...]:
    given = register.all(tables.AssistantAuthority, assistant_id=person)
    on = local_date(at)
    return tuple(
        dict.fromkeys(each.councillor_id for each in given if acts_for(register, person, each.councillor_id, on))
    )
