"""A verifier of receipts and bundles written from docs/record-format.md alone: it shares no code with the program.

Run as a program with a file and a list of published keys; it prints the numbers of the entries that it proved, or
ends with the reason why it does not believe the file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")


class NotBelieved(Exception):
    """Why the file proves nothing."""


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def demand(holds: bool, why: str) -> None:
    if not holds:
        raise NotBelieved(why)


def public_keys(published: dict[str, Any], size: int) -> dict[bytes, Ed25519PublicKey]:
    """The keys that may sign a record of that size, by their ids (section 5)."""
    found = {}
    for each in published["keys"]:
        name, key_id, encoded = each["key"].split("+", 2)
        raw = base64.b64decode(encoded)
        demand(name == published["chain"], "a key bears another chain's name")
        demand(sha256(name.encode() + b"\n" + raw)[:4].hex() == key_id, "a key's id is not that of the key")
        if each["from_size"] <= size and (each["to_size"] is None or size <= each["to_size"]):
            found[bytes.fromhex(key_id)] = Ed25519PublicKey.from_public_bytes(raw[1:])
    return found


def checkpoint(note: str, published: dict[str, Any]) -> tuple[str, int, bytes]:
    """Chain, size and root of a note that a published key signed (section 6)."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    chain, size, root = text.split("\n")[:3]
    demand(chain == published["chain"], "the checkpoint is of another chain")
    keys, signed = public_keys(published, int(size)), 0
    for line in lines.splitlines():
        _, name, encoded = line.split(" ")
        data = base64.b64decode(encoded)
        if name == chain and data[:4] in keys:
            try:
                keys[data[:4]].verify(data[4:], text.encode())
            except InvalidSignature:
                raise NotBelieved("a signature is false") from None
            signed += 1
    demand(signed > 0, "no published key that may sign has signed it")
    return chain, int(size), base64.b64decode(root)


def root_of(leaf: bytes, number: int, size: int, proof: list[bytes]) -> bytes:
    """The root to which a path leads, by RFC 6962's own recursion (section 4)."""
    if size == 1:
        demand(not proof, "the proof is too long")
        return leaf
    demand(bool(proof), "the proof is too short")
    half = 1 << ((size - 1).bit_length() - 1)
    if number < half:
        return sha256(b"\x01" + root_of(leaf, number, half, proof[:-1]) + proof[-1])
    return sha256(b"\x01" + proof[-1] + root_of(leaf, number - half, size - half, proof[:-1]))


def entry(item: dict[str, Any], chain: str, size: int, root: bytes) -> dict[str, Any]:
    """An entry, its place proved and its words opened where they are shown (sections 2, 3 and 7)."""
    body: dict[str, Any] = json.loads(item["entry"])
    again = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    demand(again == item["entry"], "the entry is not in its canonical form")
    demand(body["format"] == "gatekeeper-entry/1" and body["chain"] == chain, "the entry is of another chain")
    demand(bool(INSTANT.fullmatch(body["at"])), "the entry is not dated as it must be")
    leaf = sha256(b"\x00" + item["entry"].encode())
    proof = [bytes.fromhex(each) for each in item["proof"]]
    demand(0 <= body["number"] < size, "the checkpoint does not count the entry")
    demand(root_of(leaf, body["number"], size, proof) == root, "the proof leads to another root")
    words = item["words"]
    if isinstance(words, dict):
        sealed = hmac.digest(bytes.fromhex(words["key"]), words["text"].encode(), "sha256").hex()
        demand(sealed == body["commitment"], "the words are not those that were sealed")
    else:
        demand((words is None) == (body["commitment"] is None), "the words are neither shown nor accounted for")
    return body


def verify(data: dict[str, Any], published: dict[str, Any]) -> list[int]:
    """The numbers of the entries proved by a receipt or a bundle. Raises NotBelieved."""
    chain, size, root = checkpoint(data["checkpoint"], published)
    if data["format"] == "gatekeeper-receipt/1":
        return [entry(data, chain, size, root)["number"]]
    demand(data["format"] == "gatekeeper-bundle/1" and bool(data["entries"]), "it is neither a receipt nor a bundle")
    for digest, text in data["editions"].items():
        demand(sha256(text.encode()).hex() == digest, "an edition is not that of its digest")
    found = [entry(item, chain, size, root) for item in data["entries"]]
    numbers = [each["number"] for each in found]
    demand(numbers == sorted(set(numbers)), "the entries are out of order")
    demand(all(data["subject"] in each["subjects"] for each in found), "an entry is about something else")
    decisions = [each["edition"] for each in found if each["form"] == "decision"]
    demand(set(decisions) <= set(data["editions"]), "the rules of a decision are missing")
    return numbers


def run(file: str, keys: str) -> None:
    """Verify a file and print what it proves."""
    read = [json.loads(Path(each).read_text(encoding="utf-8")) for each in (file, keys)]
    sys.stdout.write(json.dumps(verify(read[0], read[1])))


if __name__ == "__main__":
    run(*sys.argv[1:])
