"""What a person is told whose sign-in did not succeed: what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gatekeeper.auth.sign_in import SignInFault
from gatekeeper.web.strings import N_

FAULTS: Final[Mapping[SignInFault, tuple[str, str]]] = {
    SignInFault.DENIED: (
        N_("The council’s sign-in service did not sign you in."),
        N_("If you stopped it yourself, try again. If not, ask the council’s IT help desk if you may sign in here."),
    ),
    SignInFault.UNKNOWN: (
        N_("This sign-in was used already, took longer than 10 minutes, or was begun in another browser."),
        N_("Begin it again here. If you used the back button, that is all that happened."),
    ),
    SignInFault.ISSUER: (
        N_("The answer did not come from the council’s own sign-in service."),
        N_("Close any page that asked for your password and that you do not trust, then begin again here."),
    ),
    SignInFault.CODE: (
        N_("The council’s sign-in service took back its answer before it could be used."),
        N_("Begin again here. If it happens each time, tell whoever runs this service."),
    ),
    SignInFault.TOKEN: (
        N_("What the council’s sign-in service said of you could not be trusted."),
        N_("Try once more. If it happens again, tell whoever runs this service."),
    ),
    SignInFault.CLOCK: (
        N_("The clocks of this service and of the council’s sign-in service differ."),
        N_("You can do nothing about that yourself: tell whoever runs this service, and try again later."),
    ),
    SignInFault.OLD: (
        N_("The council’s sign-in service did not ask you for your password again."),
        N_("Try again and type your password when asked. If you are not asked, tell whoever runs this service."),
    ),
    SignInFault.AWAY: (
        N_("The council’s sign-in service does not answer now."),
        N_("Wait a minute and try again. Nothing that you had sent is lost."),
    ),
    SignInFault.SETTINGS: (
        N_("The council’s sign-in service does not know this service as it is set up."),
        N_("You can do nothing about that yourself: tell whoever runs this service."),
    ),
}
"""For each fault what happened, and what to do."""
STATUS: Final = {SignInFault.AWAY: 503, SignInFault.SETTINGS: 502, SignInFault.CLOCK: 502}
"""The status of the page; of the others, 400."""
