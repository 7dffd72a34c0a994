"""The words for the life of an asked document: who has it, how it stands, what was ruled, and what people do."""

from __future__ import annotations

from enum import StrEnum
from typing import get_args

from gatekeeper.core.pack import Post

MATCHING = "democratic_services"
"""The stage before it is known which document is meant: it is with nobody who could decide."""

NEVER_DECIDE = ("group_leader", "outside_adviser")
"""They are consulted. A council may arrange for a committee or an officer to decide, nobody else (LGA 1972 s.101)."""

STAGES = (MATCHING, "executive", *(post for post in get_args(Post) if post not in NEVER_DECIDE))
"""Every post or body that can have an asked document before it."""

BODIES = frozenset({"committee", "full_council"})
"""Bodies that decide by resolution, recorded in their minutes."""


class Status(StrEnum):
    """How it stands. Lateness is computed from the clocks and is never a status."""

    UNMATCHED = "unmatched"
    OPEN = "open"
    AWAITING_COUNCILLOR = "awaiting_councillor"
    AWAITING_ADVICE = "awaiting_advice"
    DETERMINED = "determined"
    WITHDRAWN = "withdrawn"


PENDING = frozenset({Status.UNMATCHED, Status.OPEN, Status.AWAITING_COUNCILLOR, Status.AWAITING_ADVICE})
"""The statuses in which an answer is still owed."""


class Ruling(StrEnum):
    """What a person ruled, or what the law gave in full."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED = "refused"
    NOT_HELD = "not_held"


class Action(StrEnum):
    """What can be done to an asked document. Some actions move it; the others are entered in its record."""

    SUBMIT = "submit"
    MATCH = "match"
    RECORD_NOT_HELD = "record_not_held"
    ANSWER_AS_OF_RIGHT = "answer_as_of_right"
    ASK_COUNCILLOR = "ask_councillor"
    ANSWER_QUESTION = "answer_question"
    NARROW = "narrow"
    FIND = "find"
    CLASSIFY = "classify"
    CONFIRM_BALANCE = "confirm_balance"
    ASK_ADVICE = "ask_advice"
    ADVISE = "advise"
    DETERMINE = "determine"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"
    APPEAL = "appeal"
    CONSULT = "consult"
    SUBMIT_STATEMENT = "submit_statement"
    RULE = "rule"
    RESOLVE = "resolve"
    HAND_OVER = "hand_over"
    READ_CASE = "read_case"
    OPEN_DOCUMENT = "open_document"
    READ_LOG = "read_log"
    NOTE = "note"
    DECLARE_INTEREST = "declare_interest"
    STAND_ASIDE = "stand_aside"
    RE_EVALUATE = "re_evaluate"
    REOPEN = "reopen"
    CORRECT = "correct"


class OfficeAct(StrEnum):
    """What an officer does for the council that concerns no asked document: nothing was asked, and nothing moves."""

    READ_FIGURES = "read_figures"
    INTERPRET = "interpret"
