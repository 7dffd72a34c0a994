"""The order in which people are asked: who holds the post, her deputies, then theirs in turn, never in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from gatekeeper.core.actors.bars import LAW, bars_on, conflicts
from gatekeeper.core.actors.choice import Bar, Candidate
from gatekeeper.core.actors.deputies import Occasion, clauses_for, deputy_first, may_deputise, others_named
from gatekeeper.core.actors.flags import advised, candidate, case_flags
from gatekeeper.core.actors.people import Appointment
from gatekeeper.core.actors.situation import Need
from gatekeeper.core.actors.standing import GROUP_LEADER, Standing
from gatekeeper.core.actors.target import Target, stands_in_for
from gatekeeper.core.pack import Pack

_RANK = {"substantive": 0, "acting": 1, "deputy": 2}
_OUTSIDE = "outside_adviser"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A deputy whose turn it is, the post she would act for, and those before her who may not act."""

    appointment: Appointment
    instead_of: str
    before: frozenset[str]


@dataclass(slots=True)
class Search:
    """One search for those who may act. Each person is looked at once; what is found gathers in the two lists."""

    need: Need
    target: Target
    standing: Standing
    pack: Pack | None
    candidates: list[Candidate] = field(default_factory=list)
    barred: list[Bar] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _conflict: bool = False

    def run(self) -> None:
        """Ask those who hold the post, then, where none of them may or each has advised, the others in turn."""
        if self.target.is_body:
            self._ask_members()
            return
        held = self._ask_holders()
        if self.target.kind == GROUP_LEADER and self.need.function != "consult":
            return
        to_offer = self.need.function == "rule" and all(advised(each.person, self.need, self.standing) for each in held)
        if held and not to_offer:
            return
        clauses = clauses_for(self.need, self.target, self.pack)
        self._conflict |= bool(held)
        self._ask_deputies(self._first_deputies(), only_unadvised=bool(held))
        if deputy_first(clauses):
            self.candidates = [each for each in self.candidates if each not in held] + held
        if not self.candidates:
            self._ask_all(self._of_kinds(others_named(clauses, self._occasion)))
        if not self.candidates and self.need.function == "advise":
            self._ask_all(self._of_kinds((_OUTSIDE,)))

    @property
    def _occasion(self) -> Occasion:
        """A conflict anywhere counts as one, also where the person is away besides; a vacancy is an absence."""
        return "conflict" if self._conflict else "absence"

    def _free(self, person: str) -> bool:
        """Look at a person for the first time; note why she may not act."""
        self._seen.add(person)
        bars = bars_on(person, self.need, self.target, self.standing, self.pack)
        self.barred += bars
        self._conflict |= conflicts(bars)
        return not bars

    def _ask_members(self) -> None:
        seats = [(each.person, each.post) for each in self.standing.seats if each.post in self.target.posts]
        appointed = [(each.person, each.post) for each in self.standing.live if self.target.held_by(each)]
        for person, post in (*seats, *appointed):
            if person not in self._seen and self._free(person):
                flags = tuple(case_flags(person, self.need, self.standing))
                self.candidates.append(Candidate(person=person, post=post, capacity="member", flags=flags))

    def _ask_holders(self) -> list[Candidate]:
        for each in sorted(filter(self.target.held_by, self.standing.live), key=self._before):
            if each.person not in self._seen and self._free(each.person):
                self.candidates.append(candidate(each, self.need, self.standing, self.target))
        return list(self.candidates)

    def _before(self, each: Appointment) -> tuple[bool, bool, int, int, str, str]:
        """First those who have not advised; of group leaders the requester's own; then by capacity and order."""
        standing = self.standing
        leads_requester = each.person in standing.related and each.person not in standing.related_otherwise
        has_advised = advised(each.person, self.need, standing)
        return (has_advised, not leads_requester, _RANK[each.capacity], each.order, each.person, each.post)

    def _first_deputies(self) -> list[_Turn]:
        clauses = clauses_for(self.need, self.target, self.pack)
        unable = frozenset(bar.person for bar in self.barred)
        post = min(self._held_posts(), default=self.target.kind)
        return [
            _Turn(each, stands_in_for(each) or post, unable)
            for each in sorted(filter(self.target.deputised_by, self.standing.live), key=self._before)
            if may_deputise(each, self.target, clauses, self._occasion)
        ]

    def _held_posts(self) -> set[str]:
        return {each.post for each in self.standing.situation.appointments if self.target.held_by(each)}

    def _ask_deputies(self, first: list[_Turn], *, only_unadvised: bool) -> None:
        """Level by level; a deputy who may not act passes the turn to those appointed to deputise for her own post."""
        turns, followed = deque(first), set(self.target.posts)
        deputies = self._by_post()
        while turns:
            turn = turns.popleft()
            each = turn.appointment
            if each.person in turn.before:
                self.barred.append(_loop(each.person))
            elif each.person not in self._seen:
                if self._free(each.person):
                    self._take(turn, only_unadvised=only_unadvised)
                elif each.post not in followed:
                    followed.add(each.post)
                    before = turn.before | {each.person}
                    turns += [_Turn(below, turn.instead_of, before) for below in deputies.get(each.post, ())]

    def _take(self, turn: _Turn, *, only_unadvised: bool) -> None:
        if not (only_unadvised and advised(turn.appointment.person, self.need, self.standing)):
            found = candidate(turn.appointment, self.need, self.standing, self.target, turn.instead_of)
            self.candidates.append(found)

    def _by_post(self) -> dict[str, list[Appointment]]:
        found: dict[str, list[Appointment]] = {}
        for each in sorted(self.standing.live, key=self._before):
            post = stands_in_for(each)
            if post is not None:
                found.setdefault(post, []).append(each)
        return found

    def _of_kinds(self, kinds: Iterable[str]) -> list[Appointment]:
        wanted = set(kinds)
        found = (each for each in self.standing.live if each.kind in wanted and each.capacity != "deputy")
        return sorted((each for each in found if each.post not in self.target.posts), key=self._before)

    def _ask_all(self, others: Iterable[Appointment]) -> None:
        post = min(self.target.posts, default=self.target.kind)
        for each in others:
            if each.person not in self._seen and self._free(each.person):
                self.candidates.append(candidate(each, self.need, self.standing, self.target, post))


def _loop(person: str) -> Bar:
    why = "This person may not act and so cannot act as her own deputy's deputy."
    return Bar(person=person, why=why, code="loop", source=LAW)
