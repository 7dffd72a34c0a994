"""A walk through each council: who asks for what, what is refused and disputed, and which posts deal with it."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.demo.councils import DemoError


@dataclass(frozen=True, slots=True)
class Walk:
    """The codes of one walk: the councillor, the document, and the posts that deal with it.

    ``open_passage`` is open as of right; the director refuses ``passage`` and grants ``granted``. ``ladder`` are the
    posts to which the dispute goes, the last one final; ``consulted`` those whom the last one hears first. Where the
    protocol has no ladder there can be no dispute, and ``instead`` says what applies. ``waiting`` is another
    councillor, whose request is left with the director, so that there is something to determine.
    """

    slug: str
    councillor: str
    document: str
    director: str
    waiting: str
    ladder: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    instead: str | None = None
    adviser: str = "monitoring-officer"
    proper_officer: str = "proper-officer"

    @property
    def open_passage(self) -> str:
        """Pages 1 to 4, which section 100F opens."""
        return f"{self.document}-open"

    @property
    def granted(self) -> str:
        """Page 5, which the director grants on need to know."""
        return f"{self.document}-terms"

    @property
    def passage(self) -> str:
        """Page 6, which the director refuses and the councillor disputes."""
        return f"{self.document}-price"


_REVIEW = "judicial review, promptly and in any event within three months"

WALKS = (
    Walk("wealdmoor", "hollinshade", "depot-sale", "director-place", "eskleigh", ("monitoring-officer",)),
    Walk(
        "wexbridge",
        "harkaway",
        "wharfside-lease",
        "director-communities",
        "foxcombe",
        ("monitoring-officer", "chief-executive"),
        ("leader-riverside",),
    ),
    Walk(
        "sallowmere",
        "haldonbury",
        "fish-quay-lease",
        "director-place",
        "fernacre",
        instead=f"the Monitoring Officer's advice (8.9), the Council's complaints procedure, or {_REVIEW}",
    ),
    Walk(
        "calderwick",
        "heddleby",
        "market-hall",
        "director-development",
        "flaxmoor",
        instead=f"the Council's complaints procedure, the Access to Information Procedure Rules, or {_REVIEW}",
    ),
    Walk(
        "furzeheath",
        "heatherset",
        "business-park-sale",
        "director-regeneration",
        "furzedowne",
        instead=f"the advice of the Chief Executive or the Monitoring Officer (9.1), or {_REVIEW}",
    ),
)


def walk_of(slug: str) -> Walk:
    """The walk through that council. Raises DemoError."""
    for walk in WALKS:
        if walk.slug == slug:
            return walk
    raise DemoError(f"the demo has no walk through {slug!r}; write one of: {', '.join(walk.slug for walk in WALKS)}")
