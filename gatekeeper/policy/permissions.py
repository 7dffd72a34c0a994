"""Who may take which step with an asked document: computed by Casbin once, looked up ever after, refused by default."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from casbin import Enforcer
from casbin.effect import Effector
from casbin.persist import Adapter

from gatekeeper.core.lifecycle import Action, OfficeAct, State, at
from gatekeeper.locate import locate
from gatekeeper.policy.permission_loader import (
    ACTIONS,
    PLACES,
    ROLES,
    STATUSES,
    UNASKED,
    PermissionRow,
    load_rows,
    read_workflow_model,
)

_LOG: Final = logging.getLogger("gatekeeper.permissions")
_PARSING: Final = threading.Lock()
_MOST_KNOWN: Final = 20_000
"""How many answers are remembered: there are few sets of roles in practice, and each answer is always the same."""
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether somebody may take a step, the ids of the rows that say so, and their sentences."""

    allowed: bool
    rules: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """What Casbin answered for one role, and every row that spoke for it or against it."""

    allowed: bool
    spoke_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


_NO_ROW: Final = _Cell(allowed=False)


class Permissions:
    """The whole table of who may do what. It is never changed once made: load another and swap the reference."""

    def __init__(self, rows: tuple[PermissionRow, ...], model_text: str) -> None:
        self.rows = rows
        self._sentences = {row.id: row.sentence for row in rows}
        self._table: Mapping[_Key, _Cell] = MappingProxyType(_computed(rows, model_text))
        self._known: dict[tuple[frozenset[str], State | None, Action | OfficeAct], Permission] = {}

    @classmethod
    def load(cls, folder: Path | None = None, model: Path | None = None) -> Permissions:
        """Read the rows of ``folder`` (as shipped, if none is named). Raises PolicyError if any row is unclear."""
        rows = load_rows(folder or locate("policies") / "workflow")
        return cls(rows, read_workflow_model(model or locate("models") / "workflow.conf"))

    def allowed(self, roles: Collection[str], state: State | None, action: Action | OfficeAct) -> Permission:
        """Whether a person with these roles may take this step here. One deny row of any role outweighs everything.

        ``state`` is None before anything was asked. It says nothing of whether the step itself can be taken: that is
        for the moves. Whatever goes wrong inside, the answer is no, with an incident id that is logged.
        """
        try:
            if isinstance(roles, str):
                raise TypeError("roles are a collection of names, not one name")
            asked = (frozenset(roles), state, action)
            found = self._known.get(asked)
            if found is None:
                found = self._answer(*asked)
                if len(self._known) < _MOST_KNOWN:
                    self._known[asked] = found
            return found
        except Exception:  # noqa: BLE001 - a permission that cannot be worked out is refused, whatever the cause
            incident = uuid.uuid4().hex
            _LOG.exception("permission refused, incident %s", incident)
            return Permission(False, (), f"This could not be worked out, so it is refused. Incident {incident}.")

    def cell(self, role: str, place: str, status: str, action: Action | OfficeAct) -> bool:
        """Whether this role alone may take this step. Raises KeyError for a word that there is not."""
        return self._table[role, place, status, action.value].allowed

    def _answer(self, roles: frozenset[str], state: State | None, action: Action | OfficeAct) -> Permission:
        place, status = ("first", UNASKED) if state is None else (at(state), state.status.value)
        cells = [self._table[role, place, status, action.value] for role in roles]
        against = _each(rule for cell in cells for rule in cell.against)
        if against:
            return Permission(False, against, self._why(against))
        if not any(cell.allowed for cell in cells):
            return Permission(False, (), _nothing(roles, action, status))
        spoke = _each(rule for cell in cells for rule in cell.spoke_for)
        return Permission(True, spoke, self._why(spoke))

    def _why(self, rules: tuple[str, ...]) -> str:
        return " ".join(self._sentences[rule] for rule in rules)


def _each(rules: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rules))


def _nothing(roles: Collection[str], action: Action | OfficeAct, status: str) -> str:
    who = ", ".join(sorted(roles)).replace("_", " ") or "somebody without a part in it"
    return f"No rule lets {who} {action.replace('_', ' ')} while it is {status.replace('_', ' ')}."


class _Rows(Adapter):  # type: ignore[misc]
    """Feeds checked rows to Casbin, field by field: Casbin itself reads no file that a person wrote."""

    def __init__(self, rows: tuple[PermissionRow, ...]) -> None:
        self._rows = rows

    def load_policy(self, model: Any) -> None:
        model.model["p"]["p"].policy = [
            [row.id, *(" ".join(words) for words in (row.roles, row.at, row.statuses, row.actions)), row.effect]
            for row in self._rows
        ]


class _EveryRow(Effector):  # type: ignore[misc]
    """Allow-and-deny that never stops early, so that every row that speaks is heard."""

    def intermediate_effect(self, effects: set[int]) -> int:
        del effects
        return int(Effector.INDETERMINATE)

    def final_effect(self, effects: set[int]) -> int:
        allowed = Effector.ALLOW in effects and Effector.DENY not in effects
        return int(Effector.ALLOW if allowed else Effector.DENY)


def _among(word: str, words: str) -> bool:
    return word in words.split(" ")


class _Asking:
    """Casbin with the rows of one role, and the ids of the rows that spoke when it was last asked."""

    def __init__(self, rows: tuple[PermissionRow, ...], model_text: str) -> None:
        self._allows = {row.id: row.effect == "allow" for row in rows}
        self._spoke: list[str] = []
        self._enforcer = Enforcer(Enforcer.new_model(text=model_text), _Rows(rows))
        self._enforcer.set_effector(_EveryRow())
        self._enforcer.add_function("among", _among)
        self._enforcer.add_function("spoke", self._note)

    def ask(self, key: _Key) -> _Cell:
        self._spoke.clear()
        allowed = bool(self._enforcer.enforce(*key))
        return _Cell(
            allowed,
            tuple(rule for rule in self._spoke if self._allows[rule]),
            tuple(rule for rule in self._spoke if not self._allows[rule]),
        )

    def _note(self, rule: str) -> bool:
        self._spoke.append(rule)
        return True


def _computed(rows: tuple[PermissionRow, ...], model_text: str) -> dict[_Key, _Cell]:
    """Ask Casbin about everything that a row speaks of. Where no row speaks there is nothing to ask: it is no."""
    table = dict.fromkeys(product(ROLES, PLACES, STATUSES, ACTIONS), _NO_ROW)
    with _PARSING:
        for role in ROLES:
            own = tuple(row for row in rows if role in row.roles)
            table.update(_of_role(role, own, model_text) if own else {})
    return table


def _of_role(role: str, rows: tuple[PermissionRow, ...], model_text: str) -> dict[_Key, _Cell]:
    asking = _Asking(rows, model_text)
    spoken_of = dict.fromkeys(key for row in rows for key in product((role,), row.at, row.statuses, row.actions))
    return {key: asking.ask(key) for key in spoken_of}
