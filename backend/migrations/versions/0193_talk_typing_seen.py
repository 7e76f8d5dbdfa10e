"""People may write without its being shown, and friends may know about when somebody was last here."""

from alembic import op

revision = "0193"
down_revision = "0191"


def upgrade() -> None:
    """Typing is told as it was; of being here no more than the day is kept."""
    op.execute("""
        alter table chat_settings add typing boolean not null default true;

        create table presence_seen (
            user_id uuid primary key references users on delete cascade,
            seen_on date not null
        );
        comment on table presence_seen is 'the last day on which somebody was here and let it be seen';
    """)
