"""The library: everything in the register that a councillor may see now as of right."""

from __future__ import annotations
