"""How a rule that the database enforces is written for SQLite and for PostgreSQL, found again and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from gatekeeper.storage.engine import is_sqlite

PREFIX: Final = "keep_"
"""How the name of each trigger and function begins."""
_REFUSE: Final = f"{PREFIX}refuse"
_FUNCTION: Final = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
SET search_path = {schema}, pg_temp AS $$
BEGIN
  IF ({permitted}) IS NOT TRUE THEN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$"""
_TRIGGERS: Final = text(
    "SELECT t.tgname, c.relname, t.tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND starts_with(t.tgname::text, :prefix)"
    " AND c.relnamespace = current_schema()::regnamespace"
)
_FUNCTIONS: Final = text(
    "SELECT proname FROM pg_proc WHERE starts_with(proname::text, :prefix)"
    " AND pronamespace = current_schema()::regnamespace"
)
_SQLITE_TRIGGERS: Final = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, length(:prefix)) = :prefix"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """That an INSERT, UPDATE or DELETE on a table is refused with these words, but where `permitted` holds.

    `permitted` speaks of OLD and NEW; empty: never. With `may_change` all other columns must stay as they are as well.
    `unless` sets the whole rule aside. `looks_up`: it reads other tables. A rule against DELETE also forbids to empty
    the table at once.
    """

    table: str
    event: str
    words: str
    permitted: str = ""
    may_change: tuple[str, ...] | None = None
    unless: str = ""
    looks_up: bool = False

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table}_{self.event.lower()}"

    def condition(self, columns: list[str], *, sqlite: bool) -> str:
        """The whole condition under which the event is permitted."""
        parts = [self.permitted] if self.permitted else []
        if self.may_change is not None:
            parts += [_same(each, sqlite=sqlite) for each in columns if each not in self.may_change]
        both = " AND ".join(f"({each})" for each in parts) or "1 = 0"
        return f"({self.unless}) OR ({both})" if self.unless else both


def defined(connection: Connection, rule: Rule, columns: list[str]) -> dict[str, list[str]]:
    """The lines of SQL that put a rule in force, by the names of the triggers that they make."""
    condition = rule.condition(columns, sqlite=is_sqlite(connection))
    if is_sqlite(connection):
        return {rule.name: [_sqlite(rule, condition)]}
    schema = str(connection.scalar(text("SELECT quote_ident(current_schema())")))
    return _postgresql(rule, condition, schema)


def removal(connection: Connection) -> list[str]:
    """The lines of SQL that take every rule out of force."""
    prefix = {"prefix": PREFIX}
    if is_sqlite(connection):
        return [f'DROP TRIGGER "{name}"' for name, _ in connection.execute(_SQLITE_TRIGGERS, prefix)]
    triggers = [f'DROP TRIGGER "{name}" ON "{table}"' for name, table, _ in connection.execute(_TRIGGERS, prefix)]
    return triggers + [f'DROP FUNCTION "{name}"()' for (name,) in connection.execute(_FUNCTIONS, prefix)]


def in_force(connection: Connection) -> dict[str, str]:
    """The rules found by name: on SQLite with their SQL, on PostgreSQL with "A" where always enabled."""
    prefix = {"prefix": PREFIX}
    if is_sqlite(connection):
        return {str(name): str(sql) for name, sql in connection.execute(_SQLITE_TRIGGERS, prefix)}
    return {str(name): str(enabled) for name, _, enabled in connection.execute(_TRIGGERS, prefix)}


def _same(column: str, *, sqlite: bool) -> str:
    if sqlite:
        return f'OLD."{column}" IS NEW."{column}"'
    return f'OLD."{column}"::text IS NOT DISTINCT FROM NEW."{column}"::text'


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _sqlite(rule: Rule, condition: str) -> str:
    head = f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW"
    return f"{head} WHEN ({condition}) IS NOT TRUE BEGIN SELECT RAISE(ABORT, {_quoted(rule.words)}); END"


def _postgresql(rule: Rule, condition: str, schema: str) -> dict[str, list[str]]:
    own = rule.name if rule.looks_up else _REFUSE
    body = condition if rule.looks_up else "1 = 0"
    function = _FUNCTION.format(name=own, schema=schema, permitted=body)
    when = "" if rule.looks_up else f"WHEN (({condition}) IS NOT TRUE) "
    row = f"{rule.event} ON {rule.table} FOR EACH ROW {when}EXECUTE FUNCTION {own}"
    lines = {rule.name: [function, *_always(rule.name, row, rule)]}
    if rule.event == "DELETE":
        name = f"{PREFIX}{rule.table}_truncate"
        refuse = _FUNCTION.format(name=_REFUSE, schema=schema, permitted="1 = 0")
        whole = f"TRUNCATE ON {rule.table} FOR EACH STATEMENT EXECUTE FUNCTION {_REFUSE}"
        lines[name] = [refuse, *_always(name, whole, rule)]
    return lines


def _always(name: str, what: str, rule: Rule) -> list[str]:
    """Also in force for a session that plays the part of a replica, which passes ordinary triggers over."""
    create = f"CREATE TRIGGER {name} BEFORE {what}({_quoted(rule.words)})"
    return [create, f"ALTER TABLE {rule.table} ENABLE ALWAYS TRIGGER {name}"]
