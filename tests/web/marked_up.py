"""Reads mark-up as a browser does: its elements with what they carry, and its texts, whatever space is between."""

from __future__ import annotations

from html.parser import HTMLParser

Piece = tuple[str, ...] | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append((tag, *sorted(f"{name}={' '.join((value or '').split())}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.pieces.append(words)


def pieces(text: str) -> list[Piece]:
    """The elements and texts of the mark-up, in order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.pieces


def elements(text: str, tag: str) -> list[dict[str, str]]:
    """What each element of that tag carries."""
    found = [each for each in pieces(text) if isinstance(each, tuple) and each[0] == tag]
    return [dict(part.split("=", 1) for part in each[1:]) for each in found]


def texts(text: str) -> list[str]:
    """The texts, in order."""
    return [each for each in pieces(text) if isinstance(each, str) and not each.startswith("/")]
