"""A room may do without previews of links."""

from alembic import op

revision = "0164"
down_revision = "0173"


def upgrade() -> None:
    """On, as it was."""
    op.execute("alter table rooms add previews boolean not null default true")
