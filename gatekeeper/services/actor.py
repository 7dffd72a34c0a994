"""Who does something: a person, in the post or part in which she does it, for herself or for another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (register id) acting, in a post (register id) where she acts as an officer. Neither: the system itself.

    ``behalf_of`` is the councillor (register id) for whom an assistant acts. ``program`` names a client that acts as
    itself; then nobody acts, and what it does concerns it.
    """

    person: str | None = None
    post: str | None = None
    behalf_of: str | None = None
    program: str | None = None

    @property
    def person_ref(self) -> str | None:
        """The person as the record names her."""
        return f"person:{self.person}" if self.person else None

    @property
    def post_ref(self) -> str | None:
        """The post as the record names it."""
        return f"post:{self.post}" if self.post else None

    @property
    def program_refs(self) -> tuple[str, ...]:
        """The program as the record names it among what an entry concerns."""
        return (f"program:{self.program}",) if self.program else ()

    @property
    def behalf_ref(self) -> str | None:
        """The councillor for whom an assistant acts, as the record names her."""
        return f"person:{self.behalf_of}" if self.behalf_of else None


SYSTEM = Actor()
"""gatekeeper itself: a clock, a re-evaluation, the first set-up."""
