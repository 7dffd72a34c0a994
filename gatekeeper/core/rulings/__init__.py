"""What a ruling must hold, and which rulings the law forbids. Pure: no file, no clock, no database."""

from __future__ import annotations

from gatekeeper.core.rulings.check import check_rulings
from gatekeeper.core.rulings.findings import Checked, Flag, FlagCode, Stop
from gatekeeper.core.rulings.grounds import GROUNDS, NEVER_LAWFUL, NOTHING_TO_GIVE, Ground, GroundCode, GroundLaw
from gatekeeper.core.rulings.in_hand import Standing
from gatekeeper.core.rulings.proposal import Advice, Need, Proposal
from gatekeeper.core.rulings.relied_on import relied_on
from gatekeeper.core.rulings.requirements import Requirement, requirements
from gatekeeper.core.rulings.stops import STOPS, StopCode, StopLaw
from gatekeeper.core.rulings.words import ENOUGH, FORMS, Form, ImproperKind, Key, Ruling, Sensitivity, document_ruling

__all__ = [
    "ENOUGH",
    "FORMS",
    "GROUNDS",
    "NEVER_LAWFUL",
    "NOTHING_TO_GIVE",
    "STOPS",
    "Advice",
    "Checked",
    "Flag",
    "FlagCode",
    "Form",
    "Ground",
    "GroundCode",
    "GroundLaw",
    "ImproperKind",
    "Key",
    "Need",
    "Proposal",
    "Requirement",
    "Ruling",
    "Sensitivity",
    "Standing",
    "Stop",
    "StopCode",
    "StopLaw",
    "check_rulings",
    "document_ruling",
    "relied_on",
    "requirements",
]
