"""Where in a token its issuer writes who the person is and which groups and roles she has: settings, not code.

What stands there is plain data. It opens nothing by itself: the register says what a person may do at this instant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gatekeeper.auth.errors import IssuerSettingsError, Reason, TokenRefused
from gatekeeper.auth.strict import is_name

MOST_NAMES: Final = 500
"""The most groups, and the most roles, that are read from one token."""
CHANGEABLE: Final = frozenset(
    {"email", "name", "family_name", "given_name", "nickname", "phone_number", "preferred_username", "upn"}
)
"""Claims that can pass from one person to another, so they never say who she is (OpenID Connect Core 5.7)."""
_SETTINGS: Final = frozenset({"person", "groups", "roles", "role_names"})


@dataclass(frozen=True, slots=True)
class ClaimPath:
    """The way to one claim: the member's name at each level."""

    names: tuple[str, ...]

    @classmethod
    def parse(cls, said: object) -> ClaimPath:
        """Read ``realm_access.roles``, a namespaced name (with ``://``) as one name, or a list of names.

        Raises IssuerSettingsError.
        """
        names: Sequence[object]
        if isinstance(said, str):
            names = [said] if "://" in said or said.startswith("urn:") else said.split(".")
        else:
            names = said if isinstance(said, list) else []
        found = tuple(name for name in names if isinstance(name, str) and name)
        if not found or len(found) != len(names):
            why = f"{ascii(said)[:80]} is no way to a claim; write one such as realm_access.roles, or a list of names."
            raise IssuerSettingsError((why,))
        return cls(found)

    def find(self, claims: Mapping[str, object]) -> object:
        """What stands there, or None where nothing does. Raises TokenRefused where the way leads through no object."""
        found: object = claims
        for name in self.names:
            if found is None:
                return None
            if not isinstance(found, Mapping):
                raise _surprise(self)
            found = found.get(name)
        return found

    def __str__(self) -> str:
        return ".".join(self.names)


@dataclass(frozen=True, slots=True)
class ClaimMapping:
    """Which claims are read. Of the roles, only those that ``role_names`` lists come out, under our name for them."""

    person: ClaimPath = field(default=ClaimPath(("sub",)))
    groups: tuple[ClaimPath, ...] = ()
    roles: tuple[ClaimPath, ...] = ()
    role_names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises IssuerSettingsError where the person would be told by a claim that can pass to another."""
        if self.person.names[-1] in CHANGEABLE:
            why = f"claims: {self.person} can pass from one person to another; take sub, or a lasting staff number."
            raise IssuerSettingsError((why,))

    @classmethod
    def parse(cls, data: Mapping[str, object]) -> ClaimMapping:
        """Read the settings ``person`` (a way), ``groups``, ``roles`` (lists of ways) and ``role_names`` (a table).

        Raises IssuerSettingsError.
        """
        if unknown := sorted(map(str, data.keys() - _SETTINGS)):
            why = f"claims: {', '.join(unknown)} is no setting; there are {', '.join(sorted(_SETTINGS))}."
            raise IssuerSettingsError((why,))
        return cls(
            person=ClaimPath.parse(data.get("person", "sub")),
            groups=_paths(data.get("groups", [])),
            roles=_paths(data.get("roles", [])),
            role_names=_table(data.get("role_names", {})),
        )

    def person_of(self, claims: Mapping[str, object]) -> str:
        """The person's lasting name at the issuer. Raises TokenRefused where it is missing or no such text."""
        found = self.person.find(claims)
        if not isinstance(found, str) or not is_name(found):
            raise _surprise(self.person)
        return found

    def groups_of(self, claims: Mapping[str, object]) -> frozenset[str]:
        """The names of the groups, as the issuer writes them. Raises TokenRefused where they are no list of names."""
        return _names(self.groups, claims)

    def roles_of(self, claims: Mapping[str, object]) -> frozenset[str]:
        """Our names of the roles; a role that is not listed letter for letter is none. Raises TokenRefused."""
        return frozenset(self.role_names[name] for name in _names(self.roles, claims) if name in self.role_names)


def _names(paths: tuple[ClaimPath, ...], claims: Mapping[str, object]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        names = path.find(claims)
        if names is None:
            continue
        if not isinstance(names, list) or len(names) > MOST_NAMES or not all(isinstance(name, str) for name in names):
            raise _surprise(path)
        found.update(names)
    return frozenset(found)


def _paths(said: object) -> tuple[ClaimPath, ...]:
    if not isinstance(said, list):
        raise IssuerSettingsError(("claims: groups and roles are lists of ways to a claim.",))
    return tuple(ClaimPath.parse(each) for each in said)


def _table(said: object) -> dict[str, str]:
    if not isinstance(said, Mapping) or not all(isinstance(each, str) for pair in said.items() for each in pair):
        raise IssuerSettingsError(("claims: role_names is a table: the issuer's name of a role = ours.",))
    return dict(said)


def _surprise(path: ClaimPath) -> TokenRefused:
    """The refusal of a claim of another shape than the settings say; the way to it is ours, so it may be repeated."""
    return TokenRefused(Reason.CLAIMS, f"the claim {ascii(str(path))[1:-1]} is not of the shape that is read here")
