"""Keeps the words on the pages of a document's file, to be searched by whoever may read the page."""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.services.library.covers import cover_of
from gatekeeper.storage import tables
from gatekeeper.storage.library_pages import Texts, put_texts
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Transaction


def keep_text(tx: Transaction, document_id: str, sha256: str, texts: Sequence[str]) -> bool:
    """Keep the text of each page (from page 1 on) of the file of that hash, in place of what was kept before.

    False, and nothing is kept, where the register says by now that the document has no such file: another has come in
    its place meanwhile. When a file is replaced or goes, its text goes with it.
    """
    register = Register(tx.session, tx.council_id)
    files = register.to_change(tables.StoredFile, document_id=document_id)
    if sha256 not in {each.sha256 for each in files}:
        return False
    passages = register.to_change(tables.Passage, document_id=document_id)
    pages = [each.pages for each in sorted(passages, key=lambda each: each.position)] or ["whole"]
    put_texts(tx.session, tx.council_id, {document_id: Texts(sha256, texts, cover_of(pages))})
    return True
