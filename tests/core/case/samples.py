"""Case data for tests: a small case, a full one, and a way to change one place of either."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from itertools import pairwise
from typing import Any

from gatekeeper.core.case import CaseError, CaseErrors, parse_case
from gatekeeper.core.facts import Vocabulary
from gatekeeper.locate import locate
from gatekeeper.policy.vocabulary import load_vocabulary

GONE = object()
"""Put in a place to take the field out."""

_STEP = re.compile(r"[^.\[\]]+")


@cache
def vocabulary() -> Vocabulary:
    """The facts that come with the program."""
    return load_vocabulary(locate("policies") / "facts")


def small() -> dict[str, Any]:
    """The least that is a case: one document of which nothing is known."""
    return {
        "format": "gatekeeper-case/1",
        "title": "A report",
        "council": {"name": "Northmere District Council"},
        "requester": {"kind": "councillor"},
        "request": {"received_at": "2026-11-20T16:42:00+00:00"},
        "documents": [{"ref": "report", "title": "The report"}],
    }


def full() -> dict[str, Any]:
    """A case in which every part is written, as an officer would."""
    return {
        **small(),
        "as_at": "2026-11-23T10:00:00+00:00",
        "council": {
            "name": "Northmere District Council",
            "jurisdiction": "england",
            "type": "district",
            "governance": [{"from": "2011-05-09", "executive_arrangements": True}],
            "closure_days": ["2026-12-24"],
        },
        "requester": full_requester(),
        "request": full_request(),
        "documents": [full_document()],
    }


def full_requester() -> dict[str, Any]:
    """A councillor who sits on the responsible committee."""
    return {
        "kind": "councillor",
        "of_this_council": True,
        "elected_on": "2023-05-04",
        "accepted_office_on": "2023-05-09",
        "memberships": [
            {"body": "Corporate Committee", "body_type": "committee", "role": "member", "from": "2023-05-17"}
        ],
        "executive": [],
        "portfolios": [],
        "posts": [],
        "elector": True,
        "pecuniary_interest": False,
    }


def full_request() -> dict[str, Any]:
    """A request in which everything is said."""
    return {
        "received_at": "2026-11-20T16:42:00+00:00",
        "received_by_executive_at": "2026-11-20T16:42:00+00:00",
        "written": True,
        "name_and_address_given": True,
        "information_described": True,
        "document_identified": True,
        "narrowing_offered": False,
        "capacity": "council_member",
        "kind": "document",
        "through_assistant": {"authorised": True},
        "undertaking_refused": False,
        "purpose": full_purpose(),
    }


def full_purpose() -> dict[str, Any]:
    """Everything that can be said of the purpose."""
    yes = ("duty_stated", "why_now_stated", "reasonably_necessary", "policy_document_in_place")
    no = ("bears_on_own_committee", "constituent_asked", "constituent_consents", "reason_in_specific_terms")
    neither = ("curiosity_only", "circulation_limited", "matter_closed", "identities_needed", "consent_cannot_be_asked")
    return {
        **dict.fromkeys(yes, True),
        **dict.fromkeys(no + neither, False),
        "improper": {"evidenced": True, "dominant": False, "member_heard": True},
        "sufficient_means": "inspection",
        "ground_offered": "none",
    }


def full_document() -> dict[str, Any]:
    """A document with everything written of it, in two passages."""
    return {
        "ref": "report",
        "title": "The report",
        "kind": "report",
        "page_count": 9,
        "holder": "council",
        "executive_can_call_for_it": False,
        "draft": "final",
        "considered_for_executive_decision": False,
        "listed_background_paper": False,
        "responsible_body": "Corporate Committee",
        "portfolio": "Assets",
        "copyright": "council",
        "links": [
            {
                "body": "Corporate Committee",
                "body_type": "committee",
                "meeting_at": "2026-12-01T18:30:00+00:00",
                "fixed_by": "agenda",
                "access": "private",
                "papers_with_members": True,
            }
        ],
        "audit": {"window_opens_on": "2026-06-01"},
        "passages": [full_passage("site", "1-4"), full_passage("price", "5-9")],
    }


def full_passage(ref: str, pages: str) -> dict[str, Any]:
    """A passage with everything written of it: each paragraph claimed and balanced."""
    balance = {"result": "maintain", "confirmed_for_this_request": True}
    return {
        "ref": ref,
        "pages": pages,
        "paragraphs": [{"number": number, "balance": balance} for number in range(1, 8)],
        "registered": False,
        "self_planning": False,
        "negotiation": "live",
        "confidential": {"basis": "none"},
        "contains": ["commercially_confidential"],
        "scrutiny": {"own_scrutiny": False, "own_programme": False, "other_programme": False},
    }


def put(data: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    """A copy of the data with the value at that place, such as ``documents[0].links``; GONE takes the field out."""
    changed = deepcopy(data)
    steps = [int(step) if step.isdigit() else step for step in _STEP.findall(place)]
    inner: Any = changed
    for step, following in pairwise(steps):
        if isinstance(inner, dict):
            inner = inner.setdefault(step, [] if isinstance(following, int) else {})
        else:
            inner = inner[step]
    if value is GONE:
        del inner[steps[-1]]
    elif isinstance(inner, list) and steps[-1] == len(inner):
        inner.append(value)
    else:
        inner[steps[-1]] = value
    return changed


def problems(data: object) -> tuple[CaseError, ...]:
    """What parsing finds wrong with the data; none for a good case."""
    try:
        parse_case(data, vocabulary=vocabulary())
    except CaseErrors as error:
        return error.errors
    return ()


def places(data: object) -> list[str]:
    """The places of everything that is wrong."""
    return [problem.place for problem in problems(data)]
