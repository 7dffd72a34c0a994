"""How officers are told what the law gives: what a route comes to, where she stands, what a passage is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any, Final

from gatekeeper.core.deadlines import LONDON
from gatekeeper.core.rulings import GROUNDS
from gatekeeper.services.officers.casefile import PassageFile
from gatekeeper.web.strings import N_, translate
from gatekeeper.web.wording import day, moment

_END: Final = time(23, 59)
ROUTE: Final[Mapping[str, str]] = {
    "open": N_("opens it now"),
    "not_yet": N_("opens it later"),
    "barred": N_("barred by law"),
    "blocked": N_("reaches it, and something takes it away"),
    "refer": N_("in doubt: a person must settle it"),
    "undetermined": N_("not known yet"),
    "not_applicable": N_("does not apply"),
}
POSITION: Final[Mapping[str, str]] = {
    "excluded": N_("a rule leaves it out"),
    "strict": N_("she must show the need in specific terms, and strictly"),
    "presumed": N_("her need is presumed"),
    "need_shown": N_("her need is shown"),
    "must_justify_in_specific_terms": N_("she must show her need in specific terms"),
    "must_justify": N_("she must show her need"),
    "unsettled": N_("the law is not settled: a person must decide"),
    "depends": N_("it depends on what is not known yet"),
}
FORMS: Final[Mapping[str, str]] = {
    "whole_copy": N_("A copy of the whole"),
    "redacted_copy": N_("A redacted copy"),
    "inspection": N_("To inspect, without a copy"),
    "briefing": N_("A briefing"),
    "facts_only": N_("The facts alone"),
}
"""The forms in which something is given, the most first, as choices of a question."""


def route_words(status: str) -> str:
    """What a route comes to. Raises KeyError for what is no status of a route."""
    return translate(ROUTE[status])


def position_words(position: str) -> str:
    """Where she stands at common law. Raises KeyError for what is no position."""
    return translate(POSITION[position])


def passage_called(passage: PassageFile) -> str:
    """What a passage is called in a list: its pages and its name."""
    pages = passage.result.pages
    if not pages or pages == "whole":
        return translate(N_("The whole document (%(name)s)"), name=passage.name)
    text = N_("Page %(pages)s (%(name)s)") if pages.isdecimal() else N_("Pages %(pages)s (%(name)s)")
    return translate(text, pages=pages, name=passage.name)


def ground_words(code: str) -> str:
    """A ground in the law's words. Raises KeyError for what is no ground."""
    return GROUNDS[code].sentence  # type: ignore[index]


def due_words(at: datetime) -> str:
    """By when something is due: the day, or the time of it where it does not run to the day's end."""
    return day(at) if at.astimezone(LONDON).time() >= _END else moment(at)


OFFICER_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    each.__name__: each for each in (route_words, position_words, passage_called, ground_words, due_words)
}
