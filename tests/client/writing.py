"""Writes the client's forms and operations from the description of the API: python -m tests.client.writing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.client.describing import description
from tests.client.types_of import annotation, references

CLIENT: Final = Path(__file__).resolve().parents[2] / "gatekeeper" / "client"
_WIDTH: Final = 120
_MOST_LINES: Final = 220
_HEADERS: Final = {"keyed": "Idempotency-Key", "matched": "If-Match"}
_HEAD: Final = "from __future__ import annotations\n"
Schemas = Mapping[str, Mapping[str, Any]]


@dataclass
class Group:
    """The forms of one module: what the operations under one tag take, or what they give."""

    kind: str
    tag: str
    names: list[str] = field(default_factory=list)
    part: int = 1

    @property
    def module(self) -> str:
        suffix = "" if self.part == 1 else f"_{self.part}"
        return f"{self.kind}.{re.sub(r'[^a-z]+', '_', self.tag.lower())}{suffix}"

    @property
    def base(self) -> str:
        return "Taken" if self.kind == "commands" else "Given"

    @property
    def says(self) -> str:
        did = "take" if self.kind == "commands" else "give"
        return f"What the operations on {self.tag} {did}, as the description of the API says it."


def operations(said: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The method, path and description of each operation."""
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def tag_of(operation: Mapping[str, Any]) -> str:
    return str(next(iter(operation.get("tags", ())), "the service"))


def name_of(method: str, path: str, operation: Mapping[str, Any]) -> str:
    """The name of an operation, in capitals: its function's, without the path that the framework adds."""
    tail = re.sub(r"\W", "_", path) + f"_{method.lower()}"
    return re.sub(r"\W", "_", str(operation["operationId"]).removesuffix(tail)).upper()


def names(said: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """The name of each operation by its method and path; one that two would have says its method too."""
    found: dict[tuple[str, str], str] = {}
    for method, path, operation in operations(said):
        name = name_of(method, path, operation)
        found[method, path] = f"{method}_{name}" if name in found.values() else name
    return found


def taken_by(operation: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The form of an operation's JSON body, None where it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    found: Mapping[str, Any] | None = content.get("application/json", {}).get("schema")
    return found


def given_by(operation: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The form of an operation's JSON answer of success, None where it gives none (a file)."""
    good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    found: Mapping[str, Any] | None = good.get("content", {}).get("application/json", {}).get("schema")
    return found


def _groups(said: Mapping[str, Any]) -> list[Group]:
    """Each form in the first group that reaches it; so a form only ever needs forms of its own or earlier groups."""
    schemas: Schemas = said["components"]["schemas"]
    tags = list(dict.fromkeys(tag_of(operation) for _, _, operation in operations(said)))
    seen: set[str] = set()
    groups = []
    for kind, form in (("commands", taken_by), ("answers", given_by)):
        for tag in tags:
            roots = [form(each) for _, _, each in operations(said) if tag_of(each) == tag]
            wanted = [name for root in roots if root for name in references(root)]
            group = Group(kind, tag, list(_reached(wanted, schemas, seen)))
            groups.append(group)
    return [part for group in groups if group.names for part in _split(group, schemas)]


def _reached(names: list[str], schemas: Schemas, seen: set[str]) -> Iterator[str]:
    """The forms that these need and themselves, what is needed first."""
    for name in names:
        if name not in seen:
            seen.add(name)
            yield from _reached(list(references(schemas[name])), schemas, seen)
            yield name


def _split(group: Group, schemas: Schemas) -> Iterator[Group]:
    """The group in parts that are no longer than a module should be."""
    part, length = Group(group.kind, group.tag), 0
    for name in group.names:
        written = _form(name, schemas[name], group.base).splitlines()
        lines = 2 + sum(1 + (each.count(",") if len(each) > _WIDTH else 0) for each in written)
        if length + lines > _MOST_LINES:
            yield part
            part, length = Group(group.kind, group.tag, part=part.part + 1), 0
        part.names.append(name)
        length += lines
    yield part


def _form(name: str, schema: Mapping[str, Any], base: str) -> str:
    says = schema.get("description") or f"{name}, as the service describes it."
    lines = [f"class {name}({base}):", *_docstring(str(says)), ""]
    required = schema.get("required", ())
    for field_name, field_schema in schema.get("properties", {}).items():
        lines += _field(field_name, field_schema, base, required=field_name in required)
    return "\n".join(lines).rstrip()


def _docstring(says: str) -> list[str]:
    first, *others = says.strip().split("\n")
    wrapped = textwrap.wrap(first, _WIDTH - 10)
    rest = [*wrapped[1:], *others]
    if not rest:
        return [f'    """{first}"""']
    return [f'    """{wrapped[0]}', *(f"    {each}".rstrip() for each in rest), '    """']


def _field(name: str, schema: Mapping[str, Any], base: str, *, required: bool) -> list[str]:
    says = annotation(schema, closed=base == "Taken")
    own = f"{name}_" if name in ("with", "from", "in", "is", "class", "global", "pass") else name
    details = {}
    if not required:
        says, details["default"] = _default(schema, says)
    if own != name:
        details["alias"] = json.dumps(name)
    if description := schema.get("description"):
        details["description"] = _text(" ".join(description.split()))
    if not details:
        return [f"    {own}: {says}"]
    if set(details) == {"default"}:
        return [f"    {own}: {says} = {details['default']}"]
    return _wrapped(f"    {own}: {says} = Field(", [f"{key}={value}" for key, value in details.items()])


def _text(words: str) -> str:
    """A text as it is written in a module, in several lines where it is long."""
    parts = textwrap.wrap(words, 90)
    each = [json.dumps(part + (" " if part is not parts[-1] else ""), ensure_ascii=False) for part in parts]
    return each[0] if len(each) == 1 else f"({' '.join(each)})"


def _default(schema: Mapping[str, Any], says: str) -> tuple[str, str]:
    """The annotation and the default of a member that may be left out."""
    if "default" not in schema:
        return (says if says.endswith("None") else f"{says} | None"), "None"
    default = schema["default"]
    if default is None:
        return (says if says.endswith("None") else f"{says} | None"), "None"
    if "$ref" in schema and default == {}:
        return says, f"{says}()"
    return says, "()" if default == [] else repr(default) if not isinstance(default, str) else json.dumps(default)


def _wrapped(start: str, parts: list[str]) -> list[str]:
    line = f"{start}{', '.join(parts)})"
    if len(line) <= _WIDTH:
        return [line]
    return [start, *(f"        {each}," for each in parts), "    )"]


def _module(group: Group, groups: list[Group], schemas: Schemas) -> str:
    forms = [_form(name, schemas[name], group.base) for name in group.names]
    body = "\n\n\n".join(forms)
    imports = _imports(group, groups, body, {name for each in group.names for name in references(schemas[each])})
    return f'"""{group.says}"""\n\n{_HEAD}\n{imports}\n\n\n{body}\n'


def _imports(group: Group, groups: list[Group], body: str, needed: set[str]) -> str:
    types = " ".join(found[1] for found in re.finditer(r"(?m)^    \w+: ([^=\n]+)", body))
    days = [each for each in ("date", "datetime") if re.search(rf"\b{each}\b", types)]
    typing = [each for each in ("Any", "Literal") if re.search(rf"\b{each}\b", types)]
    standard = [f"from datetime import {', '.join(days)}"] if days else []
    standard += [f"from typing import {', '.join(typing)}"] if typing else []
    own = [f"from gatekeeper.client.operation import {group.base}"]
    for other in groups:
        if other is not group and (names := sorted(set(other.names) & needed)):
            own.append(_import_line(f"gatekeeper.client.{other.module}", names))
    outside = ["from pydantic import Field"] if "Field(" in body else []
    return "\n\n".join("\n".join(part) for part in (standard, outside, sorted(own)) if part)


def _import_line(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    return line if len(line) <= _WIDTH else f"from {module} import (\n" + "".join(f"    {n},\n" for n in names) + ")"


def _operations_module(said: Mapping[str, Any], groups: list[Group]) -> str:
    named = names(said)
    lines = [_operation(named[method, path], method, path, each) for method, path, each in operations(said)]
    used = {name for _, _, each in operations(said) for name in references(given_by(each))}
    own = ["from gatekeeper.client.operation import Operation"]
    for each in groups:
        if wanted := sorted(set(each.names) & used):
            own.append(_import_line(f"gatekeeper.client.{each.module}", wanted))
    says = '"""Every operation of the service, as the description of the API says it."""'
    return f"{says}\n\n{_HEAD}\nfrom typing import Final\n\n{chr(10).join(sorted(own))}\n\n" + "\n".join(lines) + "\n"


def _operation(name: str, method: str, path: str, operation: Mapping[str, Any]) -> str:
    given = given_by(operation)
    says = "bytes" if given is None else annotation(given, closed=False)
    headers = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    parts = [json.dumps(method), json.dumps(path), "dict" if says.startswith("dict") else says]
    parts += [f"{flag}=True" for flag, header in _HEADERS.items() if header in headers]
    parts += [] if operation.get("security") else ["signed=False"]
    return f"{name}: Final = Operation({', '.join(parts)})"


def _package(kind: str, says: str, groups: list[Group]) -> str:
    ours = [each for each in groups if each.kind == kind]
    imports = "\n".join(sorted(_import_line(f"gatekeeper.client.{each.module}", sorted(each.names)) for each in ours))
    every = "".join(f'    "{name}",\n' for name in sorted(name for each in ours for name in each.names))
    return f'"""{says}"""\n\n{_HEAD}\n{imports}\n\n__all__ = [\n{every}]\n'


def modules() -> dict[str, str]:
    """The text of each module by its path in the client's folder."""
    said = description()
    groups = _groups(said)
    schemas: Schemas = said["components"]["schemas"]
    made = {f"{each.module.replace('.', '/')}.py": _module(each, groups, schemas) for each in groups}
    made["operations.py"] = _operations_module(said, groups)
    made["commands/__init__.py"] = _package("commands", "Everything that can be given with a command.", groups)
    made["answers/__init__.py"] = _package("answers", "Everything that the service hands out.", groups)
    return {name: formatted(text) for name, text in made.items()}


def formatted(text: str) -> str:
    """A module as the project lays its code out."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run([ruff, "format", "-"], input=text, cwd=CLIENT, capture_output=True, text=True, check=True)
    return done.stdout


def stored() -> set[str]:
    """The modules that are written by this, by their paths in the client's folder."""
    found = {str(path.relative_to(CLIENT)) for kind in ("commands", "answers") for path in (CLIENT / kind).glob("*.py")}
    return found | {"operations.py"}


def main() -> None:
    """Write them all, and remove those that are no longer there."""
    made = modules()
    for name in stored() - set(made):
        (CLIENT / name).unlink(missing_ok=True)
    for name, text in made.items():
        (CLIENT / name).parent.mkdir(exist_ok=True)
        (CLIENT / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(made)} modules written\n")


if __name__ == "__main__":
    main()
