"""Every failure that is expected of any command: each ends it with one clear message instead of a traceback."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.audit import AuditError
from gatekeeper.core.case import CaseErrors
from gatekeeper.core.deadlines import DeadlineError
from gatekeeper.services import proof, rules
from gatekeeper.services.assess import UnknownCouncil
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.records import RecordError
from gatekeeper.settings import SettingsError

REFUSALS: Final = (
    AuditError,
    CaseErrors,
    DeadlineError,
    RecordError,
    RecordRefused,
    SettingsError,
    UnknownCouncil,
    proof.ProverMissing,
    rules.UnknownRule,
)
