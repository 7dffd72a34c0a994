"""Each part of the evidence leads to the entry of the record by which it was recorded, and so to who recorded it."""

from __future__ import annotations

from gatekeeper.core.audit import Deed, read_entry
from gatekeeper.services.cases.submit import Submitted
from gatekeeper.services.evidence import Provenance
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import entries_of
from gatekeeper.storage.transaction import reading
from tests.services.evidence.asked import evidence
from tests.services.worlds import World


def behind(world: World, filed: Submitted, place: str) -> Provenance:
    """Where a fact at a place of the case comes from."""
    found = evidence(world, filed).provenance(place)
    assert found is not None
    return found


def deed(world: World, number: int) -> Deed:
    """The deed that an entry of the record tells."""
    with reading(world.engine) as session:
        return read_entry(next(iter(entries_of(session, world.council_id, [number]))).body).deed


PLACES = {
    "council.type": ("council", "council"),
    "council.governance[0].executive_arrangements": ("governance", "now"),
    "requester.kind": ("office", "c1"),
    "requester.memberships[1].role": ("membership", "c1-planning"),
    "documents[0].kind": ("document", "part_exempt"),
    "documents[0].links[0].access": ("item", "sale"),
    "documents[0].passages[1].pages": ("passage", "part_exempt-terms"),
    "documents[0].passages[1].paragraphs[0].balance.result": ("paragraph", "part_exempt-terms-3"),
}


def test_each_fact_leads_to_the_entry_that_recorded_it_and_to_the_thing_it_is_of(world: World) -> None:
    filed = world.submit("c1", "part_exempt")
    for place, thing in PLACES.items():
        found = behind(world, filed, place)
        assert (place, found.thing) == (place, world.id(*thing))
        assert f"thing:{found.thing}" in deed(world, found.entry).subjects


def test_a_corrected_fact_leads_to_the_correction_and_to_who_made_it(world: World) -> None:
    filed = world.submit("c1", "part_exempt")
    proper = world.actor("proper")
    (number,) = world.make(lambda making: making.seat("c1", "planning", "chair"), by=proper)
    found = behind(world, filed, "requester.memberships[1].role")
    done = deed(world, found.entry)
    assert found.entry == number
    assert (done.person, done.post) == (f"person:{proper.person}", f"post:{proper.post}")
    assert found.recorded_at == done.at == world.now


def test_a_finding_names_the_office_of_who_found_it(world: World) -> None:
    filed = world.submit("c1", "part_exempt")
    about = {"level": "document", "subject_id": world.id("document", "part_exempt"), "fact": "council_document"}
    says = {"value": "true", "signed": True, "by": "monitoring officer", "at": world.now, "reasons": "It is."}
    code = f"{about['subject_id']}/council_document/"
    (number,) = world.make(lambda making: making.put(tables.Finding, "finding", code, **about, **says))
    found = behind(world, filed, "documents[0].findings.council_document")
    assert (found.by, found.entry) == ("monitoring officer", number)


def test_a_balance_names_the_office_that_weighed_it(world: World) -> None:
    filed = world.submit("c1", "part_exempt")
    assert behind(world, filed, "documents[0].passages[1].paragraphs[0]").by == "proper officer"


def test_the_time_of_a_corrected_meeting_leads_to_the_correction(world: World) -> None:
    filed = world.submit("c1", "open_report")
    (number,) = world.make(lambda making: making.meeting("planning-next", "planning", world.now, world.now))
    assert behind(world, filed, "documents[0].links[0].ended_at").entry == number


def test_what_nobody_recorded_has_no_origin(world: World) -> None:
    filed = world.submit("c1", "open_report")
    assert evidence(world, filed).provenance("request.received_at") is None
