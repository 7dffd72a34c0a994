"""Words stay out of the record: only whoever has them and their key can show that they are what was sealed."""

from __future__ import annotations

import pytest

from gatekeeper.core.audit import EntryError, Words, commit, opens
from tests.core.audit.record_support import key_for, words_for


def test_words_open_only_with_their_own_key_and_to_the_letter() -> None:
    words = words_for(7)
    assert opens(words.commitment, words.key, words.text)
    assert not opens(words.commitment, key_for(8), words.text)
    assert not opens(words.commitment, words.key, words.text + " ")
    assert not opens(words.commitment, words.key, "\ud800")


def test_the_seal_on_words_is_hmac_sha256() -> None:
    published = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    padded = b"\x0b" * 20 + bytes(12)
    assert commit(padded, "Hi There").hex() == published


@pytest.mark.parametrize(
    ("key", "text"), [(b"short", "x"), (bytes(33), "x"), (bytes(32), "cafe\u0301"), (bytes(32), "\ud800")]
)
def test_words_that_could_not_be_opened_again_are_not_sealed(key: bytes, text: str) -> None:
    with pytest.raises(EntryError, match="What to do: "):
        commit(key, text)


def test_nothing_that_holds_words_or_keys_prints_them() -> None:
    words = Words("the price is agreed", bytes(32))
    assert "price" not in repr(words)
    assert "\\x00" not in repr(words)
