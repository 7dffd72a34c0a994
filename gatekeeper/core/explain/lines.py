"""Lays text out in lines of readable width, indented under its heading."""

from __future__ import annotations

from textwrap import TextWrapper

WIDTH = 100


def wrapped(text: str, indent: int = 0, mark: str = "") -> list[str]:
    """Break a sentence into lines of at most 100 characters; ``mark`` stands before the first."""
    first = " " * indent + mark
    wrapper = TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False, break_on_hyphens=False
    )
    return wrapper.wrap(text) or [first.rstrip()]


def heading(text: str, line: str = "-") -> list[str]:
    """A heading with a rule under it."""
    return [text, line * min(len(text), WIDTH)]


def listed(names: tuple[str, ...]) -> str:
    """Names joined as in a sentence: *a*, *a and b*, *a, b and c*."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
