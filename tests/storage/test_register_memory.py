"""What the register says is remembered, and never outlives the change that ends it: here, elsewhere, or undone."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, event, insert, text

from gatekeeper.storage import tables
from gatekeeper.storage.base import Thing
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.register_memory import every_part, mark_but_for_cases, part_of, recalled, rests_on
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import clock_at, enter
from tests.storage.register_support import change, named, wards


@pytest.fixture
def elsewhere(engine: Engine) -> Iterator[Engine]:
    """Another process's door to the same database, which remembers for itself."""
    other = open_engine(engine.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


@pytest.fixture
def asked(engine: Engine) -> list[str]:
    """The questions that reach the table of wards."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.extend([statement] if "FROM ward" in statement else [])

    event.listen(engine, "before_cursor_execute", hear)
    return heard


@pytest.fixture
def found(engine: Engine) -> list[str]:
    """The questions that reach the table of findings."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.extend([statement] if statement.startswith("SELECT") and "FROM finding" in statement else [])

    event.listen(engine, "before_cursor_execute", hear)
    return heard


def test_the_same_question_reaches_the_database_once(engine: Engine, council_id: str, asked: list[str]) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    asked.clear()
    assert [wards(engine, council_id) for _ in range(3)] == [["Mill"]] * 3
    assert len(asked) == 1


def test_a_change_made_in_another_process_counts_at_once(engine: Engine, elsewhere: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    assert wards(engine, council_id) == wards(elsewhere, council_id) == ["Mill"]
    change(elsewhere, council_id, 2, named("mill", "Old Mill"))
    assert wards(engine, council_id) == wards(elsewhere, council_id) == ["Old Mill"]


def test_a_change_is_seen_within_its_transaction_and_by_nobody_else_before_its_end(
    engine: Engine, council_id: str
) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    with writing(engine, council_id, clock=clock_at(2)) as tx:
        register = Register(tx.session, council_id)
        assert [each.name for each in register.all(tables.Ward)] == ["Mill"]
        changes = Changes(tx.session, council_id)
        named("mill", "Old Mill")(changes)
        changes.apply(tx.now, enter(tx, tx.size))
        assert [each.name for each in register.all(tables.Ward)] == ["Old Mill"]
        assert _beside(lambda: wards(engine, council_id)) == ["Mill"]
    assert wards(engine, council_id) == ["Old Mill"]


def test_a_change_that_is_undone_leaves_nothing_remembered(engine: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    assert _undone(engine, council_id, named("new", "New")) == {"Mill", "New"}
    assert wards(engine, council_id) == ["Mill"]
    with reading(engine) as session:
        assert Register(session, council_id).find("ward", "new") is None


def test_a_row_that_is_about_to_be_replaced_is_never_a_remembered_one(engine: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    with reading(engine) as session:
        (before,) = Register(session, council_id).all(tables.Ward)
    assert _undone(engine, council_id, named("mill", "Old Mill")) == {"Old Mill"}
    assert (before.name, before.replaced_at) == ("Mill", None)


def test_work_is_done_again_when_what_it_asked_has_changed_and_only_then(engine: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    done: list[str] = []

    def names() -> list[str]:
        with reading(engine) as session:
            register = Register(session, council_id)

            def work() -> list[str]:
                done.append("work")
                return [each.name for each in register.all(tables.Ward)]

            return register.recall("names of wards", lambda: register.recall("within", work))

    assert [names(), names(), len(done)] == [["Mill"], ["Mill"], 1]
    change(engine, council_id, 2, lambda c: c.put(tables.Person, c.name("person", "p"), name="A person"))
    assert [names(), len(done)] == [["Mill"], 1]
    change(engine, council_id, 3, named("mill", "Old Mill"))
    assert [names(), len(done)] == [["Old Mill"], 2]


PASSAGE, ONE, TWO = ("0" * 31 + letter for letter in "cab")


def found_for(request: str | None, value: str) -> Callable[[Changes], None]:
    """A finding on the passage, for that request alone or in general."""

    def work(changes: Changes) -> None:
        thing = changes.name("finding", f"for {request}")
        about = {"level": "passage", "subject_id": PASSAGE, "request_id": request}
        changes.put(tables.Finding, thing, **about, fact="sensitive", value=value)

    return work


def findings(engine: Engine, council_id: str, **where: str | None) -> list[str]:
    with reading(engine) as session:
        return [each.value for each in Register(session, council_id).all(tables.Finding, **where)]


def test_what_is_found_for_one_request_leaves_what_is_remembered_of_others_and_in_general_and_never_its_own(
    engine: Engine, elsewhere: Engine, council_id: str, found: list[str]
) -> None:
    _named_passages(engine, council_id, PASSAGE, ONE, TWO)
    told: dict[str | None, str] = {ONE: "yes", TWO: "no", None: "unknown"}

    def all_told() -> dict[str | None, str]:
        kept = {each: findings(engine, council_id, subject_id=PASSAGE, request_id=each) for each in told}
        return {each: value for each, (value,) in kept.items()}

    for number, (request, value) in enumerate(told.items(), 2):
        change(engine, council_id, number, found_for(request, value))
    assert all_told() == told
    for number, (request, value) in enumerate({ONE: "unknown", TWO: "yes", None: "no"}.items(), 5):
        change(elsewhere, council_id, number, found_for(request, value))
        told[request] = value
        found.clear()
        assert (all_told(), len(found)) == (told, 1)
    assert sorted(findings(engine, council_id)) == sorted(told.values())


def test_what_is_remembered_before_any_part_is_marked_ends_with_its_own_part_alone(
    engine: Engine, council_id: str, found: list[str]
) -> None:
    _named_passages(engine, council_id, PASSAGE, ONE, TWO)
    assert findings(engine, council_id, request_id=TWO) == []
    change(engine, council_id, 2, found_for(ONE, "yes"))
    assert findings(engine, council_id, request_id=TWO) == []
    change(engine, council_id, 3, found_for(ONE, "no"))
    found.clear()
    assert (findings(engine, council_id, request_id=TWO), found) == ([], [])
    change(engine, council_id, 4, found_for(TWO, "no"))
    assert findings(engine, council_id, request_id=TWO) == ["no"]


def test_a_table_that_was_marked_as_a_whole_before_it_had_parts_is_marked_in_parts_from_then_on(
    engine: Engine, council_id: str
) -> None:
    _named_passages(engine, council_id, PASSAGE, ONE, TWO)
    change(engine, council_id, 2, found_for(ONE, "yes"))
    with engine.begin() as connection:
        connection.execute(text('UPDATE register_mark SET tables = \'{"finding": "as it was"}\''))
    assert findings(engine, council_id, request_id=ONE) == ["yes"]
    change(engine, council_id, 3, found_for(TWO, "no"))
    kept = [findings(engine, council_id, request_id=each) for each in (ONE, TWO)]
    change(engine, council_id, 4, found_for(ONE, "unknown"))
    assert (kept, findings(engine, council_id, request_id=ONE)) == ([["yes"], ["no"]], ["unknown"])


@pytest.mark.parametrize(
    ("says", "part"), [("0a", "finding/a"), (None, "finding/-"), ("", None), (["0a"], None), ("Z", None)]
)
def test_only_what_is_said_for_one_request_or_for_none_is_of_a_part(says: object, part: str | None) -> None:
    assert part_of("finding", {"request_id": says}) == part
    assert part_of("ward", {"request_id": says}) is None
    assert part_of("finding", {"subject_id": "0a"}) is None
    assert len(every_part("finding")) == 17
    assert every_part("ward") == frozenset()


def test_work_rests_on_what_it_says_that_it_asked_apart(engine: Engine, council_id: str) -> None:
    done: list[int] = []

    def work(passing: bool = False) -> int:
        with reading(engine) as session:

            def counted() -> int:
                rests_on(session, council_id, "ward")
                done.append(1)
                return len(done)

            return recalled(session, council_id, ("counted", passing), counted, lambda _result: passing)

    change(engine, council_id, 1, lambda c: c.put(tables.Person, c.name("person", "p"), name="A person"))
    assert [work(), work()] == [1, 1]
    assert [work(passing=True), work(passing=True)] == [2, 3]
    change(engine, council_id, 2, named("mill", "Mill"))
    assert [work(), work()] == [4, 4]


def test_what_is_said_of_single_requests_alone_leaves_the_rest_of_the_mark_alone() -> None:
    before = json.dumps({"ward": "1", "finding": "2", "finding/a": "3", "thing": "4"})
    after = json.dumps({"ward": "1", "finding": "5", "finding/a": "6", "thing": "7"})
    assert mark_but_for_cases(before) == mark_but_for_cases(after) != mark_but_for_cases('{"ward": "2"}')


def _named_passages(engine: Engine, council_id: str, *ids: str) -> None:
    things = [{"id": each, "council_id": council_id, "kind": "passage", "code": each} for each in ids]
    with engine.begin() as connection:
        connection.execute(insert(Thing), things)


def test_work_that_looked_in_vain_for_a_name_is_done_again_once_it_is_given(engine: Engine, council_id: str) -> None:
    def mill() -> str | None:
        with reading(engine) as session:
            register = Register(session, council_id)
            return register.recall("the mill", lambda: register.find("ward", "mill"))

    assert mill() is None
    change(engine, council_id, 1, named("mill", "Mill"))
    assert mill() is not None


def test_work_that_fails_is_tried_again(engine: Engine, council_id: str) -> None:
    with reading(engine) as session:
        register = Register(session, council_id)
        with pytest.raises(ZeroDivisionError):
            register.recall("work", lambda: 1 // 0)
        assert register.recall("work", lambda: 7) == 7


def test_what_one_council_changes_is_not_another_councils(engine: Engine, council_id: str) -> None:
    other = found_council(engine, "other")
    change(engine, council_id, 1, named("mill", "Mill"))
    assert [wards(engine, council_id), wards(engine, other)] == [["Mill"], []]
    change(engine, other, 1, named("mill", "Their Mill"))
    assert [wards(engine, council_id), wards(engine, other)] == [["Mill"], ["Their Mill"]]


def _undone(engine: Engine, council_id: str, work: Callable[[Changes], None]) -> set[str]:
    """The wards as they stand in a transaction that is given up after the change."""
    with writing(engine, council_id, clock=clock_at(2)) as tx:
        changes, register = Changes(tx.session, council_id), Register(tx.session, council_id)
        register.find("ward", "new")
        work(changes)
        changes.apply(tx.now, enter(tx, tx.size))
        assert register.find("ward", "mill") is not None
        register.find("ward", "new")
        found = {each.name for each in register.all(tables.Ward)}
        tx.session.rollback()
    return found


def _beside(work: Callable[[], list[str]]) -> list[str]:
    """What the work finds in another thread, with a session of its own."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(work()))
    thread.start()
    thread.join()
    return found
