"""The rules of the law and of the council's protocol, and explanations in words."""

from __future__ import annotations

from gatekeeper.client import operations
from gatekeeper.client.answers import AssessedShown, RuleExplained, RuleShown
from gatekeeper.client.calling import Calling
from gatekeeper.client.commands import ToAssess


class Rules(Calling):
    """Reading rules and explanations; a program may, but for explanations of people's cases."""

    def rules(self) -> tuple[RuleShown, ...]:
        """The rules of the law and of the council's protocol of today."""
        return self._send(operations.RULES).rules

    def rule_explained(self, rule_id: str) -> RuleExplained:
        """One rule in full: its words, source, conditions and worked cases."""
        return self._send(operations.GET_RULE, rule_id=rule_id)

    def explanation(self, request_id: str) -> str:
        """A case in words, as the caller may see it: how it stands, why, and by when. The reading is entered."""
        return self._send(operations.EXPLANATION, request_id=request_id).text

    def assess(self, given: ToAssess) -> AssessedShown:
        """What would be decided on the facts of a case file, and why; nothing of it is filed or kept."""
        return self._send(operations.ASSESS_CASE, given)
