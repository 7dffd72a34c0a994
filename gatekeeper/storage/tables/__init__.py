"""Every table, in one place: importing this makes them known to the migrations."""

from __future__ import annotations

from gatekeeper.storage.base import Council, Recorded, Thing
from gatekeeper.storage.tables.business import Body, Item, Meeting, SoleDecision
from gatekeeper.storage.tables.councils import (
    ClosureDay,
    CouncilParticulars,
    GovernancePeriod,
    PackAdoption,
    RegisterMark,
)
from gatekeeper.storage.tables.documents import BalanceConfirmation, Document, Link, Paragraph, Passage, StoredFile
from gatekeeper.storage.tables.findings import BreachFinding, Finding, Purpose, Relevance
from gatekeeper.storage.tables.jobs import Job
from gatekeeper.storage.tables.library import LibraryDocument, LibraryPage, LibraryShape
from gatekeeper.storage.tables.people import (
    AssistantAuthority,
    CabinetPeriod,
    GroupMembership,
    Membership,
    Office,
    PartyGroup,
    Person,
    PoliticalPost,
    Portfolio,
    Suspension,
    Tie,
    Ward,
)
from gatekeeper.storage.tables.posts import Absence, Appointment, Post
from gatekeeper.storage.tables.record import (
    ChainHead,
    Edition,
    EntrySubject,
    EntryWords,
    KeptCheckpoint,
    SigningKeyRow,
    StoredEntryRow,
    TreeNode,
)
from gatekeeper.storage.tables.refusals import TokenRefusal
from gatekeeper.storage.tables.requests import (
    OWED,
    AccessRequest,
    Act,
    Answer,
    AskedDocument,
    Determination,
    IdempotencyKey,
    ReferenceCounter,
    StoredDecision,
)
from gatekeeper.storage.tables.web import Draft, SignInAttempt, WebChoice, WebSessionRow

__all__ = [
    "OWED",
    "Absence",
    "AccessRequest",
    "Act",
    "Answer",
    "Appointment",
    "AskedDocument",
    "AssistantAuthority",
    "BalanceConfirmation",
    "Body",
    "BreachFinding",
    "CabinetPeriod",
    "ChainHead",
    "ClosureDay",
    "Council",
    "CouncilParticulars",
    "Determination",
    "Document",
    "Draft",
    "Edition",
    "EntrySubject",
    "EntryWords",
    "Finding",
    "GovernancePeriod",
    "GroupMembership",
    "IdempotencyKey",
    "Item",
    "Job",
    "KeptCheckpoint",
    "LibraryDocument",
    "LibraryPage",
    "LibraryShape",
    "Link",
    "Meeting",
    "Membership",
    "Office",
    "PackAdoption",
    "Paragraph",
    "PartyGroup",
    "Passage",
    "Person",
    "PoliticalPost",
    "Portfolio",
    "Post",
    "Purpose",
    "Recorded",
    "ReferenceCounter",
    "RegisterMark",
    "Relevance",
    "SignInAttempt",
    "SigningKeyRow",
    "SoleDecision",
    "StoredDecision",
    "StoredEntryRow",
    "StoredFile",
    "Suspension",
    "Thing",
    "Tie",
    "TokenRefusal",
    "TreeNode",
    "Ward",
    "WebChoice",
    "WebSessionRow",
]
