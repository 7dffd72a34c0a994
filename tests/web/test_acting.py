"""Tests in which post, or for whom, somebody acts before she has chosen, and that what she chose counts."""

from __future__ import annotations

import pytest

from gatekeeper.services.actor import Actor
from gatekeeper.services.identity import HeldPost, SignedIn
from gatekeeper.services.sessions import Choice
from gatekeeper.web.acting import acting

DIRECTOR, ASSISTANT = HeldPost("d", "director", "Director"), HeldPost("a", "group_assistant", "Assistant")


def known(*posts: HeldPost, acts_for: tuple[str, ...] = (), in_office: bool = False) -> SignedIn:
    return SignedIn("council", Actor("her"), posts, acts_for, "Her", tuple("Name" for _ in acts_for), in_office)


@pytest.mark.parametrize(
    ("found", "chosen", "post", "behalf_of"),
    [
        (known(in_office=True), None, None, None),
        (known(DIRECTOR), None, "d", None),
        (known(ASSISTANT, acts_for=("c",)), None, None, "c"),
        (known(acts_for=("c",)), None, None, "c"),
        (known(acts_for=("c", "e")), None, None, None),
        (known(ASSISTANT, acts_for=("c",)), Choice(post="a"), "a", None),
        (known(acts_for=("c",), in_office=True), None, None, None),
        (known(acts_for=("c",), in_office=True), Choice(), None, None),
        (known(DIRECTOR, acts_for=("c",)), None, "d", None),
        (known(DIRECTOR, acts_for=("c",)), Choice(behalf_of="c"), None, "c"),
        (known(DIRECTOR, acts_for=("c",)), Choice(behalf_of="gone"), "d", None),
        (known(DIRECTOR, in_office=True), Choice(post="d"), "d", None),
        (known(DIRECTOR), Choice(post="another's"), "d", None),
    ],
)
def test_she_acts_as_she_chose_and_else_as_is_meant(
    found: SignedIn, chosen: Choice | None, post: str | None, behalf_of: str | None
) -> None:
    assert acting(found, chosen).actor == Actor("her", post, behalf_of)
