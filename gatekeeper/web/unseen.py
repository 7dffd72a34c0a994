"""What a form carries unseen: whose it is, on which page it stands, and under which key its draft is kept."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import parse_qsl, urlencode

from gatekeeper.auth.own_path import own_path
from gatekeeper.services.sessions import WebSession
from gatekeeper.web.forms import Values
from gatekeeper.web.strings import N_

OWN: Final = frozenset({"acting", "at", "csrf", "once", "whose"})
"""What is no part of what was typed. The version is kept with a draft: another one later is told."""
STALE_DRAFT: Final = "version"
DRAFT_IS_OLDER = N_("You wrote this before somebody changed what it is about. Read that again before you send it.")
DRAFT_OF_ANOTHER = N_("What you had begun was about a passage that has been marked anew since. It is not shown here.")
PASSAGES = "passages_of"
"""Under which name a form carries the passages that it numbers."""
OTHER_PASSAGES = N_(
    "The passages were marked anew since you opened this form. Check each answer against the passage above it."
)


def whose(session: WebSession) -> str:
    """A mark of the person, the same in each of her sessions; it proves nothing and only tells people apart."""
    return hashlib.sha256(f"{session.issuer}\0{session.subject}".encode()).hexdigest()[:32]


def address(path: str, query: str) -> str:
    """The address of a page with what is asked of it, but for the notice that it shows."""
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "said"]
    return f"{path}?{urlencode(asked)}" if asked else path


def stands_at(path: str, form: Values) -> str:
    """The page on which the form that was sent to that path stands; the path itself where it names none of its own."""
    named = own_path(next(iter(form.get("at", ())), ""))
    return named if named == path or named.startswith(f"{path}?") else path


def draft_key(at: str, acting: str) -> str:
    """The key of the draft of the form on that page, in that post or for that councillor. It is an address, too."""
    return f"{at}#{acting}"


def typed(form: Values) -> dict[str, tuple[str, ...]]:
    """What was typed, with the version that it was written to."""
    return {name: values for name, values in form.items() if name not in OWN}
