"""Keeps the words on the pages of a document's file, to be searched by whoever may read the page."""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.services.fitting import fits
from gatekeeper.services.library.covers import cover_of, in_none
from gatekeeper.storage import tables
from gatekeeper.storage.library_pages import Texts, put_texts
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Transaction


def keep_text(tx: Transaction, document_id: str, sha256: str, texts: Sequence[str]) -> bool:
    """Keep the text of each page (from page 1 on) of the file of that hash, in place of what was kept before.

    False, and nothing is kept, where the register says by now that the document has no such file: another has come in
    its place meanwhile. When a file is replaced or goes, its text goes with it. While the file does not fit the
    register, its words are found by nobody.
    """
    register = Register(tx.session, tx.council_id)
    file = next(iter(register.to_change(tables.StoredFile, document_id=document_id)), None)
    if file is None or file.sha256 != sha256:
        return False
    document = next(iter(register.to_change(tables.Document, thing_id=document_id)), None)
    passages = register.to_change(tables.Passage, document_id=document_id)
    pages = [each.pages for each in sorted(passages, key=lambda each: each.position)] or ["whole"]
    cover = cover_of(pages) if fits(file, document, passages) else in_none
    put_texts(tx.session, tx.council_id, {document_id: Texts(sha256, texts, cover)})
    return True
