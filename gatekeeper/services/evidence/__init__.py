"""Evidence: the register's rows brought into the structure of a case file, each part with where it comes from."""

from __future__ import annotations

from gatekeeper.services.evidence.build import Evidence, Provenance, evidence_for
from gatekeeper.services.evidence.build_documents import ref_of
from gatekeeper.services.evidence.file import file_case

__all__ = ["Evidence", "Provenance", "evidence_for", "file_case", "ref_of"]
