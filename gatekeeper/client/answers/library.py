"""What the operations on library give, as the description of the API says it."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from gatekeeper.client.operation import Given


class LibraryPassage(Given):
    """A passage that is open: its name, pages, and the routes by which it is (their ids)."""

    passage: str
    pages: str | None = Field(description="As they are written in the register; null where they are not.")
    opened_by: tuple[str, ...]
    after_redaction: bool = Field(description="Open once what is withheld beside it has been taken out.")


class LibraryWay(Given):
    """A route in words: by which provision it opens, in what form, and for what charge."""

    route: str
    title: str
    source: str
    form: str
    charge: str


class LibrarySoon(Given):
    """A passage that a route opens later. ``opens_on``: from which day; null where no day is fixed yet."""

    passage: str
    pages: str | None
    route: str
    title: str
    opens_on: date | None
    says: str


class LibraryFound(Given):
    """Where the words were found: a page with the words around them; null for what the document is called."""

    page: int | None
    words: str


class LibraryItem(Given):
    """A document of the library, under the name that the councillor may know it by."""

    document_id: str
    called: str
    kind: str | None
    business_at: datetime | None = Field(description="Its newest business; null where it has none with a date.")
    body_id: str | None
    body: str | None = Field(description="The body of that business, or the post of the person who decides.")
    whole: bool
    passages: tuple[LibraryPassage, ...]
    ways: tuple[LibraryWay, ...]
    opens_soon: tuple[LibrarySoon, ...]
    found: tuple[LibraryFound, ...]


class LibraryList(Given):
    """One page of the library as at an instant. ``next`` is the cursor of the following page, null at the end.

    ``why`` says why there can be nothing in it for this caller; null for a councillor.
    """

    as_at: datetime
    items: tuple[LibraryItem, ...]
    next: str | None
    why: str | None
