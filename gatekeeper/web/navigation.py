"""What stands in the bar of every page: the places that this person has in this council, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.services.identity import SignedIn
from gatekeeper.web.strings import N_

DECIDING = frozenset({"director", "head_of_service", "senior_officer"})
REGISTERING = frozenset({"proper_officer"})
RESOLVING = frozenset({"monitoring_officer"})
ANSWERING = frozenset({"executive"})
OVERSEEING = frozenset({"monitoring_officer", "deputy_monitoring_officer", "chief_executive"})
AUDITING = frozenset({"auditor", "monitoring_officer", "deputy_monitoring_officer"})


def navigation(slug: str, who: SignedIn, at: str) -> list[tuple[str, str, bool]]:
    """The links: an address, a text, and whether this page lies there."""
    home = f"/in/{slug}/"
    links = [(f"{home}{path}", text) for path, text in _links(who)]
    within = (href for href, _ in links if at == href or (href != home and at.startswith(href)))
    longest = max(within, key=len, default="")
    return [(href, text, href == longest) for href, text in links]


def kinds(who: SignedIn) -> frozenset[str]:
    """The kinds of the post she acts in, or of all she holds where she acts in none."""
    return frozenset(each.kind for each in who.posts if who.actor.post in (None, each.id))


def _links(who: SignedIn) -> Iterator[tuple[str, str]]:
    held = kinds(who)
    yield "", N_("Home")
    if who.asks:
        yield "requests", N_("Requests")
        yield "library", N_("Documents open to me")
        yield "entitled", N_("Would I be entitled?")
    if held:
        yield "queue", N_("Queue")
    if held & (REGISTERING | DECIDING | RESOLVING):
        yield "register", N_("Register")
    if held & ANSWERING:
        yield "regulation-17", N_("Regulation 17")
    if held & OVERSEEING:
        yield "oversight", N_("Oversight")
    if held & (OVERSEEING | AUDITING):
        yield "figures", N_("Figures")
    if held & AUDITING:
        yield "record", N_("The record")
    yield "rules", N_("The rules")
