"""Runs the migrations: one transaction each, giving up on a lock after four seconds rather than queueing everybody."""

import os

from alembic import context
from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

LOCK_TIMEOUT = "4s"


def _url() -> URL:
    """Where the database is: the options that `tomoda migrate` passed, or the environment."""
    given = context.config.attributes.get("database") or {}
    return URL.create(
        "postgresql+psycopg",
        username=given.get("user") or os.environ["DB_USER"],
        password=given.get("password") or os.environ.get("DB_PASSWORD") or None,
        host=given.get("host") or os.environ["DB_HOST"],
        port=int(given.get("port") or os.environ.get("DB_PORT", "5432")),
        database=given.get("name") or os.environ["DB_NAME"],
    )


def run() -> None:
    """Bring the database to the newest revision."""
    engine = create_engine(_url(), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
