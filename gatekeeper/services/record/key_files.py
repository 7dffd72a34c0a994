"""The signing keys of a council: one file each, which only the program's own account may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from gatekeeper.core.audit import PublicKey, SigningKey
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.files import ONLY_OWNER, read_text, write_new

_END: Final = ".pem"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_FOLDER: Final = 0o700


class KeyFolder:
    """One council's folder of keys: each in PEM (PKCS #8, Ed25519), named by the key's id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, chain: str) -> SigningKey:
        """A new key with the chain's name, kept in a file of its own."""
        key = SigningKey(chain, Ed25519PrivateKey.generate())
        self.folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        text = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
        write_new(self.path(key.public), text, ONLY_OWNER)
        return key

    def holds(self, key: PublicKey) -> bool:
        """Whether there is a file for the private half of a key."""
        return self.path(key).exists()

    def load(self, key: PublicKey) -> SigningKey:
        """The private half of a key. Raises RecordRefused where it is missing, another's, or readable by others."""
        path = self.path(key)
        if not path.exists():
            remedy = "put it back from where it was kept safe, or set GATEKEEPER_KEYS to its folder"
            raise RecordRefused(f"The signing key {path.name}", "it is not in the folder of keys", remedy)
        found = self._read(path, key.name)
        if found.public != key:
            raise RecordRefused(f"The signing key {path.name}", "it is another key than its name says", "put it back")
        return found

    def unpublished(self, chain: str) -> SigningKey:
        """The one key that lies here and was not yet published, or a new one. Raises RecordRefused for several."""
        paths = sorted(self.folder.glob(f"*{_END}"))
        if len(paths) > 1:
            why = f"there are {len(paths)} and the database publishes none of them"
            raise RecordRefused("The signing keys", why, "check that this is the council's database and folder")
        return self._read(paths[0], chain) if paths else self.make(chain)

    def path(self, key: PublicKey) -> Path:
        """Where the private half of a key is kept."""
        return self.folder / f"{key.id.hex()}{_END}"

    def _read(self, path: Path, chain: str) -> SigningKey:
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            why = "others than its owner may read or write it"
            raise RecordRefused(str(path), why, "find out who could have read it, rotate it, and run chmod 600 on it")
        try:
            private = load_pem_private_key(read_text(path).encode("utf-8"), None)
        except (TypeError, ValueError) as error:
            raise RecordRefused(str(path), "it holds no key that can be read", "put it back from a backup") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise RecordRefused(str(path), "it is no Ed25519 key", "put the council's own key there")
        return SigningKey(chain, private)
