"""How what stands on a case is told: rulings with their forms, outcomes of passages, and the colours of their tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from gatekeeper.web.strings import ACT, N_, RULING, translate

FORM: Final[Mapping[str, str]] = {
    "whole_copy": N_("a copy of the whole"),
    "redacted_copy": N_("a redacted copy"),
    "inspection": N_("to inspect, without a copy"),
    "briefing": N_("a briefing"),
    "facts_only": N_("the facts alone"),
}
_GREEN, _BLUE, _YELLOW, _RED, _GREY = (f"govuk-tag--{colour}" for colour in ("green", "blue", "yellow", "red", "grey"))
_STATUS_TAGS: Final = {"determined": _GREEN, "withdrawn": _GREY, "awaiting_councillor": _YELLOW}
_RULING_TAGS: Final = {"granted": _GREEN, "partly_granted": _YELLOW, "refused": _RED, "not_held": _GREY}
_OUTCOME_TAGS: Final = {"Available now": _GREEN, "Barred by law (held for the monitoring officer)": _RED}


def form_words(form: str) -> str:
    """In which form something is given. Raises KeyError for what is no form."""
    return translate(FORM[form])


def plain_code(code: str) -> str:
    """A code of a closed list, such as ``personal_data``, as words; a form as its own words."""
    return translate(FORM[code]) if code in FORM else code.replace("_", " ")


def did(act: str) -> str:
    """What was done, for a timeline."""
    return translate(ACT[act]) if act in ACT else act.replace("_", " ").capitalize()


def status_tag(status: str) -> str:
    """The colour of a status."""
    return _STATUS_TAGS.get(status, _BLUE)


def ruling_tag(ruling: str) -> str:
    """The colour of a ruling."""
    return _RULING_TAGS.get(ruling, _GREY)


def passage_words(passage: Mapping[str, Any]) -> str:
    """How a passage stands to its reader: what is open now, else what was ruled, else what the law says of it."""
    ruling = passage["ruling"]
    if ruling is None or passage["outcome"] == "Available now":
        return translate(passage["outcome"])
    form = f", {form_words(ruling['form'])}" if ruling["form"] else ""
    return f"{translate(RULING[ruling['ruling']])}{form}"


def passage_tag(passage: Mapping[str, Any]) -> str:
    """The colour of that."""
    outcome, ruling = str(passage["outcome"]), passage["ruling"]
    if ruling is None or outcome == "Available now":
        return _OUTCOME_TAGS.get(outcome, _BLUE)
    return ruling_tag(ruling["ruling"])


CASE_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    each.__name__: each for each in (form_words, plain_code, did, status_tag, ruling_tag, passage_words, passage_tag)
}
