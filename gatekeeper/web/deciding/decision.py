"""The decision as it is prepared: what is ruled of each passage, what is missing, and what would be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gatekeeper.core.decision.passage import STATEMENT
from gatekeeper.services.cases.disputes import Resolution
from gatekeeper.services.cases.rulings_given import PassageRuling, Rulings
from gatekeeper.services.officers.casefile import CaseFile, PassageFile
from gatekeeper.web.deciding.fields import kept_ruling
from gatekeeper.web.deciding.need import lacking, need_of
from gatekeeper.web.deciding.workings import Part, Workings
from gatekeeper.web.forms import Choice, Field, Form, Incomplete, read
from gatekeeper.web.strings import N_

PATHS: Final = {"determine": "determine", "rule": "rule", "resolve": "resolve"}
"""Where each way of deciding has its pages, by its action."""
_WHOLE: Final = N_("About the decision as a whole")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with what its officer has prepared on it."""

    file: CaseFile
    workings: Workings

    def ruling(self, passage: PassageFile) -> PassageRuling | None:
        """What is prepared for a passage as it is now, with its findings; None where nothing is."""
        need = need_of(self.workings, passage)
        return kept_ruling(self.workings.standing("ruling", passage.name, passage.mark), passage.name, need)

    def is_old(self, part: Part, passage: PassageFile) -> bool:
        """Whether what is prepared for a passage was prepared before it became another: to be looked at again."""
        return self.workings.is_old(part, passage.name, passage.mark)

    def lacking(self, passage: PassageFile) -> tuple[str, ...]:
        """The questions of need to know that a passage asks and that are not answered."""
        return lacking(self.workings, passage)

    @property
    def ruled(self) -> tuple[PassageRuling, ...]:
        """What is prepared, in the order of the passages."""
        found = (self.ruling(each) for each in self.file.passages)
        return tuple(each for each in found if each is not None)

    @property
    def missing(self) -> tuple[PassageFile, ...]:
        """The passages without any answer: neither open as of right, nor ruled on before, nor now."""
        ruled = {each.passage for each in self.ruled}
        return tuple(each for each in self.file.to_decide if each.name not in ruled and each.shown["ruling"] is None)

    @property
    def owes_statement(self) -> bool:
        """Whether a written statement of reasons is owed to the scrutiny committee if something is withheld."""
        return any(task.what == STATEMENT for each in self.file.passages for task in each.result.tasks)

    @property
    def whole_done(self) -> bool:
        """Whether what must be said of the decision as a whole is said."""
        if self.file.action == "resolve":
            return self.resolution() is not None
        return not self.owes_statement or bool(self.workings.of("whole").get("statement_to_scrutiny"))

    def rulings(self) -> Rulings | None:
        """What would be recorded; None where nothing is ruled, or it cannot be read any more."""
        said = {name: each[0].strip() for name, each in self.workings.of("whole").items() if name in _OF_RULINGS}
        passages = self.ruled
        return Rulings(passages=passages, **said) if passages else None

    def resolution(self) -> Resolution | None:
        """The same as a body's resolution; None also where its minute or its members are not named yet."""
        rulings = self.rulings()
        try:
            values = self.workings.of("whole")
            return read(_RESOLUTION, values, Resolution, rulings=rulings) if rulings else None
        except Incomplete:
            return None


def whole_form(prepared: Prepared) -> Form:
    """What is asked of the decision as a whole: the delegation, the statement to scrutiny, and of a body its minute."""
    fields: list[Field] = []
    if prepared.file.action == "resolve":
        fields += [_MINUTE, _members(prepared.file)]
    else:
        hint = N_("Where your power to decide is written down, such as the scheme of delegation, 4.2.")
        fields.append(Field("delegation", N_("Reference of the delegation"), "text", hint, optional=True))
    if prepared.owes_statement:
        label = N_("Written statement of reasons for the scrutiny committee")
        hint = N_("It is owed where something is withheld from a scrutiny member (SI 2012/2089 reg 17(4)).")
        fields.append(Field("statement_to_scrutiny", label, "area", hint, rows=6, conditional=True))
    return Form(_WHOLE, tuple(fields), N_("Keep it"))


def _members(file: CaseFile) -> Field:
    choices = tuple(Choice(each.person, each.name) for each in file.sitting)
    hint = N_("Whoever made the request, decided on it before or has an interest in it is not listed.")
    missing = N_("Say who took part: two members at least")
    return Field("members", N_("Which members took part?"), "checkboxes", hint, choices, missing=missing)


_MINUTE: Final = Field(
    "minute",
    N_("Reference of the minute that records the resolution"),
    "text",
    N_("For example: Appeals Committee 24 November 2026, minute 12."),
    missing=N_("Write the reference of the minute"),
)
_OF_RULINGS: Final = ("delegation", "statement_to_scrutiny")
_RESOLUTION: Final = Form("", (_MINUTE, Field("members", "", "checkboxes")), "")


__all__ = ["PATHS", "Prepared", "whole_form"]
