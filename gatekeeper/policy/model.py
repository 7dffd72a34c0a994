"""Reads Casbin's model file and refuses one that does not say exactly what both evaluators are built to do."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from gatekeeper.policy.errors import PolicyError

_EXPECTED = {
    ("request_definition", "r"): "question, facts",
    ("policy_definition", "p"): "id, question, when, eft",
    ("policy_effect", "e"): "some(where (p.eft == allow)) && !some(where (p.eft == deny))",
    ("matchers", "m"): (
        "r.question == p.question && (p.eft == 'allow' && known(r.facts, p.when)"
        " || p.eft == 'deny' && might(r.facts, p.when)) && fired(r.facts, p.id)"
    ),
    ("matchers", "m2"): (
        "r.question == p.question && (p.eft == 'allow' && might(r.facts, p.when)"
        " || p.eft == 'deny' && known(r.facts, p.when)) && fired(r.facts, p.id)"
    ),
}


def read_model(path: Path) -> str:
    """Return the model's text. Raises PolicyError if a section, matcher or effect is not the known one."""
    text = path.read_text(encoding="utf-8")
    check_model(path.name, text)
    return text


def check_model(name: str, text: str) -> None:
    """Refuse a model that the compiled evaluator does not mirror: one that differs would be silently wrong."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise PolicyError(name, f"it is not a Casbin model: {error}", "restore it from the release") from error
    found = {(section, key): _squeeze(parser[section][key]) for section in parser.sections() for key in parser[section]}
    for place, expected in _EXPECTED.items():
        if found.get(place) != _squeeze(expected):
            raise PolicyError(
                f"{name} [{place[0]}] {place[1]}",
                "it is not what the evaluators are built for",
                "restore it, or change the compiled evaluator with it",
            )
    extra = set(found) - set(_EXPECTED)
    if extra:
        raise PolicyError(name, f"unknown entry {sorted(extra)[0]}", "Casbin would ignore it; delete it")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
