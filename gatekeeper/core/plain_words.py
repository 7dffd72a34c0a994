"""The plain words of a text, in the one way in which they are kept, looked for and shown on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_WORD: Final = 64
"""Letters of a word that count; two words that are alike so far are one."""
LONGEST_QUERY: Final = 200
MOST_WORDS: Final = 10
_SHORTEST_BEGINNING: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_AROUND: Final = 90
_SPACE: Final = re.compile(r"\s+")
_ASCII: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that are looked for, all of them on one page. ``beginning``: the last may go on."""

    words: tuple[str, ...]
    beginning: bool

    def holds(self, words: Collection[str]) -> bool:
        """Whether these plain words hold every one that is wanted."""
        *whole, last = self.words
        return all(each in words for each in whole) and any(self._last(last, each) for each in words)

    def meets(self, word: str) -> bool:
        """Whether a plain word is one of those wanted."""
        return word in self.words or self._last(self.words[-1], word)

    def _last(self, last: str, word: str) -> bool:
        return word.startswith(last) if self.beginning else word == last


def wanted(query: str) -> Wanted | None:
    """What a person's words ask for; None where there is no word in them.

    Quotes, operators, wildcards and column names are words or nothing: no text is a language here. What is more than
    ten words or two hundred characters is not looked for.
    """
    found = tuple(dict.fromkeys(_plain_words(query[:LONGEST_QUERY])))[:MOST_WORDS]
    if not found:
        return None
    return Wanted(found, beginning=len(found[-1]) >= _SHORTEST_BEGINNING)


def plain_words(text: str) -> frozenset[str]:
    """Every word of a text, once: small letters and digits without accents."""
    return frozenset(_plain_words(text))


def _plain_words(text: str) -> Iterator[str]:
    return (word for found in _WORD.finditer(text) for word in _folded(found.group()))


def _folded(written: str) -> Iterator[str]:
    """A word as it is written, as the plain words it comes to: usually one."""
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", written).casefold())
    kept = "".join(each for each in parted if not unicodedata.combining(each))
    return (_in_ascii(found)[:LONGEST_WORD] for found in _WORD.findall(kept))


def _in_ascii(word: str) -> str:
    """Letters of other scripts are spelt by their numbers, so that every database divides words alike."""
    if _ASCII.fullmatch(word):
        return word
    return "".join(each if _ASCII.fullmatch(each) else f"u{ord(each):05x}" for each in word)


def snippet(text: str, sought: Wanted) -> str:
    """The words around the first one that is wanted, on one line; the beginning of the text where there is none."""
    hits = (found.span() for found in _WORD.finditer(text) if any(map(sought.meets, _folded(found.group()))))
    first, last = next(hits, (0, 0))
    begins, ends = max(0, first - _AROUND), min(len(text), last + _AROUND)
    shown = _SPACE.sub(" ", text[begins:ends]).strip()
    return f"{'…' if begins else ''}{shown}{'…' if ends < len(text) else ''}"
