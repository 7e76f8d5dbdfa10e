"""When far more people want to come than there are seats, an event is for fewer until its host answers."""

from alembic import op

revision = "0212"
down_revision = "0211"


def upgrade() -> None:
    """Whom it was for before, since when, and for how many the host has said that they are welcome."""
    op.execute("""
        alter table events
            add column braked_from text check (braked_from in ('public', 'unlisted')),
            add column braked_at timestamptz,
            add column crowd_welcome integer not null default 0;
    """)
