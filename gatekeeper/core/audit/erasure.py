"""Keeps account, in one bit an entry, of words that were destroyed and of the entries that say so."""

from __future__ import annotations


class Erasures:
    """Which words are gone, and which of those an entry accounts for. Numbers before `start` are not looked at."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._gone = bytearray()
        self._told = bytearray()
        self.count = 0

    def gone(self, number: int) -> None:
        """The words of this entry are no longer there."""
        _set(self._gone, number - self._start)
        self.count += 1

    def tell(self, number: int) -> bool:
        """An entry says that the words of an earlier one were destroyed: whether that is so, as far as is known."""
        place = number - self._start
        if place < 0:
            return True
        _set(self._told, place)
        return place >> 3 < len(self._gone) and bool(self._gone[place >> 3] >> (place & 7) & 1)

    def first_untold(self) -> int | None:
        """The first entry whose words are gone without an entry that says so."""
        untold = int.from_bytes(self._gone, "little") & ~int.from_bytes(self._told, "little")
        return self._start + (untold & -untold).bit_length() - 1 if untold else None


def _set(bits: bytearray, place: int) -> None:
    if place >> 3 >= len(bits):
        bits.extend(bytes((place >> 3) + 1 - len(bits)))
    bits[place >> 3] |= 1 << (place & 7)
