"""What the operations on rules give, as the description of the API says it."""

from __future__ import annotations

from datetime import date

from gatekeeper.client.operation import Given


class RuleShown(Given):
    """A rule of the law or of the council's protocol."""

    id: str
    question: str
    effect: str
    when: str
    sentence: str
    source: str
    from_on: date
    to_on: date | None
    origin: str


class RuleList(Given):
    """The rules of the law and of the council's protocol of today."""

    rules: tuple[RuleShown, ...]


class RuleExplained(Given):
    """One rule in full, in words."""

    id: str
    text: str
