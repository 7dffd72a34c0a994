"""Loads the register from a folder of CSV files, such as a council exports from the systems that it has."""

from __future__ import annotations

from gatekeeper.services.importing.importer import import_folder, plan_folder
from gatekeeper.services.importing.problems import ImportErrors, ImportProblem
from gatekeeper.services.importing.report import Changed, ImportReport, Named

__all__ = ["Changed", "ImportErrors", "ImportProblem", "ImportReport", "Named", "import_folder", "plan_folder"]
