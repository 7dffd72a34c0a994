"""How the record is told: what an entry is of, and what is wrong where the record does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gatekeeper.core.audit import Finding
from gatekeeper.services.record.searching import KINDS
from gatekeeper.web.strings import ACT, N_, translate

_REQUEST: Final = "request:"
_KIND: Final[Mapping[str, str]] = {
    "request:decided": N_("The law was applied, and the answer kept"),
    "request:purpose": N_("What was said of the need for it was kept with the case"),
    "request:finding": N_("A finding was kept with the case"),
    "request:relevance": N_("What is relevant to scrutiny was kept with the case"),
    "request:balance": N_("A confirmed balance was kept with the case"),
    "request:exported": N_("The facts of a case were read out"),
    "request:answer_repeated": N_("An answer was told again"),
    "library:read": N_("The list of open documents was read"),
    "file:received": N_("A file was received"),
    "file:released": N_("A file was given out"),
    "file:not_released": N_("A file was not given out"),
    "file:cut_off": N_("A file on its way was stopped"),
    "file:looked_at": N_("A page of a file was looked at"),
    "register:imported": N_("The register was imported"),
    "register:changed": N_("The register was changed"),
    "register:withdrawn": N_("Something was withdrawn from the register"),
    "register:confidential": N_("A passage was marked as confidential by law or not"),
    "register:passages_marked": N_("The passages of a document were marked"),
    "register:file_kept": N_("A file was kept with a document"),
    "document:classified": N_("A passage was classified"),
    "protocol:interpreted": N_("A paragraph of the protocol was interpreted"),
    "access:refused": N_("An attempt without a right was refused"),
    "record:read": N_("The record was read"),
    "record:handed_out": N_("The evidence of a case was handed out"),
    "words:erasure_asked": N_("The erasure of words was asked for"),
    "words:erased": N_("Words were erased"),
    "key:published": N_("A signing key was published"),
    "key:rotated": N_("The signing key was changed"),
}
FINDING: Final[Mapping[str, str]] = {
    Finding.CHANGED: N_("An entry was changed"),
    Finding.UNREADABLE: N_("An entry cannot be read"),
    Finding.MISSING: N_("An entry is missing"),
    Finding.INSERTED: N_("An entry was put in"),
    Finding.MOVED: N_("An entry stands in another place"),
    Finding.BACK_DATED: N_("An entry is dated before the one ahead of it"),
    Finding.FOREIGN: N_("An entry is of another record"),
    Finding.COLUMN: N_("What an entry is found by does not fit it"),
    Finding.WORDS: N_("The words of an entry are not those that were sealed"),
    Finding.ERASURE: N_("Words are gone, and no entry accounts for that"),
    Finding.CHECKPOINT: N_("The record is not the one that was signed"),
    Finding.HEAD: N_("The record does not end where it should"),
}
"""What is wrong, by the kind of finding."""


def kind_words(kind: str) -> str:
    """What an entry is of; a kind that is not known here as it is written."""
    act = ACT.get(kind.removeprefix(_REQUEST)) if kind.startswith(_REQUEST) else None
    return translate(_KIND.get(kind) or act or kind)


def kinds() -> list[tuple[str, str]]:
    """Every kind with its words, in the words' order."""
    return sorted(((each, kind_words(each)) for each in KINDS), key=lambda each: each[1])
