"""The grounds on which a passage may be withheld, and those that are never lawful: a closed list with its law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

GroundCode = Literal[
    "not_council_document",
    "not_held",
    "cannot_be_found",
    "exempt",
    "confidential_information",
    "adviser_advice",
    "not_relevant_to_scrutiny",
    "outside_the_right",
    "no_need_shown",
    "roving_commission",
    "curiosity_only",
    "improper_purpose",
    "other_groups_papers",
    "third_party_personal_data",
    "privileged_and_adverse",
    "disproportionate",
    "undertaking_refused",
    "later_use_differs",
    "casework",
    "covert_research",
    "disciplinary_detail",
    "matter_closed",
    "circulation_limited",
    "party_advantage",
    "embarrassment",
    "fear_of_leaks",
    "convenience",
    "distrust_of_requester",
    "another",
]

Knows = Literal["statute", "common_law", "protocol", "nothing"]
"""Where a ground can ever stand: against a statutory right too, at common law only, only where the council's own
protocol says so, or nowhere."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground that a ruling gives, with the id of the rule of the record that supports it (None: no rule does)."""

    code: GroundCode
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class GroundLaw:
    """What the law says of a ground: a sentence a councillor can read, its source, and where it can ever stand.

    ``routes`` names the only statutory routes that know it; empty: every route does that knows grounds of its kind.
    """

    code: GroundCode
    sentence: str
    source: str
    knows: Knows
    routes: frozenset[str] = frozenset()

    @property
    def against_statute(self) -> bool:
        """Whether it may ever stand against a statutory right."""
        return self.knows == "statute"

    @property
    def lawful(self) -> bool:
        """Whether it may ever stand at all."""
        return self.knows != "nothing"


EXECUTIVE: Final = frozenset({"reg16_1", "reg16_3", "reg17", "art10"})
SCRUTINY: Final = frozenset({"reg17", "art10"})
HOOK: Final = "R v Clerk to Lancashire Police Committee ex p Hook [1980] QB 603"
CHADWICK: Final = "R v Sheffield City Council ex p Chadwick (1985) 84 LGR 563"
GAMPER: Final = "R v Hackney LBC ex p Gamper [1985] 1 WLR 1229"
BIRMINGHAM: Final = "R v Birmingham City Council ex p O [1983] 1 AC 578"
CONLAN: Final = "R v Barnes Borough Council ex p Conlan [1938] 3 All ER 226"
WRIGHTSON: Final = "R v Southwold Corporation ex p Wrightson (1907) 97 LT 431"
WOODWARD: Final = "R v Hampstead Borough Council ex p Woodward (1917) 116 LT 213"

_LIST: Final[tuple[GroundLaw, ...]] = (
    GroundLaw(
        "not_council_document",
        "It is not a council document: a private paper, a party's own, or a councillor's casework.",
        "Statement of law 5.2 (1)",
        "statute",
    ),
    GroundLaw(
        "not_held", "The council does not hold it and cannot call for it.", "Statement of law 5.2 (2)", "statute"
    ),
    GroundLaw(
        "cannot_be_found",
        "It should be held, but it was searched for and could not be found.",
        "Statement of law 5.2 (2); Joicey v Northumberland CC [2014] EWHC 3657 (Admin)",
        "statute",
    ),
    GroundLaw(
        "exempt",
        "It is exempt information today, within a paragraph of Schedule 12A that takes the member's right away.",
        "Local Government Act 1972 ss.100F(2)-(2A), 100I, Schedule 12A; SI 2012/2089 regs 16(5)-(6), 17(3)(a)",
        "statute",
    ),
    GroundLaw(
        "confidential_information",
        "It is confidential information in the statutory sense: government terms, an enactment or a court order.",
        "Local Government Act 1972 s.100A(2)-(3); SI 2012/2089 reg 20(1)",
        "statute",
    ),
    GroundLaw(
        "adviser_advice",
        "It would disclose the advice of a political adviser or assistant.",
        "SI 2012/2089 regs 16(7), 17(3)(b)",
        "statute",
        EXECUTIVE,
    ),
    GroundLaw(
        "not_relevant_to_scrutiny",
        "It is exempt or confidential, and not relevant to what she, or her committee's programme, is scrutinising.",
        "SI 2012/2089 reg 17(3)(a)",
        "statute",
        SCRUTINY,
    ),
    GroundLaw(
        "outside_the_right",
        "No right reaches this document, this person or this time.",
        "Statement of law 6.2",
        "statute",
    ),
    GroundLaw(
        "no_need_shown",
        "Access is not reasonably necessary for her properly to perform an identified duty now.",
        f"{CONLAN}; {BIRMINGHAM}",
        "common_law",
    ),
    GroundLaw(
        "roving_commission",
        "It is still a trawl after help to narrow it: a councillor has no roving commission.",
        WRIGHTSON,
        "common_law",
    ),
    GroundLaw("curiosity_only", "Nothing but curiosity is behind it.", WRIGHTSON, "common_law"),
    GroundLaw(
        "improper_purpose",
        "A dominant improper purpose is evidenced, and she has been heard on it.",
        f"{WOODWARD}; {CONLAN}",
        "common_law",
    ),
    GroundLaw(
        "other_groups_papers",
        "It is part of another party group's internal workings, or officers' confidential work for that group.",
        "Statement of law R41, R58",
        "common_law",
    ),
    GroundLaw(
        "third_party_personal_data",
        "It holds personal data about others, and her duty does not need it in specific terms.",
        f"{BIRMINGHAM}; UK GDPR Article 5(1)(c)",
        "common_law",
    ),
    GroundLaw(
        "privileged_and_adverse",
        "It is privileged advice, and she is, or is helping someone who is, adverse to the council in that matter.",
        f"{CONLAN}; Statement of law R50",
        "common_law",
    ),
    GroundLaw(
        "disproportionate",
        "It would be out of proportion in cost or volume, after help to narrow it.",
        "Statement of law 5.2 (15)",
        "common_law",
    ),
    GroundLaw(
        "undertaking_refused",
        "She was asked for a reasonable undertaking and refused it.",
        "Statement of law 5.2 (14)",
        "common_law",
    ),
    GroundLaw(
        "later_use_differs",
        "It is wanted for another purpose than the one given.",
        "UK GDPR Article 5(1)(b); Statement of law R53",
        "common_law",
    ),
    GroundLaw(
        "casework", "The protocol leaves out casework about individuals.", "the council's own protocol", "protocol"
    ),
    GroundLaw(
        "covert_research", "The protocol leaves out research done covertly.", "the council's own protocol", "protocol"
    ),
    GroundLaw(
        "disciplinary_detail",
        "The protocol leaves out the detail of a disciplinary hearing from all but those who hear it.",
        "the council's own protocol",
        "protocol",
    ),
    GroundLaw(
        "matter_closed",
        "The matter was closed before she joined the body, and there is no current business about it.",
        HOOK,
        "common_law",
    ),
    GroundLaw(
        "circulation_limited", "The responsible committee has in good faith limited who sees it.", HOOK, "common_law"
    ),
    GroundLaw("party_advantage", "Party advantage is not a lawful ground.", CHADWICK, "nothing"),
    GroundLaw(
        "embarrassment", "Embarrassment to the council or to a group is not a lawful ground.", CHADWICK, "nothing"
    ),
    GroundLaw("fear_of_leaks", "A general fear of leaks is not a lawful ground.", GAMPER, "nothing"),
    GroundLaw("convenience", "Administrative convenience is not a lawful ground.", GAMPER, "nothing"),
    GroundLaw(
        "distrust_of_requester",
        "Distrust of the councillor is not a lawful ground.",
        "Statement of law 6.5 (51)",
        "nothing",
    ),
    GroundLaw("another", "Another ground, which the reasons must state.", "Statement of law 5.2 (16)", "common_law"),
)

GROUNDS: Final[Mapping[GroundCode, GroundLaw]] = MappingProxyType({each.code: each for each in _LIST})
"""Every ground there is, by its code."""

NEVER_LAWFUL: Final = frozenset(each.code for each in _LIST if not each.lawful)
NOTHING_TO_GIVE: Final[frozenset[GroundCode]] = frozenset({"not_council_document", "not_held", "cannot_be_found"})
"""The grounds of *not held*; none of them is a ground of refusal."""
