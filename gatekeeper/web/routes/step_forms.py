"""The forms of the small steps on a case: what is asked, in words that answer the question people really have."""

from __future__ import annotations

from typing import Final

from gatekeeper.web.forms import Choice, Field, Form
from gatekeeper.web.strings import N_

_YES_NO: Final = (Choice("true", N_("Yes")), Choice("false", N_("No")))
TRANSFER_TO: Final = N_("Who should have it?")
SEARCH_LINE: Final = N_("Write each search on its own line: where you looked, a colon, and how")


def _words(label: str, hint: str = "", *, optional: bool = False, rows: int = 6) -> Field:
    return Field("words", label, "area", hint, optional=optional, rows=rows, missing=N_("Write what you want to say"))


ASK: Final = Form(
    N_("Ask the councillor a question"),
    (
        _words(
            N_("What do you need to know?"),
            N_("Ask only what the decision turns on. Any target of the council's own waits for the answer."),
        ),
        Field(
            "offers_narrowing",
            N_("Is this an offer of help to ask for less?"),
            "radios",
            N_("A wide request is never refused for being wide before help to narrow it was offered."),
            _YES_NO,
            optional=True,
        ),
    ),
    N_("Send the question"),
)
ANSWER: Final = Form(
    N_("Answer the question"),
    (
        _words(N_("Your answer"), N_("Say which of your duties it is for and why you need it now, if you can.")),
        Field(
            "duty_stated",
            N_("Does your answer name the duty that you need it for?"),
            "radios",
            N_("For example: you sit on the committee, a constituent asked you, you called the decision in."),
            _YES_NO,
            optional=True,
        ),
        Field("why_now_stated", N_("Does it say why you need it now?"), "radios", "", _YES_NO, optional=True),
    ),
    N_("Send your answer"),
)
NARROW: Final = Form(
    N_("Ask for less"),
    (
        _words(N_("What do you ask for now?"), N_("Name the body, the subject, the period or the kind of paper.")),
        Field(
            "identified",
            N_("Does it now name documents, or a kind of document by subject and period?"),
            "radios",
            "",
            _YES_NO,
        ),
    ),
    N_("Send it"),
)
DECLINED: Final = Form(
    N_("Help to narrow brought nothing"),
    (_words(N_("What was offered, and what came of it?")),),
    N_("Record it"),
)
NOTE: Final = Form(
    N_("Add a note"),
    (
        _words(N_("The note")),
        Field(
            "shared",
            N_("May the councillor read it?"),
            "radios",
            N_("A note that she may not read is for the officers on the case. It is kept in the record either way."),
            _YES_NO,
        ),
    ),
    N_("Add the note"),
)
ASK_ADVICE: Final = Form(
    N_("Ask for advice"),
    (_words(N_("What do you want advice on?"), N_("An adviser advises and never decides.")),),
    N_("Ask for advice"),
)
NOT_HELD: Final = Form(
    N_("Record that it is not held or cannot be found"),
    (
        Field(
            "cannot_be_found",
            N_("Which is it?"),
            "radios",
            "",
            (
                Choice("false", N_("The council does not hold it")),
                Choice("true", N_("The council should hold it, and it cannot be found")),
            ),
        ),
        Field(
            "searched",
            N_("Where was it looked for?"),
            "area",
            N_("A line for each search: where, a colon, and how. For example: Archive of Planning: by the file number"),
            missing=SEARCH_LINE,
        ),
        _words(N_("What the councillor should be told")),
    ),
    N_("Record it"),
    lead=N_("This is not a refusal. The councillor sees where you looked and can dispute it."),
)
TRANSFER: Final = Form(
    N_("Send it to the right holder"),
    (
        _words(
            N_("Why?"),
            N_("The councillor sees who has it from now on, not what you write here. The clock does not start again."),
        ),
    ),
    N_("Send it on"),
)
WITHDRAW: Final = Form(
    N_("Withdraw it"),
    (_words(N_("Why?"), N_("You need not say."), optional=True, rows=3),),
    N_("Withdraw it"),
    warning=N_(
        "A request that is withdrawn before it is answered ends. You can ask again at any time. "
        "If you withdraw a dispute, what was determined stands."
    ),
)
DISPUTE: Final = Form(
    N_("Dispute this answer"),
    (_words(N_("Why do you dispute it?"), N_("Say it in your own words. You need not cite any law.")),),
    N_("Send the dispute"),
    lead=N_("You lose nothing by disputing: what you were given stays yours."),
)
APPEAL: Final = Form(
    N_("Take it further"),
    (_words(N_("What is wrong with the ruling?"), N_("Say it in your own words. You need not cite any law.")),),
    N_("Send it"),
)
STATEMENT: Final = Form(
    N_("Put your side in writing"),
    (_words(N_("Your statement"), N_("Both sides read it.")),),
    N_("Add the statement"),
)
HAND_OVER: Final = Form(
    N_("Carry it over"),
    (
        Field(
            "to",
            N_("Where should it go?"),
            "radios",
            N_("It keeps the date on which it first came. This case goes on as it is."),
            (
                Choice("freedom_of_information", N_("Freedom of information: anybody's right to ask")),
                Choice("complaint", N_("A complaint")),
                Choice("service_request", N_("A request for a service")),
                Choice("code_of_conduct_complaint", N_("A complaint under the Code of Conduct")),
            ),
        ),
        _words(N_("Anything they should know?"), optional=True, rows=3),
    ),
    N_("Carry it over"),
)
INTEREST: Final = Form(
    N_("Declare an interest"),
    (
        _words(
            N_("What is it?"),
            N_("Say what kind of interest or relationship it is. Write no more about others than you must."),
        ),
    ),
    N_("Declare it"),
    warning=N_(
        "Whoever declares an interest stands aside from this case: the next person in the council's order has it."
    ),
)
