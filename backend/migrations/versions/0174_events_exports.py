"""Who has taken the list of an event's guests along, and when."""

from alembic import op

revision = "0174"
down_revision = "0164"


def upgrade() -> None:
    """Guests can ask who has their names outside."""
    op.execute("""
        create table guest_exports (
            id uuid primary key,
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            at timestamptz not null,
            guests integer not null
        );
        create index guest_exports_event on guest_exports (event_id);
        create index guest_exports_user on guest_exports (user_id);
    """)
