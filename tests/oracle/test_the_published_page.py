"""Over HTTP nobody takes a step that the published page "who may do what" does not name for her there (R120)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest

from tests.api.calling import Service
from tests.api.test_every_command_keeps_its_silence import GIVEN, SAID
from tests.oracle.people import KINDS
from tests.oracle.published import allowed, page
from tests.services.cases.walking import appealed_paper, asked_for, disputed_paper, granted_paper, refused_paper, ruled
from tests.services.cases.walking import state as standing
from tests.services.worlds import World

STEPS: Final[Mapping[str, str]] = {
    **{"match": "match", "not-held": "record not held", "ask": "ask councillor", "answer": "answer question"},
    **{"narrow": "narrow", "note": "note", "ask-advice": "ask advice", "advise": "advise", "classify": "classify"},
    **{"confirm": "confirm balance", "find": "find", "determine": "determine", "transfer": "transfer"},
    **{"withdraw": "withdraw", "dispute": "dispute", "appeal": "appeal", "consult": "consult"},
    **{"statement": "submit statement", "rule": "rule", "resolve": "resolve", "hand-over": "hand over"},
    **{"interest": "declare interest", "open": "open document"},
}
"""What each command is called on the page. Of the others of the API one puts on record what a note is (the executive's
answer, help to narrow that brought nothing), and one records nothing (the preview)."""
NAMED_OTHERWISE: Final = {"executive-answer", "narrowing-declined", "preview"}
BODIES: Final[dict[str, dict[str, Any]]] = GIVEN | {
    name: ruled("refused").model_dump(mode="json", exclude_unset=True) for name in ("determine", "rule")
}
NOBODY: Final[frozenset[str]] = frozenset()
OFFICERS: Final[Mapping[str, frozenset[str]]] = {
    **{"d1": frozenset({"decider"}), "mo": frozenset({"monitoring officer", "adviser"})},
    **{"proper": frozenset({"proper officer"}), "deputy-d1": frozenset({"officer"})},
}
"""What each officer is to a paper of the director of Places (statement of law 5.3; wbc 6.3)."""
OTHERS: Final = ("c2", "d2", "clerk", "auditor", "administrator", "dpo")
FIRST, LADDER = "first determination", "dispute ladder"
PLACES: Final[Mapping[str, tuple[Callable[[World], str], str, str]]] = {
    "unmatched": (lambda world: world.submit("c1", descriptions=("The lease",)).asked[0], "unmatched", FIRST),
    "open": (asked_for, "open", FIRST),
    "refused": (refused_paper, "determined", FIRST),
    "granted": (granted_paper, "determined", FIRST),
    "disputed": (disputed_paper, "open", LADDER),
    "appealed": (appealed_paper, "open", LADDER),
}


def roles(place: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Who is what to the case there: the ladder is the monitoring officer, then the chief executive (wbc 4.6)."""
    yield "c1", frozenset({"requester"})
    unmatched = place == "unmatched"
    for who, parts in OFFICERS.items():
        arbiter = {"arbiter"} if (who, place) == ("mo", "disputed") else set()
        yield who, NOBODY if unmatched and who in ("d1", "deputy-d1") else parts | arbiter
    yield "chief", frozenset({"arbiter"}) if place == "appealed" else NOBODY
    yield "red-leader", frozenset({"consultee"}) if place == "appealed" else NOBODY
    yield from ((who, NOBODY) for who in OTHERS)


def test_the_page_names_every_command_of_the_api_and_every_role() -> None:
    commands = {each.rsplit("/", 1)[1] for each in (*KINDS["command"], *KINDS["opening"])}
    assert commands == STEPS.keys() | NAMED_OTHERWISE
    named = {action for actions in page().values() for action in actions}
    assert set(STEPS.values()) <= named
    known = {role for role, _, _ in page()}
    assert {role for place in PLACES for _, parts in roles(place) for role in parts} <= known


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_r120_nobody_takes_a_step_that_the_page_does_not_name_for_her(service_on_each: Service, place: str) -> None:
    api = service_on_each
    bring, status, part = PLACES[place]
    asked = bring(api.world)
    request = standing(api.world, asked).request_id
    tag = api.get(f"/requests/{request}", "c1").headers["etag"]
    taken: list[str] = []
    for who, parts in roles(place):
        may = allowed(parts, status, part)
        for name in sorted(step for step, action in STEPS.items() if action not in may):
            headers = {} if name == "open" else {"If-Match": tag}
            given = None if name == "open" else BODIES.get(name, SAID)
            answer = api.post(f"/asked/{asked}/{name}", who, given, headers)
            if answer.status_code < 400 or answer.status_code >= 500:
                taken.append(f"{who} {name}: {answer.status_code}")
    assert taken == []
    assert api.get(f"/requests/{request}", "c1").headers["etag"] == tag
