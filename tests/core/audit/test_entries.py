"""Entries of the record: what may stand in them, their exact bytes, and the two readers that must agree on them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    AuditError,
    CanonicalError,
    ChainHead,
    Deed,
    Entry,
    EntryError,
    Frontier,
    canonical_bytes,
    check_chain,
    commit,
    leaf_hash,
    read_canonical,
    read_entry,
    read_head,
    seal,
)
from gatekeeper.core.audit.grammar import scan_entry
from tests.core.audit.record_support import BEGUN_AT, CHAIN, deed, record, words_for

REFS = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}:[A-Za-z0-9][A-Za-z0-9._~-]{0,8}\Z")
TOKENS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._:/-]{0,9}\Z")
ODD: tuple[object, ...] = (
    *(
        None,
        True,
        0,
        -1,
        10**15,
        1.5,
        "",
        "x",
        "person:1",
        "a:b c",
        "\u00e9:1",
        "0" * 64,
        "2026-02-30T00:00:00.000000Z",
    ),
    *([], [0], [5, 3], [True], ["a:1", "a:0"], ["a:1", 2], {}, {"a": []}, {"a": 10**15}, {"a": "b c"}, {"A": 1}),
)
STATES = st.none() | st.dictionaries(
    st.from_regex(r"\A[a-z][a-z0-9_]{0,6}\Z"),
    st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | TOKENS,
    max_size=4,
)
DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(["request:determined", "document:read", "words:erased"]),
    at=st.datetimes(timezones=st.just(UTC)),
    person=st.none() | REFS,
    post=st.none() | REFS,
    behalf_of=st.none() | REFS,
    subjects=st.sets(REFS, min_size=1, max_size=4).map(lambda refs: tuple(sorted(refs))),
    before=STATES,
    after=STATES,
    edition=st.none() | st.just("0f" * 32),
    refers_to=st.sets(st.integers(0, 30), max_size=3).map(lambda found: tuple(sorted(found))),
)
ENTRIES = st.builds(
    lambda number, made, worded: Entry(
        chain=CHAIN,
        number=number,
        previous=sha256(b"before").digest(),
        deed=made,
        commitment=commit(bytes(32), "words") if worded else None,
        form="text" if worded else None,
    ),
    st.integers(31, 10**15 - 1),
    DEEDS,
    st.booleans(),
)


def test_the_bytes_of_an_entry_are_these() -> None:
    first = seal(ChainHead(CHAIN), deed(0), words_for(0))
    assert first.body.decode() == (
        '{"after":{"ruling":"granted","stage":"director","status":"determined"},"at":"2026-11-20T09:30:00.000000Z",'
        '"before":{"stage":"director","status":"open"},"behalf_of":null,"chain":"northmere.example/record",'
        f'"commitment":"{words_for(0).commitment.hex()}","edition":"{"ab" * 32}","form":"text",'
        '"format":"gatekeeper-entry/1","kind":"request:determined","number":0,"person":"person:0",'
        '"post":"post:director","previous":null,"refers_to":[],"subjects":["request:0"]}'
    )
    assert first.leaf_hash == sha256(b"\x00" + first.body).digest()


def test_each_entry_holds_the_hash_of_the_one_before_it() -> None:
    made = record(4)
    assert [each.entry.previous for each in made[1:]] == [each.leaf_hash for each in made[:-1]]
    assert made[-1].head == read_head(json.loads(json.dumps(made[-1].head.as_data())))


@given(ENTRIES)
def test_r099_both_readers_read_what_was_written_and_it_is_canonical(entry: Entry) -> None:
    body = entry.body()
    found = scan_entry(body)
    assert canonical_bytes(entry.content()) == body == canonical_bytes(read_canonical(body))
    assert read_entry(body).body() == body
    assert read_entry(body) == entry
    assert (found.chain, found.number, found.at) == (entry.chain, entry.number, entry.deed.at)
    assert (found.previous, found.commitment, found.kind) == (entry.previous, entry.commitment, entry.deed.kind)
    assert found.refers_to == entry.deed.refers_to
    for name, value in entry.content().items():
        if value is None or isinstance(value, str | int):
            assert found.says(name, value)
            assert not found.says(name, "something else")


def accepted(reader: object, body: bytes) -> bool:
    try:
        reader(body)  # type: ignore[operator]
    except AuditError:
        return False
    return True


@given(ENTRIES, st.data())
def test_r099_both_readers_refuse_the_same_bytes(entry: Entry, data: st.DataObject) -> None:
    body = bytearray(entry.body())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(body) - 1))
        piece = data.draw(st.sampled_from([b"", b" ", b"0", b"1", b'"', b",", b"a", b"\x00", b"\xff", b"null", b"-"]))
        body[place : place + data.draw(st.integers(0, 2))] = piece
    assert accepted(scan_entry, bytes(body)) == accepted(read_entry, bytes(body))


@given(ENTRIES, st.data())
def test_r099_both_readers_refuse_the_same_content(entry: Entry, data: st.DataObject) -> None:
    content = entry.content()
    name = data.draw(st.sampled_from(sorted(content)))
    odd = st.sampled_from(ODD)
    content[name] = data.draw(odd)
    body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    assert accepted(scan_entry, body) == accepted(read_entry, body)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("after", {"ruling": "granted", "stage": "a b"}),
        ("after", {f"m{number:05}": None for number in range(10_001)}),
        ("before", "open"),
        ("before", {"stage": []}),
        ("at", "2026-02-30T00:00:00.000000Z"),
        ("at", "2026-11-20T09:30:00Z"),
        ("chain", "a//b"),
        ("commitment", None),
        ("form", None),
        ("form", "picture"),
        ("format", "gatekeeper-entry/2"),
        ("number", 0),
        ("number", True),
        ("number", "2"),
        ("previous", None),
        ("previous", "AB" * 32),
        ("refers_to", [2]),
        ("refers_to", [1, 1]),
        ("refers_to", [1, 0]),
        ("refers_to", None),
        ("subjects", []),
        ("subjects", ["request:2", "request:1"]),
        ("subjects", ["request:1", "request:1"]),
        ("subjects", [1]),
        ("person", 1),
        ("extra", None),
    ],
)
def test_both_readers_refuse_an_entry_with_such_a_member(member: str, value: object) -> None:
    body = json.dumps({**read(2), member: value}, sort_keys=True, separators=(",", ":")).encode()
    assert not accepted(read_entry, body)
    assert not accepted(scan_entry, body)


def test_both_readers_refuse_members_of_a_state_in_another_order() -> None:
    body = record(3)[2].body
    turned = body.replace(b'"stage":"director","status":"open"', b'"status":"open","stage":"director"')
    assert turned != body
    assert not accepted(read_entry, turned)
    assert not accepted(scan_entry, turned)


def read(number: int) -> dict[str, object]:
    """The members of an entry of a small record."""
    content: dict[str, object] = json.loads(record(number + 1)[number].body)
    return content


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "determined"}, "two words with a colon"),
        ({"kind": "request:Determined"}, "two words with a colon"),
        ({"at": datetime(2026, 11, 20)}, "no time zone"),  # noqa: DTZ001
        ({"person": "a councillor's name"}, "person:17"),
        ({"post": "Director"}, "person:17"),
        ({"behalf_of": ""}, "person:17"),
        ({"subjects": ()}, "0 things"),
        ({"subjects": ("request:2", "request:1")}, "in order"),
        ({"subjects": ("request:1", "request:1")}, "in order"),
        ({"subjects": ("the land sale",)}, "request:01HX"),
        ({"edition": "AB" * 32}, "SHA-256"),
        ({"after": {"reasons": "because it is not yet agreed"}}, "single token"),
        ({"after": {"Stage": "director"}}, "small letters"),
        ({"before": {"pages": 10**15}}, "15 digits"),
        ({"refers_to": (2, 1)}, "in order"),
        ({"refers_to": (1, 1)}, "in order"),
        ({"refers_to": (-1,)}, "from 0"),
    ],
)
def test_a_deed_that_holds_words_or_is_not_of_its_form_is_refused(changed: dict[str, object], why: str) -> None:
    with pytest.raises(EntryError, match=f"{why}.*What to do: |What to do: .*{why}"):
        deed(9, **changed)


def test_an_entry_refers_only_to_earlier_ones() -> None:
    made = record(3)
    corrected = seal(made[-1].head, deed(3, kind="request:corrected", refers_to=(0, 2)))
    assert corrected.entry.deed.refers_to == (0, 2)
    with pytest.raises(EntryError, match="earlier"):
        seal(made[-1].head, deed(3, refers_to=(3,)))


def test_an_entry_keeps_the_instant_in_whatever_zone_it_was_told() -> None:
    summer = timezone(timedelta(hours=1))
    assert deed(0, at=BEGUN_AT.astimezone(summer)) == deed(0)
    assert seal(ChainHead(CHAIN), deed(0, at=BEGUN_AT.astimezone(summer))).body == seal(ChainHead(CHAIN), deed(0)).body


def test_r091_an_entry_dated_before_the_one_it_follows_is_not_sealed() -> None:
    head = record(3)[-1].head
    with pytest.raises(EntryError, match="no entry is back-dated"):
        seal(head, deed(1))
    same_instant = seal(head, deed(2))
    assert same_instant.head.size == 4


@pytest.mark.parametrize("chain", ["", "Northmere", "a b", "a+b", "a//b", "a/", "/a", "a\n", "x" * 201, "café"])
def test_a_chain_needs_a_plain_name(chain: str) -> None:
    with pytest.raises(EntryError, match="without its scheme"):
        check_chain(chain)


def test_bytes_that_are_no_entry_are_refused() -> None:
    for body in (b"", b"{}", b"[]", b"null", b'"x"', b"\xff", b"[" * 100_000):
        with pytest.raises((EntryError, CanonicalError), match="What to do: "):
            read_entry(body)
        with pytest.raises(EntryError, match="grammar"):
            scan_entry(body)


@pytest.mark.parametrize(
    "changed",
    [{"number": 0}, {"number": -1}, {"previous": None}, {"form": None}, {"commitment": None}, {"chain": "No"}],
)
def test_the_parts_of_an_entry_may_not_contradict_each_other(changed: dict[str, object]) -> None:
    with pytest.raises(EntryError):
        replace(record(3)[-1].entry, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"size": 2},
        {"size": True},
        {"frontier": ["00"]},
        {"frontier": None},
        {"last_at": None},
        {"last_hash": None},
        {"last_hash": "xy"},
        {"chain": 5},
    ],
)
def test_a_head_that_cannot_be_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(AuditError, match="What to do: "):
        read_head({**record(3)[-1].head.as_data(), **changed})
    with pytest.raises(AuditError):
        read_head(None)
    with pytest.raises(EntryError):
        ChainHead(CHAIN, Frontier(), BEGUN_AT, leaf_hash(b""))
