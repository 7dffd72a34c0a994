"""The one byte form of a record: the same facts always give the same bytes, so the same hash in any language.

It is RFC 8785 (JSON Canonicalization Scheme) for what the record may hold: texts in Unicode's composed form (NFC),
whole numbers up to 2**53 - 1, true, false, null, lists and objects. An instant becomes text in UTC.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final, NoReturn

from gatekeeper.core.audit.errors import CanonicalError

LARGEST: Final = 2**53 - 1
DEEPEST: Final = 24
_MOST_DIGITS: Final = 17
_WHOLE: Final = "the value"
_ANOTHER_FORM: Final = "the same content has another byte form, so two hashes could stand for one thing"
_KEEP: Final = "keep the bytes that were sealed and do not write them anew"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False)
_PLAIN_ENCODER: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":"), check_circular=False, sort_keys=True)


def canonical_bytes(value: object) -> bytes:
    """The canonical JSON of a value in UTF-8. Raises CanonicalError where the value has no single byte form."""
    return canonical_text(value).encode("utf-8")


def canonical_text(value: object) -> str:
    """The canonical JSON of a value as text. Raises CanonicalError."""
    return _ENCODER.encode(_plain(value, "", 0))


def instant_text(at: datetime) -> str:
    """An aware instant as text: UTC, six digits of a second, ``Z``. Raises CanonicalError where it names no zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise CanonicalError(f"the time {at.isoformat()}", "it names no time zone", "give an instant with its zone")
    try:
        utc = at.astimezone(UTC)
    except OverflowError as error:
        raise CanonicalError("the time", "it lies outside the years 1 to 9999 in UTC", "correct it") from error
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_canonical(data: bytes) -> object:
    """The value of canonical bytes. Raises CanonicalError where they are not exactly the canonical form."""
    value = read_json(data)
    if canonical_bytes(value) != data:
        raise CanonicalError("the JSON", _ANOTHER_FORM, _KEEP)
    return value


def read_json(data: bytes | str) -> object:
    """The value of a JSON text, read strictly: no member twice, no NaN, no fraction, no exponent, no great depth."""
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_float=_fraction, parse_int=_digits, parse_constant=_fraction
        )
    except CanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        why = f"it cannot be read ({type(error).__name__})"
        raise CanonicalError("the JSON", why, "fetch it again from where it was kept") from error
    return value


def plain_bytes(value: object) -> bytes:
    """``canonical_bytes`` for JSON's own types where every text is plain ASCII: several times faster, unchecked."""
    return _PLAIN_ENCODER.encode(value).encode("ascii")


def read_plain(data: bytes) -> object:
    """``read_canonical`` where every text must be plain ASCII: several times faster. Raises CanonicalError.

    The caller must check each text and number in the value: escapes and fractions are not refused here.
    """
    try:
        value: object = json.loads(data.decode("ascii"))
        exact = plain_bytes(value) == data
    except (ValueError, RecursionError) as error:
        why = f"it cannot be read ({type(error).__name__})"
        raise CanonicalError("the JSON", why, "fetch it again from where it was kept") from error
    if not exact:
        raise CanonicalError("the JSON", _ANOTHER_FORM, _KEEP)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("the JSON", "an object holds the same member twice", "keep one of the two")
    return found


def _fraction(digits: str) -> NoReturn:
    raise CanonicalError(f"the number {digits[:40]}", "it is no whole number in digits", "write it as text")


def _digits(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise CanonicalError("a number", f"it has more than {_MOST_DIGITS} digits", "write it as text")
    return int(digits)


def _plain(value: object, place: str, depth: int) -> object:
    plain = _KINDS.get(type(value)) or next((how for kind, how in _KINDS.items() if isinstance(value, kind)), None)
    if plain is None:
        raise CanonicalError(place or _WHOLE, f"a {type(value).__name__} is no JSON value", "turn it into text first")
    return plain(value, place, depth)


def _same(value: object, _place: str, _depth: int) -> object:
    return value


def _text(value: str, place: str, _depth: int = 0) -> str:
    if value.isascii():
        return value
    where = place or _WHOLE
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(where, "the text holds half a character (a lone surrogate)", "type it again") from error
    if not unicodedata.is_normalized("NFC", value):
        why = "the text is not in Unicode's composed form, so what looks equal would differ in bytes"
        raise CanonicalError(where, why, "normalise it to NFC where it is received")
    return value


def _whole(value: int, place: str, _depth: int) -> int:
    if not -LARGEST <= value <= LARGEST:
        why = "the number is beyond 2**53 - 1, which some readers would round"
        raise CanonicalError(place or _WHOLE, why, "write it as text")
    return value


def _float(value: float, place: str, depth: int) -> int:
    if not math.isfinite(value) or value != int(value):
        why = f"{value!r} is no whole number, and fractions have no one exact form"
        raise CanonicalError(place or _WHOLE, why, "write it as text or in whole units, such as pence")
    return _whole(int(value), place, depth)


def _instant(value: datetime, _place: str, _depth: int) -> str:
    return instant_text(value)


def _list(value: list[object] | tuple[object, ...], place: str, depth: int) -> list[object]:
    _refuse_depth(place, depth)
    return [_plain(each, f"{place}[{index}]", depth + 1) for index, each in enumerate(value)]


def _mapping(value: Mapping[object, object], place: str, depth: int) -> dict[str, object]:
    _refuse_depth(place, depth)
    found: dict[str, object] = {}
    for key, each in sorted(value.items(), key=lambda member: _order(member[0], place)):
        name = str(key)
        found[name] = _plain(each, f"{place}.{name}" if place else name, depth + 1)
    return found


def _order(key: object, place: str) -> bytes:
    """RFC 8785 sorts members by the UTF-16 code units of their names."""
    if not isinstance(key, str):
        raise CanonicalError(place or _WHOLE, f"the member name {key!r} is not a text", "write it as a word")
    return _text(key, place).encode("utf-16-be")


def _refuse_depth(place: str, depth: int) -> None:
    if depth >= DEEPEST:
        raise CanonicalError(place[:80] or _WHOLE, f"it is more than {DEEPEST} levels deep", "write it flatter")


_KINDS: Final[dict[type, Callable[..., object]]] = {
    type(None): _same,
    bool: _same,
    str: _text,
    int: _whole,
    float: _float,
    datetime: _instant,
    dict: _mapping,
    Mapping: _mapping,
    list: _list,
    tuple: _list,
}
