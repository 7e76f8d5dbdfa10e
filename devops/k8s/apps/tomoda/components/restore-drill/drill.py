"""Restores the newest backup as a cluster of its own, asks it what it has, and takes it down again.

Prints one line of JSON that says how old the newest archived change was and how long the restore took, and ends with
a fault if the restore did not work: the alert RestoreDrillFailed watches this job.
"""

import asyncio
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import asyncpg

IDENTITY = Path("/var/run/secrets/kubernetes.io/serviceaccount")
NAME = "tomoda-pg-restore"
PATIENCE = 3600  # seconds for the restore
OLDEST = 26 * 3600  # seconds; older than this and backups have stopped


def ask(method: str, path: str, body: bytes | None = None) -> dict:
    """The cluster's API, with the pod's own identity."""
    namespace = (IDENTITY / "namespace").read_text()
    request = urllib.request.Request(
        f"https://kubernetes.default.svc/apis/postgresql.cnpg.io/v1/namespaces/{namespace}/clusters{path}",
        data=body,
        method=method,
        headers={"Authorization": f"Bearer {(IDENTITY / 'token').read_text()}", "Content-Type": "application/json"},
    )
    trust = ssl.create_default_context(cafile=str(IDENTITY / "ca.crt"))
    with urllib.request.urlopen(request, context=trust, timeout=30) as answer:
        return json.load(answer)


def remove() -> None:
    """Take the restored cluster down, if it is there, and wait until it is gone."""
    try:
        ask("DELETE", f"/{NAME}")
        for _ in range(60):
            ask("GET", f"/{NAME}")
            time.sleep(5)
    except urllib.error.HTTPError as fault:
        if fault.code != 404:
            raise
    else:
        sys.exit("the restored cluster does not go away")


def restore() -> float:
    """Create it and wait for it; says how many seconds it took."""
    started = time.monotonic()
    ask("POST", "", Path("/drill/cluster.json").read_bytes())
    while time.monotonic() - started < PATIENCE:
        time.sleep(10)
        if ask("GET", f"/{NAME}").get("status", {}).get("readyInstances") == 1:
            return time.monotonic() - started
    sys.exit(f"not restored within {PATIENCE} seconds")


async def question() -> dict:
    """The schema's revision, how many people there are, and how long ago the last replayed change was."""
    connection = await asyncpg.connect(
        host=f"{NAME}-rw", user=os.environ["DB_USER"], password=os.environ["DB_PASSWORD"], database="tomoda"
    )
    try:
        row = await connection.fetchrow(
            """
            select (select version_num from alembic_version) as revision,
                   (select count(*) from users) as people,
                   extract(epoch from now() - pg_last_committed_xact.timestamp)::float as age
            from (select timestamp from pg_last_committed_xact()) as pg_last_committed_xact
            """
        )
    finally:
        await connection.close()
    return dict(row)


def main() -> None:
    remove()
    try:
        seconds = restore()
        found = asyncio.run(question())
    finally:
        remove()
    print(json.dumps({"message": "restored", "seconds": round(seconds), **found}), flush=True)
    if not found["revision"] or not found["people"]:
        sys.exit("restored, but empty")
    if found["age"] is None or found["age"] > OLDEST:
        sys.exit("restored, but too old: is the archive still written?")


if __name__ == "__main__":
    main()
