"""The one door to a case: a transaction, the person at the desk, and what she may do to what lies on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import Action, Ladder, MoveRefused, Ruling, State, Status, ladder_of, move
from gatekeeper.core.pack import Pack
from gatekeeper.policy.permissions import Permissions
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.cases.once import Once, answered_once
from gatekeeper.services.cases.people import acts_for, roles_on
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Clock, Transaction, run, utc_now
from gatekeeper.storage.types import Engine, Session

T = TypeVar("T")
READINGS = frozenset({Action.READ_CASE, Action.OPEN_DOCUMENT, Action.READ_LOG})
"""Steps that only read: they are entered, and change nothing that another's form could have become stale by."""


@cache
def permissions() -> Permissions:
    """The shipped table of who may do what, loaded once."""
    return Permissions.load()


@dataclass
class Desk:
    """What a command works with: the transaction, who gives it, and the council's protocol of the day."""

    tx: Transaction
    actor: Actor
    expects: int | None = None
    """The version of the request that the person had before her; another version now is a conflict."""

    @property
    def session(self) -> Session:
        return self.tx.session

    @cached_property
    def register(self) -> Register:
        """The register as it stands now."""
        return Register(self.tx.session, self.tx.council_id)

    @cached_property
    def cases(self) -> Cases:
        """The council's requests."""
        return Cases(self.tx.session, self.tx.council_id)

    @cached_property
    def pack(self) -> Pack | None:
        """The council's protocol today."""
        return pack_on(self.register, local_date(self.tx.now))

    @cached_property
    def ladder(self) -> Ladder:
        """The council's dispute ladder today."""
        return ladder_of(self.pack)

    def pack_of(self, asked: tables.AskedDocument) -> Pack | None:
        """The protocol by which it is determined: today's, or for a dispute that of the day on which it began."""
        if not asked.rung:
            return self.pack
        begun = self.acts(asked.request_id, Action.DISPUTE.value, asked_id=asked.id)
        if not begun:
            return self.pack
        then = Register(self.tx.session, self.tx.council_id, begun[0].at)
        return pack_on(then, local_date(begun[0].at))

    def ladder_of(self, asked: tables.AskedDocument) -> Ladder:
        """The ladder on which it is: that of the protocol by which it is determined."""
        return ladder_of(self.pack_of(asked))

    def request(self, request_id: str) -> tables.AccessRequest:
        """A request of this council, its row locked. Raises NotThere."""
        request = self.cases.request(request_id)
        if request is None:
            raise NotThere
        return request

    def same_version(self, request: tables.AccessRequest) -> None:
        """Raises Conflict where the case has changed since the person read it. Only who may see it is told so."""
        if self.expects is not None and request.version != self.expects:
            why = f"it was version {self.expects} when you read it, and is version {request.version} now"
            raise Conflict("Change the case", why, "read what has changed, and decide again")

    def asked(self, asked_id: str) -> tuple[tables.AccessRequest, tables.AskedDocument]:
        """An asked document of this council with its request, locked. Raises NotThere."""
        asked = self.cases.asked(asked_id)
        if asked is None:
            raise NotThere
        request = self.request(asked.request_id)
        return request, asked

    def asked_of(self, request: tables.AccessRequest) -> list[tables.AskedDocument]:
        """Every asked document of a request, in order."""
        return self.cases.asked_of(request.id)

    def roles(self, request: tables.AccessRequest, asked: tables.AskedDocument | None) -> frozenset[str]:
        """What the person at the desk is to this asked document."""
        pack = self.pack if asked is None else self.pack_of(asked)
        return roles_on(self.register, self.actor, request, asked, pack, self.tx.now)

    def permit(self, request: tables.AccessRequest, asked: tables.AskedDocument, action: Action) -> tuple[str, ...]:
        """The rules that let the person take this step here. Raises Forbidden, or NotThere where she may not see it."""
        roles = self.roles(request, asked)
        state = state_of(asked)
        permission = permissions().allowed(roles, state, action)
        if not permission.allowed and not can_see(roles, state):
            raise NotThere
        self.same_version(request)
        if not permission.allowed:
            raise Forbidden(action.replace("_", " ").capitalize(), permission.why.rstrip("."), _whom(asked))
        return permission.rules

    def step(  # noqa: PLR0913
        self,
        request: tables.AccessRequest,
        asked: tables.AskedDocument,
        action: Action,
        *,
        words: str | None = None,
        data: Mapping[str, Any] | None = None,
        shared: bool = False,
        subjects: Iterable[str] = (),
        **given: Any,
    ) -> int:
        """Take a step that was permitted: move, enter it in the record, and note the act. Its entry's number.

        ``shared``: the councillor may read it; what is not said to be hers to read is for officers. Raises
        CommandRefused where the step cannot be taken from where the asked document stands.
        """
        before = state_of(asked)
        after = self._moved(asked, action, given)
        number = self.tx.enter(
            f"request:{action.value}",
            (f"request:{request.id}", f"asked:{asked.id}", *subjects),
            person=self.actor.person_ref,
            post=self.actor.post_ref,
            behalf_of=self._for_whom(request),
            before=state_data(before),
            after=state_data(after),
            words=words,
        )
        self.note(request, asked, action.value, number, data=data, shared=shared, rung=before.rung)
        keep_state(asked, after)
        if action not in READINGS:
            asked.changed_at = self.tx.now
            request.version += 1
        return number

    def _moved(self, asked: tables.AskedDocument, action: Action, given: Mapping[str, Any]) -> State:
        try:
            return move(state_of(asked), action, self.ladder_of(asked), **given)
        except MoveRefused as refused:
            raise CommandRefused(refused.what.capitalize(), refused.why, refused.remedy) from None

    def _for_whom(self, request: tables.AccessRequest) -> str | None:
        """The councillor for whom an assistant acts, also where the assistant did not say so."""
        person, on = self.actor.person, local_date(self.tx.now)
        if self.actor.behalf_of is None and person and acts_for(self.register, person, request.requester_id, on):
            return f"person:{request.requester_id}"
        return self.actor.behalf_ref

    def note(  # noqa: PLR0913
        self,
        request: tables.AccessRequest,
        asked: tables.AskedDocument | None,
        action: str,
        entry: int,
        *,
        data: Mapping[str, Any] | None = None,
        shared: bool = False,
        rung: int = 0,
    ) -> None:
        """Note the act of an entry, so that it is found with the case."""
        self.session.add(
            tables.Act(
                council_id=self.tx.council_id,
                request_id=request.id,
                asked_id=asked.id if asked else None,
                entry=entry,
                action=action,
                at=self.tx.now,
                person_id=self.actor.person,
                post_id=self.actor.post,
                rung=rung,
                shared=shared,
                data=dict(data or {}),
            )
        )

    def acts(self, request_id: str, *actions: str, asked_id: str | None = None) -> list[tables.Act]:
        """The acts on a request, of these kinds or of all, in their order."""
        return self.cases.acts(request_id, actions, asked_id)


def at_desk(  # noqa: PLR0913
    engine: Engine,
    council_id: str,
    actor: Actor,
    work: Callable[[Desk], T],
    *,
    clock: Clock = utc_now,
    once: Once | None = None,
    expects: int | None = None,
) -> T:
    """Do the work in one transaction, committed at its end. What is refused for want of a right is entered too.

    ``once``: under its key the work has one effect, and is answered alike ever after. ``expects``: the version of the
    request that the person had before her. Raises CommandRefused.
    """

    def command(tx: Transaction) -> T:
        desk = Desk(tx, actor, expects)
        return work(desk) if once is None else answered_once(tx, actor, once, lambda: work(desk))

    try:
        return run(engine, council_id, command, clock=clock)
    except (Forbidden, NotThere) as refused:
        code = refused.code
        run(engine, council_id, lambda tx: _enter_refusal(tx, actor, code), clock=clock)
        raise


def _enter_refusal(tx: Transaction, actor: Actor, code: str) -> None:
    subject = actor.person_ref or "person:system"
    tx.enter("access:refused", (subject,), person=actor.person_ref, post=actor.post_ref, after={"why": code})


def state_of(asked: tables.AskedDocument) -> State:
    """Where an asked document stands, from its row."""
    ruling = Ruling(asked.ruling) if asked.ruling else None
    return State(asked.stage, asked.rung, Status(asked.status), ruling)


def keep_state(asked: tables.AskedDocument, state: State) -> None:
    """Write where it stands into its row."""
    asked.stage, asked.rung, asked.status = state.stage, state.rung, state.status.value
    asked.ruling = state.ruling.value if state.ruling else None


def state_data(state: State) -> dict[str, Any]:
    """A state as the record writes it."""
    return {
        "stage": state.stage,
        "rung": state.rung,
        "status": state.status.value,
        "ruling": state.ruling.value if state.ruling else None,
    }


def can_see(roles: Collection[str], state: State) -> bool:
    """Whether somebody with these roles may see the case at all."""
    return permissions().allowed(roles, state, Action.READ_CASE).allowed


def _whom(asked: tables.AskedDocument) -> str:
    return f"ask the {asked.stage.replace('_', ' ')}, who has it"
