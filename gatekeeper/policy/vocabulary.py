"""Reads the fact vocabulary from policies/facts, strictly."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from gatekeeper.core.facts import SUBJECTS, SUPPLIERS, Fact, Vocabulary
from gatekeeper.policy.errors import PolicyError

_FIELDS = {"name", "asks", "supplier", "cite", "choices", "changes", "justification"}


def read_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file. Raises PolicyError naming the file where it is missing, empty or malformed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PolicyError(path.name, "the file is missing", "restore it from the release") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(path.name, f"it is not well-formed TOML: {error}", "mend the line named") from error
    if not data:
        raise PolicyError(path.name, "the file is empty", "write its entries or delete the file")
    return data


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read every fact, in the order of the subjects. Raises PolicyError on the first unclear entry."""
    facts: list[Fact] = []
    for subject in SUBJECTS:
        path = folder / f"{subject}.toml"
        data = read_toml(path)
        facts += [_fact(path, subject, entry) for entry in data.get("fact", [])]
        for block in data.get("paragraph_facts", []):
            facts += _paragraph_facts(subject, block, data["paragraph_descriptions"])
    _refuse_doubles(facts)
    return Vocabulary(tuple(facts))


def _fact(path: Path, subject: str, entry: dict[str, Any]) -> Fact:
    place = f"{path.name}: fact {entry.get('name', '?')!r}"
    unknown = set(entry) - _FIELDS
    if unknown:
        raise PolicyError(place, f"unknown field {sorted(unknown)[0]!r}", f"use only {', '.join(sorted(_FIELDS))}")
    for field in ("name", "asks", "supplier", "cite"):
        if not entry.get(field):
            raise PolicyError(place, f"{field} is missing", "every fact has a question, a supplier and a citation")
    if entry["supplier"] not in SUPPLIERS:
        raise PolicyError(place, f"no such supplier {entry['supplier']!r}", f"use one of {', '.join(SUPPLIERS)}")
    return Fact(
        name=entry["name"],
        subject=subject,
        asks=entry["asks"],
        supplier=entry["supplier"],
        cite=entry["cite"],
        choices=tuple(entry.get("choices", ())),
        changes=bool(entry.get("changes", False)),
        justification=bool(entry.get("justification", False)),
    )


def _paragraph_facts(subject: str, block: dict[str, Any], descriptions: dict[str, str]) -> list[Fact]:
    facts: list[Fact] = []
    for number in block["numbers"]:
        words = {"n": number, "description": descriptions[str(number)]}
        claimed, balance = block["cite_claimed"].format(**words), block["cite_balance"]
        facts += [
            Fact(
                f"claimed_para_{number}",
                subject,
                block["claimed"].format(**words),
                "proper_officer",
                claimed,
                changes=True,
            ),
            Fact(
                f"balance_para_{number}",
                subject,
                block["balance"].format(**words),
                "proper_officer",
                balance,
                ("maintain", "equal", "disclose"),
                changes=True,
            ),
            Fact(
                f"confirmed_para_{number}",
                subject,
                block["confirmed"].format(**words),
                "proper_officer",
                balance,
                changes=True,
            ),
        ]
    return facts


def _refuse_doubles(facts: list[Fact]) -> None:
    seen: dict[str, Fact] = {}
    for fact in facts:
        if fact.name in seen:
            raise PolicyError(f"fact {fact.name!r}", "it is written twice", "delete or rename one of the two")
        seen[fact.name] = fact
