"""An example of what is given with each command, for the description of the API and for whoever writes a client."""

from __future__ import annotations

from typing import Any, Final

_NEED: Final = "It bears on the budget that my committee sets next month."
_DOCUMENT: Final = "5f0c9d7e3b8a4c1d9e2f6a7b8c9d0e1f"
_PERSON: Final = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
_OTHER: Final = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
_REFUSED: Final[dict[str, Any]] = {
    "passages": [
        {
            "passage": "whole",
            "ruling": "refused",
            "grounds": ["no_need_shown"],
            "reasons": "The summary sent on Monday suffices for the duty that was stated.",
        }
    ]
}

OF_REQUESTS: Final[dict[str, dict[str, Any]]] = {
    "requests": {"descriptions": ["The lease of the mill"], "purpose": _NEED},
    "pre-check": {"documents": [_DOCUMENT]},
}
"""By the last part of the address."""
OF_STEPS: Final[dict[str, dict[str, Any]]] = {
    "match": {"document": _DOCUMENT},
    "not-held": {"searches": [{"where": "The deed room", "how": "by address and year"}], "words": "None was found."},
    "ask": {"words": "Which year do you mean?"},
    "answer": {"words": "The year 2025.", "duty_stated": True},
    "narrow": {"words": "Only the minutes of 2025."},
    "narrowing-declined": {"words": "Help to narrow was offered on Monday; she asks for all of it."},
    "note": {"words": "The original is in the deed room."},
    "ask-advice": {"words": "Is paragraph 3 still engaged?"},
    "advise": {"words": "It is no longer engaged.", "recommends": [{"passage": "whole", "recommends": "granted"}]},
    "classify": {"passage": _DOCUMENT, "claims": [{"number": 3, "result": "maintain", "reasons": "Talks go on."}]},
    "confirm": {"paragraph": _DOCUMENT, "confirmed": "true", "reasons": "The talks still go on."},
    "find": {
        "level": "document",
        "subject": _DOCUMENT,
        "fact": "council_document",
        "value": "true",
        "reasons": "It is ours.",
    },
    "determine": _REFUSED,
    "preview": _REFUSED,
    "executive-answer": {"statement_to_scrutiny": "It contains advice of a political adviser."},
    "transfer": {"to_stage": "director", "words": "It is held in that directorate."},
    "withdraw": {"words": "The matter is settled."},
    "dispute": {"words": _NEED},
    "appeal": {"words": _NEED},
    "consult": {"post": "group_leader", "words": "She would show it."},
    "statement": {"words": _NEED},
    "rule": _REFUSED,
    "resolve": {"rulings": _REFUSED, "minute": "12", "members": [_PERSON, _OTHER]},
    "hand-over": {"to": "freedom_of_information"},
    "interest": {"words": "My brother is a tenant.", "stand_aside": True},
}
"""By the command's own part of the address."""
