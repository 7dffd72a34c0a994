"""The one door to a case: a transaction, the person at the desk, and what she may do to what lies on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import Action, Ladder, MoveRefused, State, ladder_of, move
from gatekeeper.core.pack import Pack
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.attempts import Attempt, enter_refusal
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotHerPost, NotThere
from gatekeeper.services.cases.once import Once, keep_answer, kept_answer
from gatekeeper.services.cases.people import acts_for, posts_held, roles_on
from gatekeeper.services.cases.states import (
    READINGS,
    can_see,
    keep_state,
    permissions,
    state_data,
    state_of,
    takes_part,
)
from gatekeeper.services.cases.told import reader_of, told_acts, version_of
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Clock, Transaction, run, utc_now
from gatekeeper.storage.types import Engine, Session

T = TypeVar("T")
__all__ = ["READINGS", "Desk", "at_desk", "can_see", "keep_state", "permissions", "state_data", "state_of"]


@dataclass
class Desk:
    """What a command works with: the transaction, who gives it, and the council's protocol of the day."""

    tx: Transaction
    actor: Actor
    expects: int | None = None
    """The version of the request that the person had before her; another version now is a conflict."""
    attempt: Attempt = field(default_factory=Attempt)
    """What the person tries, for the record of what is refused."""

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

    def request(self, request_id: str, *, to_change: bool = True) -> tables.AccessRequest:
        """A request of this council, its row locked where it is to be changed. Raises NotThere."""
        seeks = self.attempt.seeks(request_id)
        request = self.cases.request(request_id, to_change=to_change) if seeks else None
        if request is None:
            raise NotThere
        self.attempt.request = request.id
        return request

    def same_version(self, request: tables.AccessRequest) -> None:
        """Raises Conflict where the case has changed since the person read it. Only who may see it is told so."""
        version = request.version if self.expects is None else self.version(request)
        if self.expects not in (None, version):
            why = f"it was version {self.expects} when you read it, and is version {version} now"
            raise Conflict("Change the case", why, "read what has changed, and decide again")

    def version(self, request: tables.AccessRequest) -> int:
        """The version of the case as the person at the desk sees it: it counts the acts that are told to her."""
        seen = ((asked, self.roles(request, asked)) for asked in self.asked_of(request))
        readers = {asked.id: reader_of(roles) for asked, roles in seen if can_see(roles, state_of(asked))}
        return version_of(told_acts(self.acts(request.id), readers))

    def asked(self, asked_id: str) -> tuple[tables.AccessRequest, tables.AskedDocument]:
        """An asked document of this council with its request, locked. Raises NotThere."""
        asked = self.cases.asked(asked_id) if self.attempt.seeks(asked_id) else None
        if asked is None:
            raise NotThere
        request = self.request(asked.request_id)
        self.attempt.sought = self.attempt.asked = asked.id
        return request, asked

    def asked_of(self, request: tables.AccessRequest, *, to_change: bool = True) -> list[tables.AskedDocument]:
        """Every asked document of a request, in order."""
        return self.cases.asked_of(request.id, to_change=to_change)

    def roles(self, request: tables.AccessRequest, asked: tables.AskedDocument | None) -> frozenset[str]:
        """What the person at the desk is to this asked document."""
        pack = self.pack if asked is None else self.pack_of(asked)
        return roles_on(self.register, self.actor, request, asked, pack, self.tx.now)

    def permit(self, request: tables.AccessRequest, asked: tables.AskedDocument, action: Action) -> tuple[str, ...]:
        """The rules that let the person take this step here. Raises Forbidden, or NotThere where she may not see it."""
        self.attempt.action = action.value
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
            behalf_of=self.for_whom(request),
            before=state_data(before),
            after=state_data(after),
            words=words,
        )
        self.note(request, asked, action.value, number, data=data, shared=shared, rung=before.rung)
        self.attempt.reads |= action in READINGS
        if action not in READINGS:
            keep_state(asked, after)
            asked.changed_at = self.tx.now
            request.version += 1
        return number

    def _moved(self, asked: tables.AskedDocument, action: Action, given: Mapping[str, Any]) -> State:
        try:
            return move(state_of(asked), action, self.ladder_of(asked), **given)
        except MoveRefused as refused:
            raise CommandRefused(refused.what.capitalize(), refused.why, refused.remedy) from None

    def for_whom(self, request: tables.AccessRequest) -> str | None:
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
        self.attempt.touched = request.id
        self.cases.add_act(
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

    def acts(self, request_id: str, *actions: str, asked_id: str | None = None) -> list[tables.Act]:
        """The acts on a request, of these kinds or of all but the readings, in their order."""
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

    ``once``: under its key the work has one effect, and is answered alike ever after, to whoever still has a part in
    the case; it is for what changes something, and a reading is refused under it. ``expects``: the version of the
    request that the person had before her. Raises CommandRefused.
    """
    attempts: list[Attempt] = []

    def command(tx: Transaction) -> T:
        desk = Desk(tx, actor, expects)
        attempts.append(desk.attempt)
        _in_a_post_of_hers(desk)
        return work(desk) if once is None else _once(desk, once, work)

    try:
        return run(engine, council_id, command, clock=clock)
    except (Forbidden, NotThere) as error:
        tried, refused = attempts[-1], error
        by = replace(actor, post=None) if isinstance(refused, NotHerPost) else actor
        run(engine, council_id, lambda tx: enter_refusal(tx, by, tried, refused), clock=clock)
        raise


def _in_a_post_of_hers(desk: Desk) -> None:
    """Raises NotHerPost where the actor names a post to which the person is not appointed at this instant."""
    person, post = desk.actor.person, desk.actor.post
    if post is not None and (person is None or post not in posts_held(desk.register, person, desk.tx.now)):
        raise NotHerPost


def _once(desk: Desk, once: Once, work: Callable[[Desk], T]) -> T:
    """The answer kept under the key, or that of the work, which is then kept."""
    kept = kept_answer(desk.tx, desk.actor, once)
    if kept is None:
        answer = work(desk)
        if desk.attempt.reads:
            raise CommandRefused("Take the key", "each reading is a new one and is entered", "read without a key")
        keep_answer(desk.tx, desk.actor, once, answer, desk.attempt.touched)
        return answer
    if kept.request is not None:
        _still_hers_to_know(desk, kept.request)
    return cast("T", kept.answer)


def _still_hers_to_know(desk: Desk, request_id: str) -> None:
    """Raises NotThere where the person has no part in the case any more; else enters that it was told her again."""
    request = desk.request(request_id)
    if not any(takes_part(desk.roles(request, each), state_of(each)) for each in desk.asked_of(request)):
        raise NotThere
    about = (f"request:{request.id}",)
    desk.tx.enter("request:answer_repeated", about, person=desk.actor.person_ref, post=desk.actor.post_ref)


def _whom(asked: tables.AskedDocument) -> str:
    return f"ask the {asked.stage.replace('_', ' ')}, who has it"
