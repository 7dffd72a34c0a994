"""Why a ruling against a statutory right is stopped, and what to do instead."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.rulings.stop_law import StopLaw

RIGHTS: Final[tuple[StopLaw, ...]] = (
    StopLaw(
        "unknown_passage",
        "A ruling is made on a passage the machine has looked at",
        "check the references of the document and the passage, or decide the case again with that passage in it",
        "Statement of law 6.2",
    ),
    StopLaw(
        "ruled_twice",
        "A passage has one ruling, with its own form and reasons",
        "keep one ruling for it",
        "Statement of law 6.5 (52)",
    ),
    StopLaw(
        "refuses_a_right",
        "A statute gives it to her without her having to say why; need to know, motive and cost are not asked there",
        "grant it as the provision says; if a fact is wrong, correct the fact and decide the case again",
        "Statement of law 6.5 (1)-(2)",
    ),
    StopLaw(
        "refuses_after_redaction",
        (
            "What is withheld beside it takes away the right to the whole document, but not the council's duty to "
            "show the rest where it can be shown apart"
        ),
        "grant it, with the rest taken out; if the two cannot be shown apart, have the proper officer find so",
        "Local Government Act 1972 s.100F(2) (practice); Statement of law R09",
    ),
    StopLaw(
        "not_held_but_open",
        "It is open to her on the finding that the council holds it; the two cannot both be true",
        "if it cannot be found, correct the finding that it is held and decide the case again",
        "Local Government Act 1972 s.100F(1)",
    ),
    StopLaw(
        "lesser_form_than_the_right",
        "A lesser form than the statute gives is a refusal of the rest",
        "give the form that the provision gives",
        "Local Government Act 1972 s.100H(1)-(2); SI 2012/2089 regs 17(1), 21(2)",
    ),
    StopLaw(
        "condition_on_a_right",
        "A statutory right cannot be made conditional",
        "drop the condition; a notice about the use of what she is given may be shown instead",
        "Statement of law 6.5 (46)",
    ),
    StopLaw(
        "improper_purpose_against_a_right",
        "No statutory right to a council document asks for a motive",
        "drop the ground; improper purpose counts at common law only",
        "Statement of law 6.5 (2)",
    ),
    StopLaw(
        "point_not_settled",
        (
            "Whether a statute opens it turns on a point that the law leaves to a person, and she may have a right "
            "until that person has decided"
        ),
        "have the point decided and recorded by the one whose decision it is, or decide in that post",
        "Statement of law 6.2",
    ),
    StopLaw(
        "facts_not_known",
        (
            "Nothing may be kept from her, or made conditional, while facts not yet known may show that a statute "
            "opens it"
        ),
        "have these facts found, decide the case again, and then rule",
        "Statement of law 6.2",
    ),
    StopLaw(
        "balance_not_confirmed",
        (
            "Information is exempt only so long as the public-interest balance says so, and the balance is weighed "
            "again for each request"
        ),
        (
            "have the proper officer confirm the balance for this request, with reasons, or record that it no "
            "longer holds"
        ),
        "Local Government Act 1972 Schedule 12A paragraph 10",
    ),
    StopLaw(
        "exempt_without_paragraph",
        "Information is exempt only within a paragraph of Schedule 12A",
        "name each paragraph that is relied on, 1 to 7",
        "Local Government Act 1972 s.100I(1), Schedule 12A",
    ),
    StopLaw(
        "not_exempt",
        "On the record it is not exempt within that paragraph today, after paragraphs 8, 9 and 10",
        (
            "drop the ground or the paragraph; if the record is wrong, have the proper officer correct it and "
            "decide the case again"
        ),
        "Local Government Act 1972 Schedule 12A paragraphs 8 to 10",
    ),
    StopLaw(
        "ground_unknown_to_statute",
        "A right given by statute falls only on grounds that the statute knows",
        "state a ground the statute knows, or leave the passage to the one who determines need to know",
        "Statement of law 6.2, 6.5 (28)",
    ),
    StopLaw(
        "no_answer_to_need",
        (
            "That no statute opens it is no prohibition: she may still see it at common law if she needs it for her"
            " duties"
        ),
        "go on to the need-to-know test and rule on that",
        "Statement of law 6.2 (5), 6.5 (10), (47)",
    ),
    StopLaw(
        "less_than_stands",
        "A dispute, or a case opened again, is about what was withheld: nobody is worse off for having it heard",
        "give at least what stands; only a bar that has appeared since takes it away",
        "Statement of law R51; the ordinary law on fairness",
    ),
    StopLaw(
        "reasons_not_given_to_scrutiny",
        "The executive owes the overview and scrutiny committee a written statement of its reasons",
        "give the committee the statement, record it, and then rule",
        "SI 2012/2089 reg 17(4); SI 2017/68 art 10",
    ),
    StopLaw(
        "barred",
        "An enactment, an order or government terms forbid showing it, whatever the need",
        (
            "leave it to the monitoring officer, who states in words why the bar does not stand in the way if she "
            "clears it"
        ),
        "Local Government Act 1972 s.100A(2)-(3); SI 2012/2089 reg 20(1)",
    ),
    StopLaw(
        "may_be_barred",
        "Facts not yet known may show that showing it to her is forbidden by law",
        "have these facts found, decide the case again, and then rule",
        "Local Government Act 1972 s.100A(2)-(3); SI 2012/2089 reg 20(1)",
    ),
    StopLaw(
        "bar_for_monitoring_officer",
        "A bar does not reach every route, and a right that it may not reach is not the officer's to refuse",
        "leave the passage to the monitoring officer",
        "Statement of law 6.2",
    ),
)
