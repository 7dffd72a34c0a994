"""A case as it is handed out: the members that its reader may see, each named, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from gatekeeper.api.schemas import Shown


class RulingShown(Shown):
    """A ruling on a passage, with its reasons."""

    ruling: str
    form: str | None
    by: str
    deputising: bool
    at: str
    reasons: str | None
    grounds: tuple[str, ...]
    conditions: tuple[str, ...]
    alternatives: tuple[str, ...]
    authority: tuple[str, ...]
    flags: tuple[str, ...]


class PassageShown(Shown):
    """A passage as the councillor reads it. ``held_back`` says that reasons are held back, and who can review that."""

    passage: str
    pages: str
    outcome: str
    opened_by: tuple[str, ...]
    opens_later_by: tuple[str, ...]
    reasons: tuple[str, ...]
    asks: tuple[str, ...]
    ruling: RulingShown | None
    held_back: str | None = None


class OfficerPassage(PassageShown):
    """The same as officers on the case read it."""

    would_change: tuple[str, ...]
    label: str
    prohibition: str
    machine: str
    position: str | None


class DueShown(Shown):
    """A deadline, and how it was worked out."""

    what: str
    owner: str
    at: str
    in_words: str
    how: str
    source: str
    late: bool


class _Document(Shown):
    asked_id: str
    stage: str
    with_: str = Field(alias="with", description="Who has it, in words.")
    rung: int
    status: str
    ruling: str | None
    may: tuple[str, ...]
    called: str
    summary: str | None = None
    due: tuple[DueShown, ...] = ()


class CaseDocument(_Document):
    """An asked document as the councillor reads it, or somebody who is consulted."""

    passages: tuple[PassageShown, ...]


class OfficerDocument(_Document):
    """An asked document as officers on the case read it; ``provenance`` gives the entry behind each fact."""

    passages: tuple[OfficerPassage, ...]
    provenance: dict[str, int] | None = None
    problem: str | None = None


class ActShown(Shown):
    """What was done on the case, in words where there are any that the reader may read."""

    entry: int
    at: str
    action: str
    asked_id: str | None
    words: str | dict[str, str] | None


class OfficerAct(ActShown):
    """The same with who did it, in which post (register ids)."""

    person: str | None
    post: str | None


class CaseShown(Shown):
    """A case as its reader may see it."""

    reference: str
    request_id: str
    received_at: str
    kind: str | None
    on_behalf: bool
    handed_over_at: str | None
    version: int
    seen_as: Literal["councillor", "officer", "consultee"]
    documents: tuple[OfficerDocument | CaseDocument, ...]
    timeline: tuple[OfficerAct | ActShown, ...]


class CheckedDocument(Shown):
    """What she would be told of a document if she asked for it."""

    called: str
    summary: str
    passages: tuple[PassageShown, ...]
    due: tuple[DueShown, ...]


class Forecasts(Shown):
    """Would she be entitled? In the order of the documents named; nothing was filed."""

    documents: tuple[CheckedDocument, ...]


def case_shown(data: Mapping[str, Any]) -> CaseShown:
    """A case of the service as it is handed out. The service has chosen by its reader what each part holds."""
    documents = tuple(_document(each) for each in data["documents"])
    timeline = tuple((OfficerAct if "person" in each else ActShown).model_validate(each) for each in data["timeline"])
    return CaseShown.model_validate({**data, "documents": documents, "timeline": timeline})


def _document(data: Mapping[str, Any]) -> OfficerDocument | CaseDocument:
    officers = "provenance" in data or "problem" in data
    return OfficerDocument.model_validate(data) if officers else CaseDocument.model_validate(data)
