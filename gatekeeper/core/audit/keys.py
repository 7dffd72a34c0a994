"""The keys that sign checkpoints, and the published list that says which key may sign for which part of the record."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gatekeeper.core.audit.errors import PublishedKeyError

FORMAT: Final = "gatekeeper-keys/1"
_ED25519: Final = b"\x01"
_RAW_SIZE: Final = 32
_KEY: Final = "a published key"
_LIST: Final = "the list of published keys"
_REMEDY: Final = "take the council's published list again"


def strict_base64(text: str) -> bytes | None:
    """The bytes of standard base64 with its padding, or None where the text is not their one encoding."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode("ascii") == text else None


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key under its name, in the forms of C2SP signed-note. Raises PublishedKeyError.

    Its text form is ``name+id+base64``: the id is four bytes in hex, the base64 that of 0x01 and the key's 32 bytes.
    """

    name: str
    raw: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(each.isspace() for each in self.name):
            raise PublishedKeyError(_KEY, f"{self.name[:80]!r} cannot name a key", "leave out spaces and plus signs")
        if len(self.raw) != _RAW_SIZE:
            raise PublishedKeyError(_KEY, f"an Ed25519 key has {_RAW_SIZE} bytes, not {len(self.raw)}", _REMEDY)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of name, newline, 0x01 and the key, in hex: what a ``key:rotated`` entry holds."""
        return sha256(self.name.encode("utf-8") + b"\n" + _ED25519 + self.raw).hexdigest()

    @property
    def id(self) -> bytes:
        """The first four bytes of the fingerprint, which stand before each signature."""
        return bytes.fromhex(self.fingerprint[:8])

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.raw).decode('ascii')}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_public_key(text: str) -> PublicKey:
    """The key of a text ``name+id+base64``. Raises PublishedKeyError where a part of it does not fit the others."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    data = strict_base64(encoded)
    if data is None or data[:1] != _ED25519:
        raise PublishedKeyError(_KEY, "it is no Ed25519 key in the form name+id+base64", _REMEDY)
    key = PublicKey(name, data[1:])
    if key.id.hex() != key_id:
        raise PublishedKeyError(_KEY, f"its id is {key.id.hex()}, not {key_id[:16]}", _REMEDY)
    return key


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key under its name, which is the chain's name. It is made and kept outside; nothing here prints it."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> SigningKey:
        """The key of a 32-byte seed (RFC 8032). Raises ValueError for another length."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A public key and the sizes of the record that it may sign, both included; ``to_size`` is None while in use."""

    key: PublicKey
    from_size: int = 0
    to_size: int | None = None

    def __post_init__(self) -> None:
        if self.from_size < 0 or (self.to_size is not None and self.to_size < self.from_size):
            raise PublishedKeyError(_KEY, "it ends before it begins", _REMEDY)

    def may_sign(self, size: int) -> bool:
        """Whether the key was in use when the record held so many entries."""
        return self.from_size <= size and (self.to_size is None or size <= self.to_size)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Every key that ever signed for one chain. Raises PublishedKeyError where one bears another chain's name."""

    chain: str
    keys: tuple[PublishedKey, ...]

    def __post_init__(self) -> None:
        if not self.keys:
            raise PublishedKeyError(_LIST, "it holds no key", _REMEDY)
        if any(each.key.name != self.chain for each in self.keys):
            raise PublishedKeyError(_LIST, f"a key in it does not bear the name {self.chain}", _REMEDY)

    def as_data(self) -> dict[str, object]:
        """The published list as JSON's types."""
        listed = [{"key": str(k.key), "from_size": k.from_size, "to_size": k.to_size} for k in self.keys]
        return {"format": FORMAT, "chain": self.chain, "keys": listed}


def read_keys(data: object) -> KeyRing:
    """The published list of keys. Raises PublishedKeyError where it is not of its form."""
    if not isinstance(data, dict) or data.keys() != {"format", "chain", "keys"} or data["format"] != FORMAT:
        raise PublishedKeyError(_LIST, f"it has not the members of {FORMAT}", _REMEDY)
    if not isinstance(data["chain"], str) or not isinstance(data["keys"], list):
        raise PublishedKeyError(_LIST, "its chain is no text or its keys are no list", _REMEDY)
    return KeyRing(data["chain"], tuple(_published(each) for each in data["keys"]))


def _published(item: object) -> PublishedKey:
    if not isinstance(item, Mapping) or item.keys() != {"key", "from_size", "to_size"}:
        raise PublishedKeyError(_LIST, "a key in it has not the members key, from_size, to_size", _REMEDY)
    key, from_size, to_size = item["key"], item["from_size"], item["to_size"]
    if not isinstance(key, str) or type(from_size) is not int or not (to_size is None or type(to_size) is int):
        raise PublishedKeyError(_LIST, "a key in it is no text or its sizes are no whole numbers", _REMEDY)
    return PublishedKey(read_public_key(key), from_size, to_size)
