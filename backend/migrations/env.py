"""Runs the migrations, one transaction each; a lock that takes over four seconds fails rather than queues everybody."""

from alembic import context
from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

from migrations import Where

LOCK_TIMEOUT = "4s"


def run(where: Where) -> None:
    """Bring the database to the revision that was asked for."""
    url = URL.create(
        "postgresql+psycopg",
        username=where["user"],
        password=where["password"] or None,
        host=where["host"],
        port=where["port"],
        database=where["name"],
    )
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run(context.config.attributes["database"])
