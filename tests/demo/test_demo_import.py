"""Tests that the demo's folders are imported as they are, and that the machine decides on its papers as was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatekeeper.demo import COUNCILS, folder, walk_of
from gatekeeper.documents import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.assess import assess
from gatekeeper.services.evidence import evidence_for
from gatekeeper.services.importing import ImportReport, import_folder
from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record import found_council
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.databases import database
from tests.demo.conftest import TODAY

OTHER_DAYS = (date(2027, 12, 27), date(2028, 4, 15))
SLUGS = [council.slug for council in COUNCILS]
SCRUTINEER = {"wealdmoor": "gaunterby", "wexbridge": "gilderswick", "sallowmere": "gannetsway",
              "calderwick": "ginnelgate", "furzeheath": "gorsebrook"}  # fmt: skip
CO_OPTED = {"wealdmoor": "jessamond", "wexbridge": "jorrocksby", "sallowmere": "jacobstone",
            "calderwick": "jennyspin", "furzeheath": "juniperley"}  # fmt: skip

Outcomes = dict[str, tuple[str, frozenset[str]]]


@dataclass(frozen=True)
class Loaded:
    """A database in which the council has been imported twice, and what the two imports told."""

    engine: Engine
    council_id: str
    today: date
    first: ImportReport
    second: ImportReport


@pytest.fixture(scope="module")
def loaded(folders: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Loaded]]:
    """Every council in one database, as made on one day."""
    place = tmp_path_factory.mktemp("loaded")
    with database("sqlite", place) as url:
        engine = open_engine(url)
        yield {slug: imported(engine, slug, TODAY, path, place) for slug, path in folders.items()}
        engine.dispose()


def imported(engine: Engine, slug: str, today: date, path: Path, place: Path) -> Loaded:
    council_id, store = found_council(engine, slug), Store(place / "files")
    first = import_folder(engine, council_id, path, SYSTEM, dry_run=False, store=store)
    second = import_folder(engine, council_id, path, SYSTEM, dry_run=False, store=store)
    return Loaded(engine, council_id, today, first, second)


def decided(council: Loaded, person: str, *documents: str) -> Outcomes:
    """The outcome of each passage, and the routes that open it, when that person asks at noon for those documents."""
    at = datetime.combine(council.today, time(12), UTC)
    with reading(council.engine) as session:
        register = Register(session, council.council_id)
        asked = tuple(register.find("document", code) or code for code in documents)
        request = request_of(council, register.find("person", person) or person, at)
        case = evidence_for(register, request, asked, at).case
    found = assess(case, at).decision.documents
    return {each.passage: (each.outcome, frozenset(each.opened_by)) for document in found for each in document.passages}


def request_of(council: Loaded, person: str, at: datetime) -> tables.AccessRequest:
    return tables.AccessRequest(
        council_id=council.council_id,
        reference="MR-2026-00001",
        title="A request",
        requester_id=person,
        received_at=at - timedelta(hours=2),
        written=True,
        document_identified=True,
        capacity="council_member",
        kind="document",
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_folder_is_imported_without_warning_and_the_second_time_nothing_changes(
    loaded: Mapping[str, Loaded], slug: str
) -> None:
    first, second = loaded[slug].first, loaded[slug].second
    assert len(first.added) > 300
    assert not first.warnings
    assert not second.changes_anything
    assert not second.entries
    assert not second.not_in_files


@pytest.mark.parametrize("slug", SLUGS)
def test_the_walk_is_open_in_part_as_of_right_and_in_part_for_the_director(
    loaded: Mapping[str, Loaded], slug: str
) -> None:
    walk = walk_of(slug)
    outcomes = decided(loaded[slug], walk.councillor, walk.document)
    assert outcomes == {
        walk.open_passage: ("entitled", frozenset({"s100f"})),
        walk.granted: ("refer", frozenset()),
        walk.passage: ("refer", frozenset()),
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_an_open_report_and_its_background_paper_are_open_to_a_councillor_who_is_not_on_the_committee(
    loaded: Mapping[str, Loaded], slug: str
) -> None:
    outcomes = decided(loaded[slug], walk_of(slug).councillor, "planning-report", "planning-survey", "auditor-report")
    assert {outcome for outcome, _ in outcomes.values()} == {"entitled"}
    assert all("s100f" in opened for _, opened in outcomes.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_private_cabinet_report_without_terms_of_a_contract_is_open_once_the_decision_is_made(
    loaded: Mapping[str, Loaded], slug: str
) -> None:
    outcomes = decided(loaded[slug], walk_of(slug).councillor, "support-report", "contract-report")
    assert outcomes["support-report-all"] == ("entitled", frozenset({"reg16_3"}))
    assert outcomes["contract-report-all"] == ("refer", frozenset())


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("sitting", [SCRUTINEER, CO_OPTED], ids=["elected", "co-opted"])
def test_a_member_of_scrutiny_has_the_report_of_a_decision_made_alone_and_its_exempt_page_waits_for_the_executive(
    loaded: Mapping[str, Loaded], slug: str, sitting: Mapping[str, str]
) -> None:
    outcomes = decided(loaded[slug], sitting[slug], "cabinet-member-report")
    outcome, opened = outcomes["cabinet-member-report-open"]
    assert outcome == "entitled"
    assert "reg17" in opened
    assert outcomes["cabinet-member-report-family"] == ("undetermined", frozenset())


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    "document", ["staffing-report", "legal-advice", "working-group-paper", "family-file", "audit-note"]
)
def test_what_no_statute_opens_is_for_a_person_and_never_opened_by_the_machine(
    loaded: Mapping[str, Loaded], slug: str, document: str
) -> None:
    outcomes = decided(loaded[slug], walk_of(slug).councillor, document)
    assert set(outcomes.values()) == {("refer", frozenset())}


@pytest.mark.parametrize("slug", SLUGS)
def test_work_for_another_group_is_for_a_person_and_its_plain_facts_only_where_no_protocol_releases_them(
    loaded: Mapping[str, Loaded], slug: str
) -> None:
    outcomes = decided(loaded[slug], walk_of(slug).councillor, "budget-work")
    facts = ("entitled", frozenset({"local_release"})) if slug == "furzeheath" else ("refer", frozenset())
    assert outcomes == {"budget-work-options": ("refer", frozenset()), "budget-work-facts": facts}


@pytest.mark.parametrize("slug", SLUGS)
def test_minutes_and_the_ledger_are_open_as_to_any_elector(loaded: Mapping[str, Loaded], slug: str) -> None:
    outcomes = decided(loaded[slug], CO_OPTED[slug], "planning-minutes", "invoices")
    assert outcomes["planning-minutes-all"] == ("entitled", frozenset({"s100c"}))
    assert outcomes["invoices-all"] == ("entitled", frozenset({"s26"}))


@pytest.mark.slow
@pytest.mark.parametrize("today", OTHER_DAYS, ids=str)
def test_the_walk_is_the_same_on_a_bank_holiday_and_on_a_saturday_of_other_years(today: date, tmp_path: Path) -> None:
    with database("sqlite", tmp_path) as url:
        engine = open_engine(url)
        for slug in SLUGS:
            council = imported(engine, slug, today, folder(slug, today, tmp_path / "in"), tmp_path)
            walk = walk_of(slug)
            outcomes = decided(council, walk.councillor, walk.document, "support-report")
            assert not council.second.changes_anything
            assert outcomes[walk.open_passage] == ("entitled", frozenset({"s100f"}))
            assert outcomes[walk.passage] == outcomes[walk.granted] == ("refer", frozenset())
            assert outcomes["support-report-all"] == ("entitled", frozenset({"reg16_3"}))
        engine.dispose()
