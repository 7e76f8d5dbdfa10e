"""What calendars were told by mail."""

from alembic import op

revision = "0201"
down_revision = "0200"


def upgrade() -> None:
    """One row per guest; it goes with the event."""
    op.execute("""
        create table calendar_mails (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            told text not null,
            ended boolean not null,
            mailed_at timestamptz not null,
            primary key (event_id, user_id)
        );
        create index calendar_mails_user on calendar_mails (user_id);
        comment on column calendar_mails.told is 'a hash of when and where';
    """)
