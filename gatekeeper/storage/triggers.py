"""What the database itself refuses, whoever asks: changing the record, the register's past, or a withdrawn request.

The rules are written for the tables that stand in the database, so that they can be put back after any migration.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, inspect

from gatekeeper.storage import tables
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.triggers_sql import Rule, defined, in_force, removal

KEPT_FOR_EVER: Final = ("edition", "entry", "entry_subject", "signed_checkpoint", "tree_node")
"""Tables of which no row is ever changed or removed."""
KEPT_OF_CASES: Final = ("act", "stored_decision", "thing")
"""Tables of cases and things of which no row is ever changed or removed."""
_RECORD: Final = "The record is never edited. Enter a new deed that refers to the earlier one."
_REGISTER: Final = "What was recorded is never changed or removed. Mark the row as replaced and add a new one."
_ENDED: Final = ("replaced_at", "replaced_by")
_REPLACED: Final = ("replaced_at",)
_ENDS: Final = "OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL"
_HEAD: Final = "The chain goes on by one entry at a time and is never taken back."
_GOES_ON: Final = "NEW.size = OLD.size + 1 AND (OLD.last_at IS NULL OR NEW.last_at >= OLD.last_at)"
_KEYS: Final = "A published key stays published. Only the size up to which it signs is set, once."
_WORDS: Final = "Words are never changed, and erased only once an entry words:erased accounts for them."
_ACCOUNTED: Final = (
    "EXISTS (SELECT 1 FROM entry_subject s JOIN entry e ON e.council_id = s.council_id AND e.number = s.number"
    " WHERE s.council_id = OLD.council_id AND s.subject = 'entry:' || OLD.number AND e.kind = 'words:erased')"
)
_CASE: Final = "What was asked, done and decided is never changed or removed. Do and enter something new."
_WITHDRAWN: Final = "The request for this document was withdrawn. Nothing more is done on it; make a new request."
_OPEN: Final = "NOT EXISTS (SELECT 1 FROM asked_document a WHERE a.id = NEW.asked_id AND a.status = 'withdrawn')"


def recorded_tables() -> tuple[str, ...]:
    """The tables of which each row is one version of what the register says."""
    return tuple(sorted(str(each.__tablename__) for each in tables.Recorded.__subclasses__()))


def rules() -> list[Rule]:
    """Every rule, whether its table is there or not."""
    found = [Rule(table, event, _RECORD) for table in KEPT_FOR_EVER for event in ("UPDATE", "DELETE")]
    for table in (*recorded_tables(), "determination"):
        found += [Rule(table, "UPDATE", _REGISTER, _ENDS, may_change=_ENDED), Rule(table, "DELETE", _REGISTER)]
    return [*found, *_record_rules(), *_request_rules()]


def _record_rules() -> list[Rule]:
    return [
        Rule("entry_words", "UPDATE", _WORDS),
        Rule("entry_words", "DELETE", _WORDS, _ACCOUNTED, looks_up=True),
        Rule("chain_head", "INSERT", _HEAD, "NEW.size = 0"),
        Rule("chain_head", "UPDATE", _HEAD, _GOES_ON, may_change=("size", "frontier", "last_at", "last_hash")),
        Rule("chain_head", "DELETE", _HEAD),
        Rule("signing_key", "UPDATE", _KEYS, "OLD.to_size IS NULL", may_change=("to_size",)),
        Rule("signing_key", "DELETE", _KEYS),
    ]


def _request_rules() -> list[Rule]:
    still = "OLD.status <> 'withdrawn'"
    kept = [Rule(table, event, _CASE) for table in KEPT_OF_CASES for event in ("UPDATE", "DELETE")]
    return [
        *kept,
        Rule("access_request", "DELETE", _CASE),
        Rule("answer", "UPDATE", _CASE, _ENDS, may_change=_REPLACED),
        Rule("answer", "DELETE", _CASE),
        Rule("asked_document", "UPDATE", _WITHDRAWN, "NEW.due_at IS NULL", may_change=("due_at",), unless=still),
        Rule("asked_document", "DELETE", _CASE),
        Rule("determination", "INSERT", _WITHDRAWN, _OPEN, looks_up=True),
    ]


def install(connection: Connection) -> None:
    """Put every rule in force for the tables that are there, anew where it stood already."""
    remove(connection)
    for lines in _wanted(connection).values():
        for line in lines:
            connection.exec_driver_sql(line)


def remove(connection: Connection) -> None:
    """Take every rule out of force: only while a migration changes the tables, in the same transaction."""
    for line in removal(connection):
        connection.exec_driver_sql(line)


def differences(connection: Connection) -> list[str]:
    """Which rules are not in force as they should be, one sentence each; empty where all are."""
    found, wanted = in_force(connection), _wanted(connection)
    sqlite = is_sqlite(connection)
    missing = [name for name, lines in wanted.items() if found.get(name) != (lines[-1] if sqlite else "A")]
    return [f"The trigger {name} is missing, changed or switched off." for name in missing]


def _wanted(connection: Connection) -> dict[str, list[str]]:
    columns = {
        str(table): [str(each["name"]) for each in listed]
        for (_, table), listed in inspect(connection).get_multi_columns().items()
    }
    found: dict[str, list[str]] = {}
    for rule in rules():
        if rule.table in columns:
            found |= defined(connection, rule, columns[rule.table])
    return found
