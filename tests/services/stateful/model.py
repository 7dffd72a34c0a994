"""The life of asked documents once more, in few lines and by other means: what each person may do, and what follows.

It knows nothing of the service's code. It stands for one council under a protocol whose disputes go to the monitoring
officer and then to the chief executive, who hears the group leader first. What the law opens is told to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

DONE: Final = "done"
NOT_THERE: Final = "not_there"
FORBIDDEN: Final = "forbidden"
REFUSED: Final = "refused"
UNLAWFUL: Final = "unlawful"

PENDING: Final = frozenset({"open", "awaiting_councillor", "awaiting_advice"})
_ENTITLED: Final = "entitled"
_HERS: Final = frozenset({"requester", "assistant"})
_ASKED: Final = _HERS | {"former_requester"}
_SEES_ALWAYS: Final = _ASKED | {"decider", "officer", "adviser", "proper_officer", "monitoring_officer"}
_LADDER: Final = ("monitoring_officer", "chief_executive")
_GOOD: Final = {"barred": 0, "not_entitled": 1, "undetermined": 2, "refer": 2, "entitled": 3}
_HOLDS: Final = {
    "director": "d1",
    "proper_officer": "proper",
    "monitoring_officer": "mo",
    "chief_executive": "chief",
}
"""Whose decision it is at each stage."""
_LEADERS: Final = {"c1": "red-leader", "c2": "blue-leader"}
_AWAITED: Final = frozenset({"open", "awaiting_advice"})
_MAY: Final[Mapping[str, tuple[tuple[frozenset[str], str, frozenset[str]], ...]]] = {
    "withdraw": ((_ASKED, "any", PENDING),),
    "narrow": ((_HERS, "any", PENDING),),
    "answer": ((_HERS, "any", frozenset({"awaiting_councillor"})),),
    "dispute": ((_HERS, "first", frozenset({"determined"})),),
    "appeal": ((_HERS, "ladder", frozenset({"determined"})),),
    "ask": (
        (frozenset({"decider", "officer", "proper_officer"}), "first", _AWAITED),
        (frozenset({"arbiter", "clerk"}), "ladder", _AWAITED),
    ),
    "ask_advice": (
        (frozenset({"decider", "officer"}), "first", frozenset({"open", "awaiting_councillor"})),
        (frozenset({"arbiter"}), "ladder", frozenset({"open", "awaiting_councillor"})),
    ),
    "advise": ((frozenset({"adviser", "monitoring_officer"}), "any", PENDING),),
    "confirm": ((frozenset({"proper_officer"}), "any", PENDING),),
    "determine": ((frozenset({"decider"}), "first", PENDING),),
    "transfer": ((frozenset({"decider", "proper_officer", "monitoring_officer"}), "first", PENDING),),
    "consult": ((frozenset({"arbiter", "clerk"}), "ladder", PENDING),),
    "rule": ((frozenset({"arbiter"}), "ladder", PENDING),),
    "open": (
        (_SEES_ALWAYS - {"former_requester"}, "any", PENDING | {"determined"}),
        (frozenset({"arbiter"}), "ladder", PENDING | {"determined"}),
    ),
}
"""For each act, who may do it, where on its way, and in which statuses."""


@dataclass
class Asked:
    """One asked document as it should stand. ``law`` is the latest outcome of each passage, ``ruled`` each ruling."""

    asked_id: str
    requester: str
    document: str
    law: dict[str, str]
    stage: str = "director"
    rung: int = 0
    status: str = "open"
    ruling: str | None = None
    ruled: dict[str, str] = field(default_factory=dict)
    did: set[tuple[str, str, int]] = field(default_factory=set)
    heard: bool = False
    sent: str = "director"
    gave_up: bool = False

    @property
    def stands(self) -> tuple[str, int, str, str | None]:
        """Where it stands."""
        return self.stage, self.rung, self.status, self.ruling

    @property
    def opened(self) -> set[str]:
        """The passages that the law opens."""
        return {name for name, outcome in self.law.items() if outcome == _ENTITLED}

    @property
    def withheld(self) -> list[str]:
        """The passages on which a person must rule."""
        return [name for name, outcome in self.law.items() if outcome != _ENTITLED]

    def acted(self, who: str, act: str) -> bool:
        """Whether the person has done such an act on it, at whatever rung."""
        return any((person, done) == (who, act) for person, done, _ in self.did)

    def arrive(self) -> None:
        """It was asked for: what is wholly open is granted at once, anything else goes to the director."""
        if not self.withheld:
            self.stage, self.status, self.ruling = "proper_officer", "determined", "granted"
        self.sent = self.stage

    def learn(self, law: Mapping[str, str]) -> None:
        """The facts changed. What opens is given at once; what has no answer, or came out better, is opened again."""
        before, self.law = self.law, dict(law)
        changed = {name for name, outcome in law.items() if before.get(name) != outcome}
        better = {name for name in changed if name in before and _GOOD[law[name]] > _GOOD[before[name]]}
        again = self.status == "determined" and self._has_no_answer(changed, better)
        self.status = "open" if again else self.status
        if self.withheld and not self.rung and self.status in PENDING and "director" not in (self.stage, self.sent):
            self.stage = self.sent = "director"
        granted = {name for name in self.withheld if again and self.ruled.get(name) == "granted"}
        opens = again or any(law[name] == _ENTITLED for name in changed)
        if opens and self.opened and self.status in PENDING and granted >= set(self.withheld):
            self.status, self.ruling = "determined", "granted"

    def _has_no_answer(self, changed: set[str], better: set[str]) -> bool:
        left = set(self.withheld) - self.ruled.keys()
        if left & changed or (left and not self.gave_up):
            return True
        return self.ruling != "granted" and any(self.ruled.get(name) != "granted" for name in better)

    def give_up(self) -> None:
        """She withdraws: her request, or where a ruling stands only what goes beyond it."""
        self.status, self.gave_up = ("withdrawn" if self.ruling is None else "determined"), True


@dataclass
class Model:
    """Every asked document by its id, who of the councillors has left office, and who asked for what in one request."""

    asked: dict[str, Asked] = field(default_factory=dict)
    requests: dict[str, list[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def parts(self, who: str, one: Asked) -> frozenset[str]:
        """What a person is to an asked document."""
        hers = one.requester not in self.gone
        asked = {"requester" if hers else "former_requester"}
        found = asked if who == one.requester else set()
        found |= {"assistant"} if (who, one.requester) == ("assistant", "c1") and hers else set()
        found |= {"decider"} if who in self._deciders(one) else set()
        found |= {"arbiter"} if who in self._arbiters(one) else set()
        found |= {"adviser"} if who == self._adviser(one) else set()
        found |= {"consultee"} if one.rung == 2 and who == _LEADERS[one.requester] else set()
        plain = {"mo": "monitoring_officer", "proper": "proper_officer", "deputy-d1": "officer"}
        return frozenset(found | ({plain[who]} if who in plain else set()))

    def sees(self, who: str, one: Asked) -> bool:
        """Whether the person may know of the case."""
        parts, ladder = self.parts(who, one), one.rung > 0
        if parts & _SEES_ALWAYS or (ladder and "arbiter" in parts):
            return True
        return ladder and "consultee" in parts and one.status in PENDING

    def may(self, who: str, act: str, one: Asked) -> str:
        """Whether she may do it: DONE, FORBIDDEN, or NOT_THERE where she may not even know of it."""
        if not self.sees(who, one):
            return NOT_THERE
        place, parts = ("ladder" if one.rung else "first"), self.parts(who, one)
        rows = _MAY[act]
        fits = any(parts & of and at in ("any", place) and one.status in statuses for of, at, statuses in rows)
        return DONE if fits else FORBIDDEN

    def whose(self, one: Asked, act: str) -> str:
        """A person whose part the act usually is."""
        if act in ("withdraw", "narrow", "answer", "dispute", "appeal", "open"):
            return one.requester
        if act == "confirm":
            return "proper"
        if act == "advise":
            return "mo"
        return _HOLDS.get(one.stage, "mo")

    @staticmethod
    def _deciders(one: Asked) -> Collection[str]:
        """The holder of the stage; on the ladder whoever determined it, who puts the council's side."""
        if one.rung == 0:
            return {_HOLDS[one.stage]}
        return {person for person, act, _ in one.did if act == "determined"}

    def _arbiters(self, one: Asked) -> Collection[str]:
        """Whoever rules at this rung, having neither determined it nor ruled at another; she may look at it again."""
        if one.rung == 0:
            return ()
        if one.rung == 2:
            return {"chief"} if self._free("chief", one, but=2) else ()
        found = {"mo"} if self._free("mo", one, but=1) else set()
        unadvised = one.acted("mo", "advised") and not one.acted("deputy-mo", "advised")
        instead = not self._free("mo", one) or unadvised
        return found | ({"deputy-mo"} if instead and self._free("deputy-mo", one, but=1) else set())

    @staticmethod
    def _free(who: str, one: Asked, but: int = 0) -> bool:
        """Whether she has neither determined it nor ruled on it, but at that rung."""
        ruled = any((person, act) == (who, "ruled") and rung != but for person, act, rung in one.did)
        return not (ruled or one.acted(who, "determined"))

    def _adviser(self, one: Asked) -> str | None:
        return next((who for who in ("mo", "deputy-mo") if self._free(who, one)), None)


def rule_on(one: Asked, ruling: str) -> str:
    """What a ruling on everything withheld comes to for the whole document."""
    return "partly_granted" if ruling == "refused" and one.opened else ruling


def go_up(one: Asked) -> None:
    """It goes to the next rung of the ladder."""
    one.stage, one.rung, one.status, one.heard = _LADDER[one.rung], one.rung + 1, "open", False
