"""Why a ground or a reason does not stand, and what to do instead."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.rulings.stop_law import StopLaw

GROUNDS: Final[tuple[StopLaw, ...]] = (
    StopLaw(
        "irrelevant_ground",
        "An irrelevant consideration spoils the whole decision, even beside a good ground",
        "drop it, and consider afresh, without it, whether anything is left to withhold",
        "R v Sheffield City Council ex p Chadwick (1985) 84 LGR 563; R v Hackney LBC ex p Gamper [1985] 1 WLR 1229",
    ),
    StopLaw(
        "ground_does_not_apply",
        "The only provisions that know this ground take nothing away here",
        "drop the ground",
        "SI 2012/2089 regs 16(7), 17(3)",
    ),
    StopLaw(
        "ground_without_finding",
        "A ground stands on a finding, and the record holds no such finding",
        "make the finding, with its evidence, or drop the ground",
        "Statement of law 5.2",
    ),
    StopLaw(
        "ground_not_in_protocol",
        "It is a ground only where the council's own protocol says so of this passage",
        "drop the ground, or state what else stands against her need",
        "Statement of law 5.3",
    ),
    StopLaw(
        "no_ground",
        "What is kept from her must have a ground in law, or be more than her need requires",
        "state the ground; for a lesser form, the finding of the least form that suffices will do",
        "Statement of law 5.2 (13), (16)",
    ),
    StopLaw(
        "grounds_on_a_grant",
        "A passage that is granted in full is not withheld on any ground",
        "drop the ground, or call it partly granted and say what is withheld",
        "Statement of law 5.2 (16)",
    ),
    StopLaw(
        "reasons_missing",
        "Reasons nobody can test are no reasons",
        "write, for this passage, what was found, what is kept back or departed from, and why",
        "Statement of law 5.2 (16)",
    ),
    StopLaw(
        "one_reason_for_the_file",
        (
            "Passages that hold different things need reasons of their own; one reason for the file is a flaw a "
            "court would review"
        ),
        "write for each passage what it holds and why that is withheld",
        "Statement of law 6.5 (52)",
    ),
    StopLaw(
        "no_alternative_considered",
        (
            "Nothing may be withheld altogether before something less was considered: a redacted copy, inspection, "
            "a briefing, the facts"
        ),
        "consider an alternative for each passage, and record which",
        "Statement of law 5.2 (13)",
    ),
    StopLaw(
        "improper_purpose_not_evidenced",
        "An improper purpose is a matter of evidence, not of suspicion",
        "record the evidence, or drop the ground",
        "R v Hampstead Borough Council ex p Woodward (1917) 116 LT 213; Statement of law 5.2 (8)",
    ),
    StopLaw(
        "improper_purpose_not_dominant",
        "Only a dominant improper purpose answers a councillor's need",
        "find whether it is the dominant one; if not, ask whether the proper need can be met by less",
        "R v Barnes Borough Council ex p Conlan [1938] 3 All ER 226; Statement of law 5.2 (8)",
    ),
    StopLaw(
        "member_not_heard",
        "The evidence is put to the councillor first, and her answer is considered",
        "hear her, record her answer, and then rule",
        "Statement of law 5.2 (8)",
    ),
    StopLaw(
        "presumption_not_displaced",
        "Her need is presumed, and it is for the council to displace that",
        "find what displaces the presumption and name that ground, or grant it",
        (
            "R v Birmingham City Council ex p O [1983] 1 AC 578; R v Clerk to Lancashire Police Committee ex p Hook"
            " [1980] QB 603"
        ),
    ),
    StopLaw(
        "narrowing_not_offered",
        "A request fails as a trawl, or as out of proportion, only after help to narrow it was offered",
        "offer help to narrow it by body, subject, period and kind, or to stage it, or a briefing",
        "R v Southwold Corporation ex p Wrightson (1907) 97 LT 431; Statement of law 5.2 (6), (15)",
    ),
    StopLaw(
        "undertaking_not_asked",
        "She can have refused only an undertaking that she was asked for, and that could be asked for",
        "ask her for a reasonable undertaking, or drop the ground",
        "Statement of law 5.2 (14)",
    ),
)
