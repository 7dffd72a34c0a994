"""What a client can be let ask for: each scope in one sentence, and whether a program may ever have it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """A scope, ``resource:action``. It bounds what a client may ask in someone's name; it gives nobody a right."""

    REQUESTS_SUBMIT = "requests:submit"
    REQUESTS_READ = "requests:read"
    REQUESTS_DETERMINE = "requests:determine"
    REQUESTS_ADVISE = "requests:advise"
    REQUESTS_DISPUTE = "requests:dispute"
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_WRITE = "documents:write"
    REGISTER_READ = "register:read"
    REGISTER_WRITE = "register:write"
    RECORD_READ = "record:read"
    RECORD_VERIFY = "record:verify"
    RULES_READ = "rules:read"
    OVERSIGHT_READ = "oversight:read"

    @property
    def sentence(self) -> str:
        """What it lets a client ask for, in words for the page where consent is given."""
        return SENTENCES[self]

    @property
    def for_programs(self) -> bool:
        """Whether a program may have it. What a councillor or an officer does in person, no program does."""
        return self in FOR_PROGRAMS


SENTENCES: Final = {
    Scope.REQUESTS_SUBMIT: "Ask to inspect documents in the councillor's name, narrow a request, or withdraw it.",
    Scope.REQUESTS_READ: "Read the requests that the person may see, with their outcomes and reasons.",
    Scope.REQUESTS_DETERMINE: "Determine requests in the officer's name: granted, partly granted or refused.",
    Scope.REQUESTS_ADVISE: "Give advice on requests in the officer's name.",
    Scope.REQUESTS_DISPUTE: "Dispute a ruling, appeal, and put a case in writing in the person's name.",
    Scope.DOCUMENTS_READ: "Inspect the documents that the person may see.",
    Scope.DOCUMENTS_WRITE: "File documents and say what is known of them.",
    Scope.REGISTER_READ: "Read the register of councillors, officers, bodies and offices.",
    Scope.REGISTER_WRITE: "Enter councillors, officers, bodies and offices in the register.",
    Scope.RECORD_READ: "Read the entries of the record that the person may see.",
    Scope.RECORD_VERIFY: "Check that the record is complete and unchanged, by its hashes and signed checkpoints.",
    Scope.RULES_READ: "Read the rules, the law they come from, and the council's protocol.",
    Scope.OVERSIGHT_READ: "Read figures about requests: how many, how long they took and how they ended.",
}
FOR_PROGRAMS: Final = frozenset(
    {
        Scope.DOCUMENTS_WRITE,
        Scope.REGISTER_READ,
        Scope.REGISTER_WRITE,
        Scope.RECORD_VERIFY,
        Scope.RULES_READ,
        Scope.OVERSIGHT_READ,
    }
)
"""Scopes of importers and of reporting: none reads a document, a request, or an entry of the record."""
_BY_NAME: Final = {scope.value: scope for scope in Scope}


def known_scopes(names: list[str]) -> frozenset[Scope]:
    """Those of the names that are scopes here; others, such as ``openid``, are for other services."""
    return frozenset(_BY_NAME[name] for name in names if name in _BY_NAME)
