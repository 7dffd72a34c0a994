"""The answers that somebody has given so far while asking for documents, kept between the pages until they are sent."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gatekeeper.services.drafts import TITLED, drop, keep, kept, lasting
from gatekeeper.web.strings import N_, translate
from gatekeeper.web.visit import Visit

MOST: Final = 50
"""How many documents and descriptions together one request can name."""
_DOCUMENTS, _DESCRIPTIONS, _SENT, _KEY = "document", "description", "sent", "key"
_SEEN: Final = "seen"
_GONE: Final = "gone"
_UNSAID: Final = frozenset({_KEY, _SEEN, _GONE, TITLED})
"""What is kept with the answers and is none itself."""
_TITLE: Final = N_("A request that you are making")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, by the name of the question; a question that was left for now has an empty answer."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The answer to a question of one answer; empty where there is none."""
        return next(iter(self.values.get(name, ())), "")

    def given(self, name: str) -> bool:
        """Whether the question was answered, or left for now."""
        return name in self.values

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents (register ids) that were chosen."""
        return self.values.get(_DOCUMENTS, ())

    @property
    def descriptions(self) -> tuple[str, ...]:
        """What was described in her own words."""
        return self.values.get(_DESCRIPTIONS, ())

    @property
    def count(self) -> int:
        """How many things are asked for so far."""
        return len(self.documents) + len(self.descriptions)

    @property
    def what(self) -> str:
        """What kind of thing is wanted: to look at a document, unless she said otherwise."""
        return self.one("what") or "look"

    @property
    def seen(self) -> bool:
        """Whether she has seen what the law already gives of just these documents."""
        return self.values.get(_SEEN) == (self.one("what"), *self.documents)

    @property
    def gone(self) -> bool:
        """Whether a document was taken out because it is no longer there, and she has not been told yet."""
        return self.given(_GONE)

    def left_with(self, documents: tuple[str, ...]) -> Answers:
        """The same with those of its documents that are still there; where some are gone, she is to be told."""
        return self if documents == self.documents else self.with_documents(documents).having(gone="1")

    def told(self) -> Answers:
        """The same, once she was told that something is gone."""
        return Answers({name: value for name, value in self.values.items() if name != _GONE})

    @property
    def key(self) -> str:
        """Under which this request has one effect, however often and from wherever it is sent."""
        return self.one(_KEY)

    @property
    def digest(self) -> str:
        """Another one means that something else was answered."""
        said = sorted((name, each) for name, each in self.values.items() if name not in _UNSAID)
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def renewed(self) -> Answers:
        """The same under a new key: what was sent under the old one was something else."""
        return self.having(key=secrets.token_hex(16))

    @property
    def sent(self) -> str | None:
        """The request (id) that was made of these answers, once it was."""
        return self.one(_SENT) or None

    def having(self, **answers: tuple[str, ...] | str) -> Answers:
        """The same with these answers."""
        new = {name: (value,) if isinstance(value, str) else value for name, value in answers.items()}
        return Answers({_KEY: (secrets.token_hex(16),), **self.values, **new})

    def with_documents(self, documents: tuple[str, ...]) -> Answers:
        """The same with exactly these documents."""
        return self.having(document=tuple(dict.fromkeys(documents)))

    def with_descriptions(self, descriptions: tuple[str, ...]) -> Answers:
        """The same with exactly these descriptions."""
        return self.having(description=descriptions)

    def shown(self) -> Answers:
        """The same, once she has seen what the law already gives."""
        return self.having(seen=(self.one("what"), *self.documents))


def answers_of(visit: Visit) -> Answers:
    """What is kept of her asking (for the councillor for whom she acts now); nothing once it was sent."""
    found = last_answers(visit)
    return Answers() if found.sent else found


def last_answers(visit: Visit) -> Answers:
    """The same, also after it was sent."""
    return Answers(kept(visit.place.engine, *_whose(visit)) or {})


def keep_answers(visit: Visit, answers: Answers) -> None:
    """Keep them. Raises CommandRefused where they are too long to be kept."""
    said = {name: each for name, each in answers.values.items() if name != TITLED}
    title = {} if answers.sent else {TITLED: (translate(_TITLE),)}
    keep(visit.place.engine, visit.now, *_whose(visit), {**said, **title})


def mark_sent(visit: Visit, answers: Answers, request_id: str) -> None:
    """Forget what was answered, but for which request it became: sent again, it leads there."""
    keep_answers(visit, Answers({_KEY: (answers.key,), _SENT: (request_id,)}))


def drop_answers(visit: Visit) -> None:
    """Forget all of it."""
    drop(visit.place.engine, *_whose(visit))


def _whose(visit: Visit) -> tuple[str, str, str, str]:
    behalf = visit.who.actor.behalf_of
    key = f"{visit.home}ask" + (f"?for={behalf}" if behalf else "")
    return visit.known.subject, visit.known.issuer, visit.slug, lasting(key)
