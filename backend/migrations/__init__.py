"""The database's history: Alembic revisions, plain SQL inside."""
