"""Every operation of the service, as the description of the API says it."""

from __future__ import annotations

from typing import Final

from gatekeeper.client.answers.asked_documents import Done, Opening, Preview
from gatekeeper.client.answers.explanations import AssessedShown, Explanation
from gatekeeper.client.answers.files import FileKept, FileShown
from gatekeeper.client.answers.library import LibraryList
from gatekeeper.client.answers.open_to_all import Health, Readiness
from gatekeeper.client.answers.record import LogPage, SignedShown, Verification
from gatekeeper.client.answers.register import (
    AgendaShown,
    BodyPage,
    BodyShown,
    DocumentShown,
    EnteredShown,
    MeetingPage,
    PeoplePage,
    PersonShown,
)
from gatekeeper.client.answers.requests import CaseShown, Filed, Forecasts, Me, QueuePage, RequestList
from gatekeeper.client.answers.rules import RuleExplained, RuleList
from gatekeeper.client.operation import Operation

HEALTH: Final = Operation("GET", "/health", Health, signed=False)
READY: Final = Operation("GET", "/ready", Readiness, signed=False)
METADATA: Final = Operation("GET", "/.well-known/oauth-protected-resource", dict, signed=False)
ME: Final = Operation("GET", "/councils/{slug}/me", Me)
SUBMIT_REQUEST: Final = Operation("POST", "/councils/{slug}/requests", Filed, keyed=True)
MY_REQUESTS: Final = Operation("GET", "/councils/{slug}/requests", RequestList)
PRE_CHECK: Final = Operation("POST", "/councils/{slug}/pre-check", Forecasts)
READ_REQUEST: Final = Operation("GET", "/councils/{slug}/requests/{request_id}", CaseShown)
QUEUE: Final = Operation("GET", "/councils/{slug}/queue", QueuePage)
LIBRARY: Final = Operation("GET", "/councils/{slug}/library", LibraryList)
MATCH: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/match", Done, keyed=True, matched=True)
NOT_HELD: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/not-held", Done, keyed=True, matched=True)
ASK: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/ask", Done, keyed=True, matched=True)
ANSWER: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/answer", Done, keyed=True, matched=True)
NARROW: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/narrow", Done, keyed=True, matched=True)
NARROWING_DECLINED: Final = Operation(
    "POST", "/councils/{slug}/asked/{asked_id}/narrowing-declined", Done, keyed=True, matched=True
)
NOTE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/note", Done, keyed=True, matched=True)
ASK_ADVICE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/ask-advice", Done, keyed=True, matched=True)
ADVISE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/advise", Done, keyed=True, matched=True)
CLASSIFY: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/classify", Done, keyed=True, matched=True)
CONFIRM: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/confirm", Done, keyed=True, matched=True)
FIND: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/find", Done, keyed=True, matched=True)
DETERMINE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/determine", Done, keyed=True, matched=True)
EXECUTIVE_ANSWER: Final = Operation(
    "POST", "/councils/{slug}/asked/{asked_id}/executive-answer", Done, keyed=True, matched=True
)
TRANSFER: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/transfer", Done, keyed=True, matched=True)
WITHDRAW: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/withdraw", Done, keyed=True, matched=True)
DISPUTE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/dispute", Done, keyed=True, matched=True)
APPEAL: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/appeal", Done, keyed=True, matched=True)
CONSULT: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/consult", Done, keyed=True, matched=True)
STATEMENT: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/statement", Done, keyed=True, matched=True)
RULE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/rule", Done, keyed=True, matched=True)
RESOLVE: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/resolve", Done, keyed=True, matched=True)
HAND_OVER: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/hand-over", Done, keyed=True, matched=True)
INTEREST: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/interest", Done, keyed=True, matched=True)
PREVIEW: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/preview", Preview)
OPEN_PASSAGES: Final = Operation("POST", "/councils/{slug}/asked/{asked_id}/open", Opening)
DOCUMENT: Final = Operation("GET", "/councils/{slug}/documents/{document_id}", DocumentShown)
RULES: Final = Operation("GET", "/councils/{slug}/rules", RuleList)
GET_RULE: Final = Operation("GET", "/councils/{slug}/rules/{rule_id}", RuleExplained)
ENTRIES: Final = Operation("GET", "/councils/{slug}/record/entries", LogPage)
RECEIPT: Final = Operation("GET", "/councils/{slug}/requests/{request_id}/receipt", dict)
VERIFICATION: Final = Operation("GET", "/councils/{slug}/record/verification", Verification)
EXPLANATION: Final = Operation("GET", "/councils/{slug}/requests/{request_id}/explanation", Explanation)
ASSESS_CASE: Final = Operation("POST", "/councils/{slug}/assess", AssessedShown)
CHECKPOINTS: Final = Operation("GET", "/councils/{slug}/record/checkpoints", SignedShown)
EVIDENCE: Final = Operation("GET", "/councils/{slug}/requests/{request_id}/evidence", dict)
EXPORT: Final = Operation("GET", "/councils/{slug}/record/export", bytes)
PEOPLE: Final = Operation("GET", "/councils/{slug}/register/people", PeoplePage)
PERSON: Final = Operation("GET", "/councils/{slug}/register/people/{person_id}", PersonShown)
BODIES: Final = Operation("GET", "/councils/{slug}/register/bodies", BodyPage)
BODY: Final = Operation("GET", "/councils/{slug}/register/bodies/{body_id}", BodyShown)
MEETINGS: Final = Operation("GET", "/councils/{slug}/register/meetings", MeetingPage)
AGENDA: Final = Operation("GET", "/councils/{slug}/register/meetings/{meeting_id}", AgendaShown)
ENTER: Final = Operation("POST", "/councils/{slug}/register/sheets", EnteredShown, keyed=True)
FILE_OF_ASKED: Final = Operation("GET", "/councils/{slug}/asked/{asked_id}/file", bytes)
FILE_OF_LIBRARY: Final = Operation("GET", "/councils/{slug}/library/{document_id}/file", bytes)
FILE_OF_DOCUMENT: Final = Operation("GET", "/councils/{slug}/documents/{document_id}/file", FileShown)
PUT_FILE: Final = Operation("PUT", "/councils/{slug}/documents/{document_id}/file", FileKept, keyed=True, matched=True)
