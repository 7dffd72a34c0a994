"""Every kind of entry that the program makes has its words in the log, and can be looked for there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import gatekeeper
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.record.searching import KINDS
from gatekeeper.web.record_words import kind_words

_KIND = re.compile(r"[a-z_]+:[a-z_]+")
_ENTERS_NOTHING = frozenset({"auth", "policy", "web"})
_NO_KIND = frozenset({"person:system"})
_LIST = "searching.py"


def written() -> set[str]:
    """Every kind of entry that stands in the program, but in the list itself; and those of the steps on a case."""
    root = Path(gatekeeper.__file__).parent
    every = (each for each in root.rglob("*.py") if each.relative_to(root).parts[0] not in _ENTERS_NOTHING)
    files = [each for each in every if each.name != _LIST]
    trees = (ast.parse(each.read_text(encoding="utf-8")) for each in files)
    texts = {each.value for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Constant)}
    kinds = {each for each in texts if isinstance(each, str) and _KIND.fullmatch(each)}
    return kinds - _NO_KIND | {f"request:{each.value}" for each in Action if each is not Action.READ_LOG}


def test_the_log_can_be_searched_by_every_kind_of_entry_that_is_made_and_by_no_other() -> None:
    assert written() == set(KINDS)
    assert len(KINDS) == len(set(KINDS))


def test_every_kind_of_entry_has_words_of_its_own() -> None:
    words = {each: kind_words(each) for each in written()}
    assert not [each for each, said in words.items() if said == each or ":" in said or "_" in said]
    assert len(set(words.values())) == len(words), "two kinds that are told alike cannot be told apart in the list"
