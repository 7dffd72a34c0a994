"""The files of documents: the pages that are open to the caller, and a file put to a document by those who keep it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gatekeeper.client import operations
from gatekeeper.client.answers import FileKept, FileShown
from gatekeeper.client.calling import Asked, Calling
from gatekeeper.client.errors import Garbled
from gatekeeper.client.taking import Kind, Outgoing, Taken, taken


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What file is kept of a document, and the ETag that is wanted to put another one there."""

    shown: FileShown
    etag: str


class Files(Calling):
    """Taking and putting files. Each that leaves is entered in the record first."""

    def file(self, asked: Asked, to: Path, *, copies: bool = False) -> Taken:
        """Write the pages of an asked document that are open to the caller now to a new file.

        ``copies``: only the pages of which a copy is hers. Its conditions must have been accepted (``open``). Raises
        FileExistsError where the file is there already.
        """
        sending = self._sending({"asked_id": asked.asked_id}, query={"copies": copies})
        return self._sender.fetch(operations.FILE_OF_ASKED, sending, taken(to, Kind.PDF))

    def library_file(self, document_id: str, to: Path, *, copies: bool = False) -> Taken:
        """The same of a document of the register: the pages that the law opens to her, whether or not she has asked."""
        sending = self._sending({"document_id": document_id}, query={"copies": copies})
        return self._sender.fetch(operations.FILE_OF_LIBRARY, sending, taken(to, Kind.PDF))

    def file_kept(self, document_id: str) -> KeptFile:
        """What file is kept of a document, for whoever may put one to it."""
        found = self._whole(operations.FILE_OF_DOCUMENT, self._sending({"document_id": document_id}))
        if found.etag is None:
            raise Garbled("The file cannot be replaced", "it came without its ETag", "tell whoever runs the service")
        return KeptFile(found.body, found.etag)

    def upload(
        self, document_id: str, path: Path, *, over: KeptFile, passages_fit: bool = False, key: str | None = None
    ) -> FileKept:
        """Put a PDF to a document, in place of what was kept (``file_kept``).

        ``passages_fit``: the pages of the document's passages are right for this file. That must be said where the
        file replaces another and passages have pages of their own, or it is refused.

        Raises Changed where another file is kept by now, NotTaken with what was found in a file that is not taken.
        """
        outgoing = Outgoing(path)
        sending = self._sending(
            {"document_id": document_id},
            key=key,
            query={"passages_fit": "yes" if passages_fit else None},
            match=over.etag,
            headers=outgoing.headers,
            content=outgoing.content,
        )
        done = self._whole(operations.PUT_FILE, sending).body
        if done.sha256 != outgoing.sha256:
            raise Garbled("The file was changed on its way", "its hash is another", "tell whoever runs the service")
        return done
