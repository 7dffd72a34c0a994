"""The rules by which one council decides: those of the law and those of the protocol that it has adopted today."""

from __future__ import annotations

from datetime import datetime

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.rules import Rule
from gatekeeper.policy.library import law
from gatekeeper.services.assess import UnknownCouncil, find_pack
from gatekeeper.services.cases.council import pack_name
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.rules import explain_rule
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine


def rules_of(engine: Engine, council_id: str, at: datetime) -> tuple[Rule, ...]:
    """The rules of the law, then those of the council's protocol of that day; none where it is not installed."""
    with reading(engine) as session:
        name = pack_name(Register(session, council_id), local_date(at))
    try:
        loaded = find_pack(name)
    except UnknownCouncil:
        loaded = None
    return (*law().rules, *(loaded.rules if loaded else ()))


def explained(engine: Engine, council_id: str, at: datetime, rule_id: str) -> str:
    """One of these rules in full, in words. Raises NotThere for any other."""
    if rule_id not in {rule.id for rule in rules_of(engine, council_id, at)}:
        raise NotThere
    return explain_rule(rule_id)
