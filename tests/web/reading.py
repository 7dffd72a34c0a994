"""Reads a page in tests as a person without script sees it: its words, links and forms, and what a form would send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

Given = str | Sequence[str]
_UNSEEN = frozenset({"script", "style", "title"})
_WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "time"})


@dataclass
class Control:
    """One named control of a form: what it would send now, and what it could send (None: anything that is typed)."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] | None = None


@dataclass
class Form:
    """A form as it stands on a page. ``buttons`` are (text, name, value)."""

    action: str
    method: str
    multipart: bool
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def filled(self, given: Mapping[str, Given], press: str = "") -> dict[str, list[str]]:
        """What is sent once these fields are filled in. Raises AssertionError for what a browser could not do."""
        sent = {name: list(each.values) for name, each in self.controls.items() if each.values}
        for name, value in given.items():
            own = self._named(name)
            sent[own] = self._chosen(own, [value] if isinstance(value, str) else list(value))
        button = next((each for each in self.buttons if not press or each[0] == press), None)
        assert button or not press, f"the form has no button {press!r}: {[each[0] for each in self.buttons]}"
        return sent | ({button[1]: [button[2]]} if button and button[1] else {})

    def _named(self, name: str) -> str:
        """The name of the control; a part of a date is written ``on_day`` for ``on-day`` where there is no other."""
        dashed = name[: name.rfind("_")] + "-" + name[name.rfind("_") + 1 :] if "_" in name else name
        found = next((each for each in (name, dashed) if each in self.controls), None)
        assert found, f"the form has no field {name!r}, but {sorted(self.controls)}"
        return found

    def _chosen(self, name: str, values: list[str]) -> list[str]:
        choices = self.controls[name].choices
        assert choices is None or set(values) <= set(choices), f"{name!r} offers {choices}, not {values}"
        return values


@dataclass
class Shown:
    """A page as it is shown. ``text`` is its source, ``words`` what is read on it."""

    status: int
    url: str
    headers: httpx.Headers
    text: str
    title: str = ""
    heading: str = ""
    words: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The address of the page on its site, with what is asked of it."""
        return httpx.URL(self.url).raw_path.decode()

    def form(self, to: str | None = None) -> Form:
        """The one form that is sent by POST, or else the only one; or the one whose address ends so.

        The button for signing out, on every page, counts only where it is named.
        """
        actions = [(each, each.action.split("?")[0]) for each in self.forms]
        found = [each for each, action in actions if (action.endswith(to) if to else action != "/sign-out")]
        posts = [each for each in found if each.method == "post"] or found
        said = [(each.action, each.method) for each in found]
        assert len(posts) == 1, f"{self.status} {self.url} “{self.title}” has these forms: {said}"
        return posts[0]

    def link(self, text: str) -> str:
        """Where the link with that text leads. Raises AssertionError where there is none."""
        found = [href for href, words in self.links if words == text]
        assert found, f"{self.url} has no link {text!r}: {[words for _, words in self.links]}"
        return found[0]


def read(answer: httpx.Response) -> Shown:
    """The answer of a page, read."""
    shown = Shown(answer.status_code, str(answer.url), answer.headers, "")
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return shown
    shown.text = answer.text
    _Reader(shown).feed(answer.text)
    shown.words = " ".join(shown.words.split())
    return shown


class _Reader(HTMLParser):
    """Reads the mark-up into what is shown."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._open: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: str | None = None
        self._written = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._space(tag)
        if tag == "form":
            self._shown.forms.append(
                Form(said.get("action", ""), said.get("method", "get").lower(), "multipart" in said.get("enctype", ""))
            )
        elif tag in ("a", "button", "h1", "title", "textarea", *_UNSEEN):
            self._begin(tag, said)
        elif tag == "input":
            self._input(said)
        elif tag == "select":
            self._select = said.get("name", "")
            self._control(self._select, "select").choices = []
        elif tag == "option" and self._select is not None:
            self._offer(self._select, "select", said.get("value", ""), "selected" in said)

    def handle_endtag(self, tag: str) -> None:
        self._space(tag)
        if tag == "select":
            self._select = None
        if self._open and self._open[-1][0] == tag:
            self._end(*self._open.pop())

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1][0] not in _UNSEEN:
            self._shown.words += data
        self._written += data

    def _space(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self._shown.words += " "

    def _begin(self, tag: str, said: dict[str, str]) -> None:
        self._written = ""
        if tag == "button":
            about = f"{said.get('name', '')}\n{said.get('value', '')}\n{said.get('type', 'submit')}"
        else:
            about = said.get("href" if tag == "a" else "name", "")
        self._open.append((tag, about))

    def _end(self, tag: str, about: str) -> None:
        written, words = self._written, " ".join(self._written.split())
        if tag == "a":
            self._shown.links.append((about, words))
        elif tag == "h1":
            self._shown.heading = words
        elif tag == "title" and not self._shown.title:
            self._shown.title = words
        elif tag == "textarea":
            self._control(about, tag).values.append(written.removeprefix("\n"))
        elif tag == "button" and self._shown.forms:
            name, value, kind = about.split("\n")
            if kind == "submit":
                self._shown.forms[-1].buttons.append((words, name, value))

    def _input(self, said: dict[str, str]) -> None:
        kind, name = said.get("type", "text"), said.get("name", "")
        if not name or "disabled" in said:
            return
        if kind in ("radio", "checkbox"):
            self._offer(name, kind, said.get("value", "on"), "checked" in said)
        else:
            self._control(name, kind).values.append(said.get("value", ""))

    def _offer(self, name: str, kind: str, value: str, chosen: bool) -> None:
        control = self._control(name, kind)
        control.choices = [*(control.choices or []), value]
        if chosen:
            control.values.append(value)

    def _control(self, name: str, kind: str) -> Control:
        assert self._shown.forms, f"{self._shown.url}: the field {name!r} stands in no form"
        return self._shown.forms[-1].controls.setdefault(name, Control(kind))
