"""The project's commands in one file that needs nothing but Python: `python3 dev.py help` lists them."""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 11)
OTHER_PYTHONS = ("3.14", "3.13", "3.12", "3.11")
ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PROVIDER_VENV = ROOT / ".venv-provider"
TOOLS_LOCK = ROOT / "tools.lock"
PROVIDER_LOCK = ROOT / "provider.lock"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
STAMP = "gatekeeper-setup"
QUICK_ON_SQLITE = ("-m", "not slow", "-k", "not postgresql")
CLOSEST = tuple(f"tests/{each}" for each in ("auth", "client", "core", "documents", "policies", "storage"))
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
UV_SETTINGS = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
RUBBISH = ("build", "dist", "htmlcov", ".coverage", ".tools", ".venv*", ".*_cache", ".hypothesis")


def setup() -> None:
    """Install the locked packages and gatekeeper itself into .venv, and the demo's sign-in service beside it."""
    prepare(VENV, base_python(), DEVELOPMENT_LOCK)
    prepare(PROVIDER_VENV, base_python(), PROVIDER_LOCK)


def run(*options: str) -> None:
    """Start the whole thing here: a sign-in service, five demo councils, the API and its worker; Ctrl-C stops it."""
    setup()
    os.chdir(ROOT)
    os.execv(program("gatekeeper"), ["gatekeeper", "run", *options])


def tour(council: str = "wexbridge") -> None:
    """Walk one case of a demo council to the end of its ladder, without a server (or name another council)."""
    setup()
    gatekeeper = program("gatekeeper")
    step("load the demo councils", gatekeeper, "demo", "load")
    step(f"walk one case through {council}", gatekeeper, "demo", "walk", council)
    step("verify the record", gatekeeper, "audit", "verify")
    print(f"Look around: {show(gatekeeper)} case list --council {council}. Another protocol: dev.py tour wealdmoor")


def test(*pytest_options: str) -> None:
    """Run every check and every test, as CI does; options go to pytest."""
    setup()
    step("a Chromium for the tests of the pages", program("python"), "-m", "tests.web.browser.program")
    lint()
    types()
    step("every test", program("pytest"), "-n", "2", *pytest_options)


def quick(*pytest_options: str) -> None:
    """Run the tests that are not marked slow; options go to pytest."""
    setup()
    step("quick tests", program("pytest"), "-n", "2", "-m", "not slow", *pytest_options)


def lint() -> None:
    """Check the style of the code and which part may import which."""
    setup()
    step("style", program("ruff"), "check", "--quiet", ".")
    step("layers", program("lint-imports"), "--no-logo")


def types() -> None:
    """Check the types."""
    setup()
    step("types", program("mypy"))


def bench(*options: str) -> None:
    """Measure how fast cases are decided."""
    setup()
    step("measurements", program("python"), "-m", "bench", *options)


def vendor(*accept: str) -> None:
    """Make the pages' style sheet and script again and compare (needs npm); `vendor accept` keeps what comes out."""
    setup()
    step("the pages' style", program("python"), "-m", "gatekeeper.web.vendor.recipe", str(TOOLS / "vendor"), *accept)


def pictures(*names: str) -> None:
    """Take the pictures of docs/pictures again, in a new demo (needs Chromium); names take those alone."""
    setup()
    step("the pictures of the guides", program("python"), "-m", "tests.web.browser.pictures", *names)


def mutants(*options: str) -> None:
    """Spoil each rule in turn and see that a worked case notices."""
    setup()
    step("spoiled rules", program("gatekeeper"), "policies", "mutants", *options)


def crash(times: str = "200") -> None:
    """Kill a writer two hundred times and see that nothing acknowledged is lost."""
    setup()
    os.environ["GATEKEEPER_CRASHES"] = times
    step("crashes", program("pytest"), "-q", "tests/services/crash", "-m", "slow", "--durations=0")


def cases(*options: str) -> None:
    """Decide every worked case that lies beside the rules."""
    setup()
    step("worked cases", program("gatekeeper"), "policies", "cases", *options)


def lock(*uv_options: str) -> None:
    """Pin every package with its hashes; --upgrade takes the newest releases."""
    compile_lock(TOOLS_LOCK, "--group", "pyproject.toml:tools", *uv_options)
    compile_lock(PROVIDER_LOCK, "provider.in", *uv_options)
    compile_lock(RUNTIME_LOCK, "pyproject.toml", *uv_options)
    compile_lock(DEVELOPMENT_LOCK, "pyproject.toml", "--group", "dev", "--constraints", RUNTIME_LOCK.name, *uv_options)


def others(which: str = "newest") -> None:
    """Quick tests, on SQLite, of what leans on Python most, on the newest other one here; `all`: all, on each one."""
    if which not in ("newest", "all"):
        stop(f"test-others takes 'newest' or 'all', not {which!r}.", code=2)
    found = dict(other_pythons())
    print(f"Other Pythons found here: {', '.join(found) or 'none, so nothing to test'}.", flush=True)
    for version in list(found)[: None if which == "all" else 1]:
        prepare(venv := ROOT / f".venv-{version}", found[version], DEVELOPMENT_LOCK)
        some = () if which == "all" else CLOSEST
        step(f"quick tests on Python {version}", program("pytest", venv), "-n", "2", *QUICK_ON_SQLITE, *some)


def clean() -> None:
    """Remove everything that these commands have made."""
    made = [path for pattern in RUBBISH for path in ROOT.glob(pattern)]
    for path in made + [path for path in ROOT.rglob("__pycache__") if not any(map(path.is_relative_to, made))]:
        remove = shutil.rmtree if path.is_dir() else Path.unlink
        remove(path)


def help_() -> None:
    """List these commands."""
    print("python3 dev.py COMMAND (or: make COMMAND)\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<12} {inspect.getdoc(command)}")


COMMANDS: dict[str, Callable[..., None]] = {
    {help_: "help", others: "test-others"}.get(each, each.__name__): each
    for each in (help_, run, tour, test, quick, lint, types, cases, mutants, bench, crash, vendor, pictures, others,
                 setup, lock, clean)
}


def prepare(venv: Path, python: str, lock: Path) -> None:
    """Bring `venv`, an environment of the interpreter `python`, to exactly what `lock` says."""
    python_version = version_of(python)
    wanted = digest(python, python_version or "", str(ROOT), contents(ROOT / "pyproject.toml"), contents(lock))
    stamp = venv / STAMP
    if stamp.is_file() and contents(stamp) == wanted:
        return
    uv = uv_program()
    stamp.unlink(missing_ok=True)
    if python_version is None or version_of(program("python", venv)) != python_version:
        step(f"make {show(venv)}", uv, "venv", "--quiet", "--clear", "--python", python, str(venv))
    into = ("--quiet", "--compile-bytecode", "--python", program("python", venv))
    step(f"install what {lock.name} names", uv, "pip", "sync", *into, "--require-hashes", lock.name)
    if lock == DEVELOPMENT_LOCK:
        step("install gatekeeper", uv, "pip", "install", *into, "--no-deps", "--no-build-isolation", "--editable", ".")
        step("compile it", program("python", venv), "-m", "compileall", "-q", "gatekeeper", "tests", "bench")
    stamp.write_text(wanted, encoding="utf-8")


def uv_program() -> str:
    """Return the path of the pinned uv, installed into .tools when it is not there yet."""
    uv = program("uv", TOOLS)
    wanted = digest(contents(TOOLS_LOCK))
    stamp = TOOLS / STAMP
    if stamp.is_file() and contents(stamp) == wanted and Path(uv).is_file():
        return uv
    require_venv()
    step(f"make {show(TOOLS)}", base_python(), "-m", "venv", "--clear", str(TOOLS))
    pip = (program("python", TOOLS), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    step("install uv", *pip, "--require-hashes", "--requirement", TOOLS_LOCK.name)
    stamp.write_text(wanted, encoding="utf-8")
    return uv


def compile_lock(target: Path, *arguments: str) -> None:
    """Write the lock file `target`: for every system, from the oldest Python on, with hashes, without addresses."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    places = ("--python", base_python(), "--python-version", oldest, "--universal")
    looks = ("--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "python3 dev.py lock")
    output = ("--quiet", "--output-file", target.name)
    step(f"lock {target.name}", uv_program(), "pip", "compile", *arguments, *places, *looks, *output)
    if "://" in contents(target):
        stop(f"{target.name} names an address: take the dependency by name from the index, then lock again.")


def other_pythons() -> Iterator[tuple[str, str]]:
    """Yield (version, path) of each other supported Python that runs here, newest first: on PATH or kept by pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in OTHER_PYTHONS:
        name = f"python{version}"
        kept = sorted(str(path) for path in pyenv.glob(f"{version}.*/bin/{name}"))
        running = [path for path in (shutil.which(name), *kept) if path and version_of(path)]
        if running and version != f"{sys.version_info[0]}.{sys.version_info[1]}":
            yield version, running[0]


def version_of(python: str) -> str | None:
    """Return the full version text of an interpreter, or None where it does not run (a shim, a broken link)."""
    ask = [python, "-c", "import sys; print(sys.version)"]
    try:
        return subprocess.run(ask, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def base_python() -> str:
    """Return the interpreter that runs this file, or, inside an environment, the one that made the environment."""
    return str(getattr(sys, "_base_executable", sys.executable))


def program(name: str, venv: Path = VENV) -> str:
    """Return the path of a program of an environment."""
    return str(venv / PROGRAMS / (f"{name}.exe" if os.name == "nt" else name))


def step(label: str, *command: str) -> None:
    """Print one line, run one program at the top of the project, and end with its exit code where it fails."""
    print(f"==> {label}", flush=True)
    environment = {**UV_SETTINGS, **os.environ}
    try:
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except FileNotFoundError:
        stop(f"{show(command[0])} is missing: run `python3 dev.py clean` and try again.")
    if code != 0:
        stop(f"'{label}' failed: {show(' '.join(command))}", code=code if code > 0 else 128 - code)


def require_python() -> None:
    if sys.version_info[:2] < OLDEST_PYTHON:
        stop(
            f"gatekeeper needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer; this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}. Install a newer one and name it: "
            "python3.11 dev.py COMMAND, or make COMMAND PYTHON=python3.11"
        )


def require_venv() -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        stop(
            f"this Python lacks the modules venv and ensurepip. On Debian or Ubuntu install python{version}-venv; "
            "elsewhere install a complete Python. Then run the same command again."
        )


def show(text: str | Path) -> str:
    return str(text).replace(f"{ROOT}{os.sep}", "")


def contents(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def stop(message: str, code: int = 1) -> NoReturn:
    print(f"dev.py: {message}", file=sys.stderr, flush=True)
    raise SystemExit(code)


def main(arguments: list[str]) -> None:
    require_python()
    name, *options = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        stop(f"there is no command {name!r}; `python3 dev.py help` lists them.", code=2)
    try:
        inspect.signature(command).bind(*options)
    except TypeError as error:
        stop(f"{name}: {error}.", code=2)
    command(*options)


if __name__ == "__main__":
    main(sys.argv[1:])
