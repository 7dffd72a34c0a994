"""Counts by political group: that to which the councillor belonged on the day; nobody of a group is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gatekeeper.services.oversight.suppress import Counted, counted
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

NO_GROUP: Final = "no_group"
_NO_GROUP_WORDS: Final = "Councillors of no group"


@dataclass(frozen=True, slots=True)
class Groups:
    """The council's groups by their ids, and who belonged to which, from a day to a day."""

    names: Mapping[str, str]
    memberships: Mapping[str, tuple[tables.GroupMembership, ...]]

    @classmethod
    def of(cls, register: Register) -> Groups:
        """Those that the register holds."""
        names = {each.thing_id: each.name for each in register.all(tables.PartyGroup)}
        rows: dict[str, list[tables.GroupMembership]] = {}
        for each in register.all(tables.GroupMembership):
            rows.setdefault(each.person_id, []).append(each)
        return cls(names, {person: tuple(own) for person, own in rows.items()})

    def on(self, person: str, day: date) -> str:
        """The group to which she belonged on that day."""
        for each in self.memberships.get(person, ()):
            if each.group_id in self.names and each.from_on <= day and (each.to_on is None or day <= each.to_on):
                return each.group_id
        return NO_GROUP


@dataclass(slots=True)
class ByGroup:
    """How many documents, by group."""

    groups: Groups
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, person: str, day: date) -> None:
        """One more, asked for by that councillor on that day."""
        self.counts[self.groups.on(person, day)] += 1

    def counted(self) -> Counted:
        """The list of all groups, in the order of their names, then those of none."""
        named = sorted(self.groups.names.items(), key=lambda each: each[1].casefold())
        rows = [(f"group:{place}", name, self.counts[group]) for place, (group, name) in enumerate(named, 1)]
        return counted([*rows, (NO_GROUP, _NO_GROUP_WORDS, self.counts[NO_GROUP])])
