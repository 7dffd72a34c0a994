"""Signed notes (C2SP signed-note): a short text, a blank line, and one line for each signature on it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.audit.errors import NoteError
from gatekeeper.core.audit.keys import PublicKey, SigningKey, strict_base64

MOST_SIGNATURES: Final = 100
_ID_SIZE: Final = 4
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
_SIGNATURE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_NOTE: Final = "the signed note"
_REMEDY: Final = "take the note again from where it was published, as it stands there"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands, nothing about it verified: its text, and (key name, key id, signature) for each line."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


def sign_note(text: str, keys: Sequence[SigningKey]) -> str:
    """Sign a text, which ends with a newline, with each key. Raises NoteError where it cannot be a note."""
    message = text.encode("utf-8", errors="surrogatepass")
    lines = [_signature_line(key.public, key.sign(message)) for key in keys]
    note = f"{text}\n{''.join(lines)}"
    if parse_note(note).text != text:
        raise NoteError(
            _NOTE,
            "the text would not be read back as it was signed",
            "end it with a newline and leave control characters out",
        )
    return note


def parse_note(note: str) -> Note:
    """Take a note apart, trusting none of it. Raises NoteError where it is not of the form."""
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or _CONTROL.search(note):
        raise NoteError(_NOTE, "it is not a text, a blank line and signature lines", _REMEDY)
    signed = lines[:-1].split("\n")
    if len(signed) > MOST_SIGNATURES:
        raise NoteError(_NOTE, f"it has more than {MOST_SIGNATURES} signatures", _REMEDY)
    return Note(f"{text}\n", tuple(_signature(line) for line in signed))


def open_note(note: str, keys: Iterable[PublicKey]) -> tuple[str, tuple[PublicKey, ...]]:
    """The text of a note and which of the keys signed it. Raises NoteError where none did, or one of them did not.

    Signatures by other keys are passed over, as the specification demands; a signature under a known key's name and id
    that is not that key's makes the whole note worthless.
    """
    found, known = parse_note(note), {(key.name, key.id): key for key in keys}
    message, signers = found.text.encode("utf-8"), []
    for name, key_id, signature in found.signatures:
        key = known.get((name, key_id))
        if key is None:
            continue
        if not key.verifies(signature, message):
            why = f"the signature under {name} with the id {key_id.hex()} is not that key's over this text"
            raise NoteError(_NOTE, why, "treat its text as forged, keep it, and ask the council to account for it")
        if key not in signers:
            signers.append(key)
    if not signers:
        remedy = "take the council's published list of keys again; if none fits, trust nothing in it"
        raise NoteError(_NOTE, "none of the published keys has signed it", remedy)
    return found.text, tuple(signers)


def _signature_line(key: PublicKey, signature: bytes) -> str:
    return f"— {key.name} {base64.b64encode(key.id + signature).decode('ascii')}\n"


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = _SIGNATURE.fullmatch(line)
    data = strict_base64(parts[2]) if parts else None
    if parts is None or data is None or len(data) <= _ID_SIZE:
        raise NoteError(_NOTE, "one of its signature lines is malformed", _REMEDY)
    return parts[1], data[:_ID_SIZE], data[_ID_SIZE:]
