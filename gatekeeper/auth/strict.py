"""Reads what a token and a key set are made of, strictly: one spelling for one meaning, bounded in size and depth."""

from __future__ import annotations

import base64
import json
import math
import re
from typing import Final, NoReturn

DEEPEST: Final = 10
_LONGEST_NUMBER: Final = 16
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]+")
_PRINTABLE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?")


class NotStrict(ValueError):
    """A text that is not exactly in the form that is asked for."""


def base64url_bytes(text: str) -> bytes:
    """The bytes of unpadded base64url (RFC 7515 section 2) in its only spelling. Raises NotStrict."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise NotStrict("not unpadded base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii") != text:
        raise NotStrict("another spelling of the same bytes")
    return data


def json_object(data: bytes) -> dict[str, object]:
    """The JSON object in UTF-8: no member twice, no number beyond 16 digits, no depth beyond 10. Raises NotStrict."""
    try:
        value: object = _DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotStrict("not strict JSON in UTF-8") from None
    if not isinstance(value, dict):
        raise NotStrict("not a JSON object")
    _look_through(value)
    return value


def is_name(value: object) -> bool:
    """Whether it is a text of 1 to 255 printable ASCII characters, with no space at either end."""
    return isinstance(value, str) and _PRINTABLE.fullmatch(value) is not None


def _look_through(value: object) -> None:
    """Refuse depth, and half characters (lone surrogates), which no later step could write down."""
    waiting = [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise NotStrict("too deep")
        if isinstance(each, dict):
            waiting += [(inner, depth + 1) for pair in each.items() for inner in pair]
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
        elif isinstance(each, str):
            _refuse_half_characters(each)


def _refuse_half_characters(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotStrict("half a character") from None


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object's members. Names are compared after their escapes are read, so no second spelling hides one."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("a member twice")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise NotStrict("a number too long to be meant")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise NotStrict("a number beyond all bounds")
    return number


def _no_number(word: str) -> NoReturn:
    raise NotStrict(f"{word} is no number of JSON")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
)
