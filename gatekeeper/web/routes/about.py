"""Pages about the service itself: accessibility, privacy by the reader's part in it, and cookies; open to all."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
PARTS: Final = (
    (
        "councillor",
        N_("Councillors and co-opted members"),
        (
            N_("Your name, your office and seats with their dates, your group, and by which name you sign in."),
            N_("What you ask for, the reasons you give, what you answer and dispute, and what you open."),
            N_("Officers on your request read it. Other councillors do not."),
        ),
    ),
    (
        "assistant",
        N_("Group assistants"),
        (
            N_("Your name, and for which councillors you may act and until when."),
            N_("What you do is entered under your own name and that of the councillor for whom you did it."),
        ),
    ),
    (
        "officer",
        N_("Directors, proper officers, monitoring officers, chief executives and clerks"),
        (
            N_("Your name, your posts with their dates, when you were away, and what interests you declared."),
            N_("What you find, advise, determine and read on a case, with the post in which you did it."),
            N_("The councillor reads the rulings and the reasons with the post that gave them."),
        ),
    ),
    (
        "others",
        N_("People named in papers or requests"),
        (
            N_("What a paper says of you is shown only to those to whom the law or a ruling opens it."),
            N_("You can ask the council's data protection officer what it holds about you."),
        ),
    ),
)
"""Whose data is kept, and what of it: for each part somebody can have."""


@PAGES.get("/accessibility", open_to_all=True)
def accessibility(visit: Visit) -> Response:
    """The accessibility statement."""
    return visit.page("about/accessibility.html")


@PAGES.get("/privacy", open_to_all=True)
def privacy(visit: Visit) -> Response:
    """What is kept about whom, why, and for how long."""
    return visit.page("about/privacy.html", parts=PARTS)


@PAGES.get("/cookies", open_to_all=True)
def cookies(visit: Visit) -> Response:
    """The two cookies that there are."""
    return visit.page("about/cookies.html", cookie=visit.place.cookie, minutes=visit.place.sessions.idle_seconds // 60)
