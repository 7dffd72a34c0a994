"""What the proper officer does on a case, through the pages and through the API, for comparing what is entered."""

from __future__ import annotations

from typing import Final

from tests.api.calling import Service
from tests.services.worlds import World
from tests.web.deciding import at
from tests.web.doing import Act, Case, by, call, described, form, waiting
from tests.web.test_classifying import fill
from tests.web.visiting import Site

TERMS: Final = "part_exempt-terms"
PASSAGE: Final = "working_paper-whole"


def _part_exempt(world: World) -> str:
    return world.submit("c2", "part_exempt").asked[0]


def _match(site: Site, case: Case) -> None:
    proper = site.sign_in("proper")
    found = proper.get(f"{at(case[1], 'match')}?words=working+paper")
    done = proper.submit(found, to="match", document=site.world.id("document", "working_paper"))
    assert "The document is matched" in done.words


def _match_by_the_api(service: Service, case: Case) -> None:
    call("proper", "match", {"document": service.world.id("document", "working_paper")})(service, case)


def _confirm(site: Site, case: Case) -> None:
    paragraph = site.world.id("paragraph", f"{TERMS}-3")
    form("proper", f"confirm/{paragraph}", {"confirmed": "true", "reasons": "Looked again today."})(site, case)


def _confirm_by_the_api(service: Service, case: Case) -> None:
    paragraph = service.world.id("paragraph", f"{TERMS}-3")
    said = {"paragraph": paragraph, "confirmed": "true", "reasons": "Looked again today."}
    call("proper", "confirm", said)(service, case)


def _classify(site: Site, case: Case) -> None:
    proper, passage = site.sign_in("proper"), site.world.id("passage", PASSAGE)
    chosen = proper.submit(proper.get(at(case[1], f"classify/{passage}")), claimed="3")
    assert "The passage is classified" in fill(proper, chosen, 3).words


def _classify_by_the_api(service: Service, case: Case) -> None:
    claim = {
        "number": 3,
        "result": "maintain",
        "reasons": "The bidder would walk away.",
        "review_on": "2027-06-01",
        "how_to_challenge": "Write to the monitoring officer.",
    }
    passage = service.world.id("passage", PASSAGE)
    call("proper", "classify", {"passage": passage, "claims": [claim]})(service, case)


OF_THE_PROPER_OFFICER: Final = (
    Act("match", by(described), _match, _match_by_the_api),
    Act("classify a passage", by(waiting), _classify, _classify_by_the_api),
    Act("confirm a balance", by(_part_exempt), _confirm, _confirm_by_the_api),
)
