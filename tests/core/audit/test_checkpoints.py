"""Signed notes, keys and checkpoints: the published examples verify, and only a key in use may sign."""

from __future__ import annotations

import base64
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    KEY_ROTATED,
    Checkpoint,
    KeyRing,
    NoteError,
    PublicKey,
    PublishedKey,
    PublishedKeyError,
    SigningKey,
    checkpoint_of,
    open_note,
    parse_checkpoint,
    parse_note,
    read_keys,
    read_public_key,
    seal,
    sign_checkpoint,
    sign_note,
    verify_checkpoint,
)
from tests.core.audit.record_support import CHAIN, NEW_KEY, OLD_KEY, RING, deed, record

SPECIFICATION_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPECIFICATION_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
GO_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
SPECIFICATION_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
HEAD = record(5)[-1].head
NOTE = sign_checkpoint(checkpoint_of(HEAD), [OLD_KEY])


@pytest.mark.parametrize(("key", "note"), [(SPECIFICATION_KEY, SPECIFICATION_NOTE), (GO_KEY, GO_NOTE)])
def test_the_published_examples_verify(key: str, note: str) -> None:
    public = read_public_key(key)
    text, signers = open_note(note, [public])
    assert note.startswith(text + "\n")
    assert signers == (public,)
    assert str(public) == key


def test_the_checkpoint_of_the_specification_is_read_and_written_the_same() -> None:
    text = parse_note(SPECIFICATION_CHECKPOINT).text
    found = parse_checkpoint(text)
    assert (found.origin, found.size) == ("example.com/behind-the-sofa", 20852163)
    assert found.root.hex() == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62"
    assert found.text == text


def test_a_signature_line_is_the_key_s_name_and_the_base64_of_its_id_and_the_signature() -> None:
    identity = sha256(CHAIN.encode() + b"\n\x01" + OLD_KEY.public.raw).digest()[:4]
    encoded = base64.b64encode(identity + OLD_KEY.sign(checkpoint_of(HEAD).text.encode())).decode()
    assert f"{checkpoint_of(HEAD).text}\n— {CHAIN} {encoded}\n" == NOTE
    assert checkpoint_of(HEAD).text == f"{CHAIN}\n5\n{base64.b64encode(HEAD.frontier.root()).decode()}\n"


def test_a_checkpoint_verifies_with_the_published_key() -> None:
    found = verify_checkpoint(NOTE, RING)
    assert found.checkpoint == checkpoint_of(HEAD)
    assert found.signers == (OLD_KEY.public,)


@given(st.integers(0, 8 * len(NOTE.encode()) - 1))
def test_no_single_bit_of_a_signed_checkpoint_can_be_changed(bit: int) -> None:
    data = bytearray(NOTE.encode())
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NoteError, match="What to do: "):
        verify_checkpoint(data.decode("utf-8", errors="replace"), RING)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAA=",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n— name AAAAAAB=\n",
        "text\ttext\n\n— name AAAAAAA=\n",
        "text\ud800\n\n— name AAAAAAA=\n",
        "text\n\n" + "— name AAAAAAA=\n" * 101,
    ],
)
def test_a_note_of_another_form_is_refused(note: str) -> None:
    with pytest.raises(NoteError, match="take the note again"):
        parse_note(note)


def test_a_note_may_hold_empty_lines_and_up_to_a_hundred_signatures() -> None:
    found = parse_note("one\n\ntwo\n\n" + "— name AAAAAAA=\n" * 100)
    assert found.text == "one\n\ntwo\n"
    assert len(found.signatures) == 100


@pytest.mark.parametrize("text", ["no newline", "a text\n\n— name AAAAAAA=", "tab\t\n", "half \ud800\n"])
def test_a_text_that_would_be_read_back_otherwise_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError):
        sign_note(text, [OLD_KEY])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n1\nAAAA\n",
        f"a\n01\n{'A' * 43}=\n",
        f"a\n-1\n{'A' * 43}=\n",
        f"a\n1 \n{'A' * 43}=\n",
        f"a\n1\n{'A' * 42}B=\n",
        f"\n1\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 43}=",
        f"a\n1\n{'A' * 43}=\n\nmore\n",
    ],
)
def test_a_checkpoint_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(NoteError, match="take the checkpoint again"):
        parse_checkpoint(text)


def test_further_lines_of_a_checkpoint_are_passed_over() -> None:
    assert parse_checkpoint(f"a\n0\n{'A' * 43}=\nextra\n") == Checkpoint("a", 0, bytes(32))


def test_signatures_by_unknown_keys_are_passed_over_and_a_false_one_by_a_known_key_spoils_the_note() -> None:
    stranger = SigningKey.from_seed("witness.example", bytes(32))
    text = checkpoint_of(HEAD).text
    assert verify_checkpoint(sign_note(text, [stranger, OLD_KEY]), RING).signers == (OLD_KEY.public,)
    with pytest.raises(NoteError, match="none of the published keys"):
        verify_checkpoint(sign_note(text, [stranger]), RING)
    line = sign_note(text.replace("5", "6", 1), [OLD_KEY]).rpartition("\n\n")[2]
    with pytest.raises(NoteError, match="forged"):
        verify_checkpoint(f"{NOTE}{line}", RING)
    assert verify_checkpoint(f"{NOTE}{NOTE.rpartition(chr(10) * 2)[2]}", RING).signers == (OLD_KEY.public,)


def test_nothing_crosses_from_one_council_s_chain_to_another() -> None:
    other = "wyremouth.example/record"
    with pytest.raises(NoteError, match="named wyremouth"):
        sign_checkpoint(Checkpoint(other, 5, bytes(32)), [OLD_KEY])
    with pytest.raises(NoteError, match="at least one"):
        sign_checkpoint(checkpoint_of(HEAD), [])
    ring = KeyRing(other, (PublishedKey(PublicKey(other, OLD_KEY.public.raw)),))
    with pytest.raises(NoteError, match="same council"):
        verify_checkpoint(NOTE, ring)
    with pytest.raises(PublishedKeyError, match="does not bear the name"):
        KeyRing(other, (PublishedKey(OLD_KEY.public),))


def test_r098_after_a_rotation_the_old_key_signs_nothing_later_and_the_new_one_nothing_earlier() -> None:
    before, after = {"key": OLD_KEY.public.fingerprint}, {"key": NEW_KEY.public.fingerprint}
    rotation = seal(HEAD, deed(5, kind=KEY_ROTATED, subjects=("chain:northmere",), before=before, after=after))
    at = rotation.head.size
    ring = KeyRing(CHAIN, (PublishedKey(OLD_KEY.public, 0, at), PublishedKey(NEW_KEY.public, at)))
    later = seal(rotation.head, deed(6)).head
    both = verify_checkpoint(sign_checkpoint(checkpoint_of(rotation.head), [OLD_KEY, NEW_KEY]), ring)
    assert both.signers == (OLD_KEY.public, NEW_KEY.public)
    assert verify_checkpoint(NOTE, ring).signers == (OLD_KEY.public,)
    assert verify_checkpoint(sign_checkpoint(checkpoint_of(later), [NEW_KEY]), ring).signers == (NEW_KEY.public,)
    with pytest.raises(NoteError, match="stolen or retired"):
        verify_checkpoint(sign_checkpoint(checkpoint_of(later), [OLD_KEY]), ring)
    with pytest.raises(NoteError, match="stolen or retired"):
        verify_checkpoint(sign_checkpoint(checkpoint_of(HEAD), [NEW_KEY]), ring)


def test_the_published_list_of_keys_is_read_back() -> None:
    ring = KeyRing(CHAIN, (PublishedKey(OLD_KEY.public, 0, 6), PublishedKey(NEW_KEY.public, 6)))
    assert read_keys(ring.as_data()) == ring


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {**RING.as_data(), "format": "other"},
        {**RING.as_data(), "chain": 1},
        {**RING.as_data(), "keys": []},
        {**RING.as_data(), "keys": [1]},
        {**RING.as_data(), "keys": [{"key": 1, "from_size": 0, "to_size": None}]},
        {**RING.as_data(), "keys": [{"key": str(OLD_KEY.public), "from_size": True, "to_size": None}]},
        {**RING.as_data(), "keys": [{"key": str(OLD_KEY.public), "from_size": 5, "to_size": 4}]},
        {**RING.as_data(), "keys": [{"key": GO_KEY, "from_size": 0, "to_size": None}]},
    ],
)
def test_a_list_of_keys_of_another_form_is_refused(data: object) -> None:
    with pytest.raises(PublishedKeyError, match="What to do: "):
        read_keys(data)


def test_no_character_of_a_published_key_can_be_changed() -> None:
    for place, each in enumerate(GO_KEY):
        with pytest.raises(PublishedKeyError):
            read_public_key(f"{GO_KEY[:place]}{'A' if each != 'A' else 'B'}{GO_KEY[place + 1 :]}")


@pytest.mark.parametrize(("name", "raw"), [("", bytes(32)), ("a b", bytes(32)), ("a+b", bytes(32)), ("a", bytes(31))])
def test_a_key_needs_a_plain_name_and_thirty_two_bytes(name: str, raw: bytes) -> None:
    with pytest.raises(PublishedKeyError):
        PublicKey(name, raw)


def test_bytes_that_are_no_point_of_the_curve_verify_nothing() -> None:
    assert not PublicKey("a", b"\x02" + bytes(31)).verifies(bytes(64), b"text")


def test_a_signing_key_does_not_print_itself() -> None:
    assert "private" not in repr(OLD_KEY)
