"""Everything that a run starts, in the order in which it can start, and ended in the opposite one."""

import json
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from dev import docker, ingress, mail, parts, postgres, process, s3, valkey
from dev.parts import Part
from dev.plan import BUCKET, Plan, generated
from dev.process import LOCALHOST, CannotStart, Running
from migrations import newest


@dataclass
class Stack:
    """The processes of one run."""

    plan: Plan
    embedded: bool
    web: str = "metro"  # or "exported", or "none"
    empty: bool = False  # without places and demo people
    services: list[Running] = field(default_factory=list[Running])
    ours: list[Part] = field(default_factory=list[Part])
    sign_in: str = ""
    providers: bool = False  # with Google, Apple and LINE of its own

    def start(self) -> None:
        """Start everything and return once all of it answers. Raises CannotStart; `stop` is the caller's."""
        with ThreadPoolExecutor(1) as aside:
            web = aside.submit(self._web)  # the slowest to come up, and it needs nobody
            try:
                self._services()
                self._backend()
                web.result()
            except BaseException:
                process.stopping.set()  # whoever still waits for a process gives up
                raise
        self._side_by_side({"ingress": self._ingress})
        self.note()

    def _services(self) -> None:
        (self.plan.folder / "providers.json").unlink(missing_ok=True)
        if self.providers:
            with told("Google, Apple, LINE, a translator and Stripe"):
                self._keep(parts.providers(self.plan))
                self._keep(parts.translator(self.plan))
                self._keep(parts.stripe(self.plan))
        if self.embedded:
            self._side_by_side({"Postgres": self._postgres, "Valkey": self._valkey, "S3": self._s3, "mail": self._mail})
        else:
            with told("services in Docker"):
                docker.up(self.plan)

    def _backend(self) -> None:
        with told("migrations"):
            make_database(self.plan)
            if not _is_migrated(self.plan):  # asked without Alembic, which takes seconds to say so
                parts.once(self.plan, "Migrating the database", "tomoda.cli", "migrate")
        self.ours = parts.backend(self.plan)
        starts: dict[str, Callable[[], None]] = {part.name: part.again for part in self.ours}
        if parts.has("geocoder"):
            starts["geocoder"] = lambda: self._keep(parts.geocoder(self.plan))
        if parts.has("demo") and not self.empty:
            starts["demo data"] = self._demo
        self._side_by_side(starts)

    def _demo(self) -> None:
        self.sign_in = parts.once(self.plan, "Making the demo data", "dev.demo", shown=True)

    def stop(self) -> None:
        """End everything: what is in front first, the databases last."""
        process.stopping.set()
        for part in self.ours:
            if part.running:
                part.running.stop()
        for running in reversed(self.services):
            running.stop()
        process.end_all()
        if not self.embedded:
            docker.stop(self.plan)

    def all(self) -> list[Running]:
        """What runs now."""
        return [*self.services, *(part.running for part in self.ours if part.running)]

    def note(self) -> None:
        """Write down what runs, for programs: `running.json` in the run's folder."""
        running = {one.name: {"pid": one.pid, "port": one.port, "url": one.url} for one in self.all()}
        (self.plan.folder / "running.json").write_text(json.dumps(running, indent=2))

    def _side_by_side(self, starts: dict[str, Callable[[], None]]) -> None:
        with ThreadPoolExecutor(max(1, len(starts))) as pool:
            futures = [pool.submit(_timed, name, start) for name, start in starts.items()]
            faults = [fault for future in futures if (fault := future.exception())]
        if faults:
            raise faults[0]

    def _keep(self, running: Running) -> None:
        self.services.append(running)

    def _postgres(self) -> None:
        self._keep(postgres.start(self.plan.postgres_folder, self.plan.ports.postgres))

    def _valkey(self) -> None:
        self._keep(valkey.start(self.plan.folder, self.plan.ports.valkey))

    def _s3(self) -> None:
        keys = generated(self.plan)
        started = s3.start(
            self.plan.folder,
            self.plan.ports.s3,
            access_key=keys["AWS_ACCESS_KEY_ID"],
            secret_key=keys["AWS_SECRET_ACCESS_KEY"],
            buckets=[BUCKET],
            origins=[self.plan.url, f"http://localhost:{self.plan.ports.web}"],
        )
        self._keep(started)

    def _mail(self) -> None:
        self._keep(mail.start(self.plan.folder, self.plan.ports.smtp, self.plan.ports.mails))

    def _web(self) -> None:
        if self.web != "none":
            with told("web app"):
                self._keep(parts.web(self.plan, exported=self.web == "exported"))

    def _ingress(self) -> None:
        ports = self.plan.ports
        self._keep(ingress.start(self.plan.folder, ports.ingress, api=ports.api, gateway=ports.gateway, web=ports.web))


def _timed(name: str, start: Callable[[], None]) -> None:
    with told(name):
        start()


@contextmanager
def told(name: str) -> Generator[None]:
    """Say when something is done, and how long it took."""
    began = time.monotonic()
    yield
    print(f"  ✓ {name} ({time.monotonic() - began:.1f} s)", flush=True)


def _connect(plan: Plan, database: str) -> psycopg.Connection:
    password = generated(plan)["DB_PASSWORD"]
    where = {"host": LOCALHOST, "port": plan.ports.postgres, "user": "tomoda", "dbname": database}
    return psycopg.connect(**where, password=password, autocommit=True)  # type: ignore[arg-type]


def make_database(plan: Plan) -> None:
    """The database `tomoda`, at the first start. Raises CannotStart where Postgres does not know us."""
    try:
        with _connect(plan, "postgres") as connection:
            if not connection.execute("select 1 from pg_database where datname = 'tomoda'").fetchone():
                connection.execute("create database tomoda")
    except psycopg.OperationalError as fault:
        if "password authentication failed" in str(fault):
            raise CannotStart(
                f"The database in Docker's volume {docker.project(plan)}_postgres has another password than the one in "
                f"{plan.folder}/secrets.json, which was made anew: bring the old file back, or forget the database by "
                "`./task reset`."
            ) from fault
        raise CannotStart(f"Postgres does not let us in: {fault}") from fault


def _is_migrated(plan: Plan) -> bool:
    with _connect(plan, "tomoda") as connection:
        if not connection.execute("select 1 from pg_tables where tablename = 'alembic_version'").fetchone():
            return False
        return {row[0] for row in connection.execute("select version_num from alembic_version")} == newest()
