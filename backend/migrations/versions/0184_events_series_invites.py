"""Invitations to a whole series."""

from alembic import op

revision = "0184"
down_revision = "0183"


def upgrade() -> None:
    """They go on to what is made later."""
    op.execute("""
        alter table event_invitations add column whole_series boolean not null default false;
        comment on column event_invitations.whole_series is 'also to what the series has after it';
    """)
