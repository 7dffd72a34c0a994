"""A browser without a window: it fills in the sign-in forms of the real provider, and goes where it is sent."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

import httpx

_INPUT: Final = re.compile(r"<input[^>]*>")
_ATTRIBUTE: Final = re.compile(r'(name|value)="([^"]*)"')
_MOST_STEPS: Final = 12


@dataclass
class Browser:
    """Somebody's browser; it signs in by this name and password wherever it is asked to."""

    name: str
    password: str

    def visit(self, address: str) -> httpx.Response:
        """Go there and on, to where it ends: an answer that is no form to fill in and sends nowhere else."""
        with httpx.Client(trust_env=False) as client:
            answer = client.get(address)
            for _ in range(_MOST_STEPS):
                if answer.is_redirect:
                    answer = client.get(answer.url.join(answer.headers["location"]))
                elif fields := self._filled(answer.text):
                    answer = client.post(answer.url, data=fields)
                else:
                    return answer
        raise AssertionError("the sign-in never ended")

    def sent_to(self, address: str, stop: str) -> str:
        """Go there and on, until it is sent to an address that begins with ``stop``: that address, unvisited."""
        with httpx.Client(trust_env=False) as client:
            answer = client.get(address)
            for _ in range(_MOST_STEPS):
                if answer.is_redirect and answer.headers["location"].startswith(stop):
                    return str(answer.headers["location"])
                if answer.is_redirect:
                    answer = client.get(answer.url.join(answer.headers["location"]))
                elif fields := self._filled(answer.text):
                    answer = client.post(answer.url, data=fields)
                else:
                    break
        raise AssertionError(f"it ended at {answer.status_code} without being sent to {stop}")

    def _filled(self, page: str) -> dict[str, str]:
        found = (dict(_ATTRIBUTE.findall(each)) for each in _INPUT.findall(page))
        fields = {each["name"]: html.unescape(each.get("value", "")) for each in found if "name" in each}
        own = {"login": self.name, "password": self.password}
        return fields | {name: own[name] for name in own if name in fields} if fields.keys() & own.keys() else {}
