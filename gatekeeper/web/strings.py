"""The words of the pages: how statuses, rulings, stages and acts are told, in a table that can be translated."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from gatekeeper.core.decision.results import Outcome
from gatekeeper.core.lifecycle import Action, OfficeAct, Ruling, Status

TRANSLATIONS: Final = Path(__file__).resolve().parent / "translations"
DOMAIN: Final = "pages"


def N_(text: str) -> str:  # noqa: N802
    """Marks a text for translation where it is written; it is translated when a page is drawn."""
    return text


@cache
def catalogue(language: str = "en") -> gettext.NullTranslations:
    """The translations into that language; the English words themselves where there are none."""
    return gettext.translation(DOMAIN, TRANSLATIONS, [language], fallback=True)


def translate(text: str, **values: object) -> str:
    """A text in the reader's language, with values in places such as ``%(name)s``; nothing of it is mark-up."""
    return told(catalogue(), text, **values)


def told(words: gettext.NullTranslations, text: str, **values: object) -> str:
    """A text of a catalogue, with values in its places. A per cent sign is doubled only where there are values."""
    found = words.gettext(text) if text else ""
    return found % values if values else found


SERVICE: Final = N_("Councillors’ access to documents")

STATUS: Final[Mapping[str, str]] = {
    Status.UNMATCHED: N_("Finding the document"),
    Status.OPEN: N_("Being considered"),
    Status.AWAITING_COUNCILLOR: N_("Waiting for the councillor’s answer"),
    Status.AWAITING_ADVICE: N_("Waiting for advice"),
    Status.DETERMINED: N_("Answered"),
    Status.WITHDRAWN: N_("Withdrawn"),
}

RULING: Final[Mapping[str, str]] = {
    Ruling.GRANTED: N_("Granted"),
    Ruling.PARTLY_GRANTED: N_("Partly granted"),
    Ruling.REFUSED: N_("Refused"),
    Ruling.NOT_HELD: N_("Not held or cannot be found"),
}

OUTCOME: Final[Mapping[Outcome | str, str]] = {
    "entitled": N_("Available now"),
    "undetermined": N_("Something must be known first"),
    "refer": N_("An officer must decide"),
    "not_entitled": N_("Not available as of right"),
    "barred": N_("Barred by law (held for the Monitoring Officer)"),
}

STAGE: Final[Mapping[str, str]] = {
    "democratic_services": N_("Democratic services"),
    "executive": N_("The executive"),
    "director": N_("The director"),
    "head_of_service": N_("The head of service"),
    "senior_officer": N_("A senior officer"),
    "monitoring_officer": N_("The Monitoring Officer"),
    "deputy_monitoring_officer": N_("The deputy Monitoring Officer"),
    "chief_executive": N_("The Chief Executive"),
    "proper_officer": N_("The Proper Officer"),
    "chief_finance_officer": N_("The chief finance officer"),
    "data_protection_officer": N_("The data protection officer"),
    "chief_information_officer": N_("The chief information officer"),
    "committee": N_("The committee"),
    "full_council": N_("The full council"),
    "line_manager": N_("The line manager"),
    "group_leader": N_("The group leader"),
    "outside_adviser": N_("The outside adviser"),
}

ACT: Final[Mapping[str, str]] = {
    Action.SUBMIT: N_("The request was made"),
    Action.MATCH: N_("The document was found"),
    Action.RECORD_NOT_HELD: N_("Recorded as not held or not found"),
    Action.ANSWER_AS_OF_RIGHT: N_("Answered as of right"),
    Action.ASK_COUNCILLOR: N_("A question was put to the councillor"),
    Action.ANSWER_QUESTION: N_("The councillor answered"),
    Action.NARROW: N_("The request was narrowed"),
    Action.FIND: N_("A finding was recorded"),
    Action.CLASSIFY: N_("A paper was classified"),
    Action.CONFIRM_BALANCE: N_("The balance of the public interest was confirmed"),
    Action.ASK_ADVICE: N_("Advice was asked for"),
    Action.ADVISE: N_("Advice was given"),
    Action.DETERMINE: N_("The request was determined"),
    Action.TRANSFER: N_("It went to another post"),
    Action.WITHDRAW: N_("The request was withdrawn"),
    Action.DISPUTE: N_("The ruling was disputed"),
    Action.APPEAL: N_("An appeal was made"),
    Action.CONSULT: N_("Somebody was consulted"),
    Action.SUBMIT_STATEMENT: N_("A statement was handed in"),
    Action.RULE: N_("A ruling was given"),
    Action.RESOLVE: N_("A resolution was recorded"),
    Action.HAND_OVER: N_("It was handed over to another procedure"),
    Action.READ_CASE: N_("The case was read"),
    Action.OPEN_DOCUMENT: N_("The document was opened"),
    Action.READ_LOG: N_("The record was read"),
    Action.NOTE: N_("A note was added"),
    Action.DECLARE_INTEREST: N_("An interest was declared"),
    Action.STAND_ASIDE: N_("Somebody stood aside"),
    Action.RE_EVALUATE: N_("The law was applied again"),
    Action.REOPEN: N_("The request was reopened"),
    Action.CORRECT: N_("An entry was corrected"),
    OfficeAct.READ_FIGURES: N_("The council’s figures were read"),
    OfficeAct.INTERPRET: N_("A paragraph of the protocol was interpreted"),
}

SAID: Final[Mapping[str, str]] = {
    "submit": N_("Your request is made."),
    "match": N_("The document is matched to the request."),
    "record_not_held": N_("It is recorded that the document is not held or cannot be found."),
    "answer_as_of_right": N_("The answer as of right is given."),
    "ask_councillor": N_("Your question is sent to the councillor."),
    "answer_question": N_("Your answer is sent."),
    "narrow": N_("The request is narrowed."),
    "find": N_("The finding is recorded."),
    "classify": N_("The paper is classified."),
    "confirm_balance": N_("The balance of the public interest is confirmed."),
    "ask_advice": N_("Advice is asked for."),
    "advise": N_("Your advice is given."),
    "determine": N_("The determination is recorded."),
    "transfer": N_("The request went to the other post."),
    "withdraw": N_("The request is withdrawn."),
    "dispute": N_("Your dispute is filed."),
    "appeal": N_("Your appeal is filed."),
    "consult": N_("The consultation is recorded."),
    "submit_statement": N_("Your statement is handed in."),
    "rule": N_("The ruling is recorded."),
    "resolve": N_("The resolution is recorded."),
    "hand_over": N_("The rest is handed over, with the date on which you first asked."),
    "note": N_("The note is added."),
    "declare_interest": N_("The interest is declared."),
    "stand_aside": N_("You have stood aside."),
    "re_evaluate": N_("The law was applied again to what is known now."),
    "reopen": N_("The request is open again."),
    "correct": N_("The correction is recorded."),
    "acting": N_("You have changed the post in which you act."),
    "draft": N_("What you wrote is kept. You can come back to it for 30 days."),
    "ended_there": N_("You are signed out there."),
    "dropped": N_("What you had begun is forgotten."),
    "interpret": N_("The interpretation is recorded."),
    "saved": N_("Your changes are saved."),
    "entered": N_("It is entered in the register."),
    "corrected": N_("The register is corrected. What it said before is kept."),
    "taken_out": N_("It is withdrawn from the register. What it said is kept."),
    "classified": N_("The passage is classified."),
    "confidential": N_("It is recorded whether the passage is confidential by law."),
    "executive_answer": N_("The executive’s answer is recorded."),
    "filed": N_("The file is taken and kept."),
    "filed_active": N_(
        "The file is taken and kept. It holds more than pages: something that acts by itself, earlier versions, or "
        "layers. None of that is ever given out: what leaves is made anew, of the open pages alone."
    ),
}
"""The notices that a page shows after a form was sent, by the name in its address; no other text is ever shown."""
