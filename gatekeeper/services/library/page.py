"""A page of the library as it is handed out: each document under the name she may know, what is open of it, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from gatekeeper.core.deadlines import start_of_day
from gatekeeper.storage.library import Filters, Mark

NOT_A_COUNCILLOR = (
    "The library is a councillor's: it holds what the law opens to a member of this council now. You are not in office "
    "here as a councillor, elected mayor or co-opted member today. Acting for a councillor, say for whom."
)
UNDECIDABLE = (
    "What is open to you cannot be worked out: what the register holds of you, or of the council, cannot be true as "
    "it stands. Nothing is opened until it is corrected: tell democratic services."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the library: words to look for, filters, only what opens soon, and where the page begins.

    ``known``: instead, everything of which she may know that it exists, whether or not anything of it is open.
    ``after`` is the place of the last document of the page before; ``limit`` is from 1.
    """

    words: str | None = None
    filters: Filters = field(default_factory=Filters)
    opens_soon: bool = False
    known: bool = False
    after: Mark | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A passage that is open: its name, its pages, the routes by which it is (ids), and whether after redaction."""

    passage: str
    pages: str | None
    opened_by: tuple[str, ...]
    after_redaction: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A route in words: by which provision, in what form, and for what charge."""

    route: str
    title: str
    source: str
    form: str
    charge: str


@dataclass(frozen=True, slots=True)
class Soon:
    """A passage that opens later by a route. ``opens_on``: from which day; None where no day is fixed, as ``says``."""

    passage: str
    pages: str | None
    route: str
    title: str
    opens_on: date | None
    says: str


@dataclass(frozen=True, slots=True)
class FoundOn:
    """Where words were found: a page (from 1) with the words around them, or None for the name of the document."""

    page: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the library. ``business_at`` is its newest business, at ``body`` (which may be a person's post)."""

    document_id: str
    called: str
    kind: str | None
    business_at: datetime | None
    body_id: str | None
    body: str | None
    whole: bool
    passages: tuple[OpenPart, ...]
    ways: tuple[Way, ...]
    opens_soon: tuple[Soon, ...]
    found: tuple[FoundOn, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the library as at an instant. ``why``: where there can be nothing in it for this person, and why.

    ``passing``: an internal error may have kept something out of it, so it is not remembered.
    """

    as_at: datetime
    items: tuple[Item, ...]
    following: Mark | None
    why: str | None = None
    passing: bool = False


def narrowed(
    kind: str | None = None, body_id: str | None = None, first: date | None = None, last: date | None = None
) -> Filters:
    """Filters, where the newest business is from one day (London) to another, both included."""
    from_at = None if first is None else start_of_day(first).astimezone(UTC)
    to_at = None if last is None else start_of_day(last + timedelta(days=1)).astimezone(UTC)
    return Filters(kind, body_id, from_at, to_at)


def place_of(mark: Mark | None) -> str | None:
    """A place in the order of the library as a text."""
    return None if mark is None else f"{mark.business_at.isoformat()} {mark.document_id}"


def mark_at(place: str | None) -> Mark | None:
    """The place that such a text tells."""
    if place is None:
        return None
    at, document_id = place.rsplit(" ", 1)
    return Mark(datetime.fromisoformat(at), document_id)
