"""Who can sign in at the demo's provider: everybody of the five councils, with the posts that she holds there."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.demo.councils import COUNCILS, DemoCouncil


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who can sign in. ``sign_in`` is her name at the provider and the ``sub`` of her tokens.

    ``posts`` are kinds of posts and offices, such as ``director``, ``councillor`` or ``group_leader``. They go into her
    tokens as groups, which open nothing: what she may do is in the council's register.
    """

    council: str
    code: str
    sign_in: str
    name: str
    email: str
    posts: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Her groups at the provider, such as ``wexbridge:director``."""
        return tuple(f"{self.council}:{post}" for post in self.posts)


def demo_people() -> tuple[DemoPerson, ...]:
    """Everybody in the demo who can sign in, council by council."""
    return tuple(person for council in COUNCILS for person in _people_of(council))


def _people_of(council: DemoCouncil) -> Iterator[DemoPerson]:
    posts = _posts_of(council)
    for row in _rows(council, "people"):
        if row["signs_in_as"]:
            held = tuple(dict.fromkeys(posts[row["code"]]))
            yield DemoPerson(council.slug, row["code"], row["signs_in_as"], row["name"], row["email"], held)


def _posts_of(council: DemoCouncil) -> dict[str, list[str]]:
    kinds = {row["code"]: row["kind"] for row in _rows(council, "posts")}
    found: dict[str, list[str]] = defaultdict(list)
    for office in _rows(council, "offices"):
        found[office["person"]].append(office["kind"])
    for appointment in _rows(council, "appointments"):
        substantive = appointment["capacity"] == "substantive"
        found[appointment["person"]].append(kinds[appointment["post"]] if substantive else "deputy")
    return found


def _rows(council: DemoCouncil, name: str) -> list[dict[str, str]]:
    with (council.data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
