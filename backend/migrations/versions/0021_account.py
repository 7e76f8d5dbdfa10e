"""Leaving: a session knows when its owner was last certain, exports wait to be fetched, the hidden are found fast."""

from alembic import op

revision = "0021"
down_revision = "0054"


def upgrade() -> None:
    """`confirmed_at` is when the person last showed a password or a code in this session."""
    op.execute("""
        alter table sessions add column confirmed_at timestamptz;
        update sessions set confirmed_at = created_at;
        alter table sessions alter column confirmed_at set not null;

        create index users_hidden on users (state_changed_at) where state <> 'active';

        create table exports (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            state text not null default 'preparing' check (state in ('preparing', 'ready')),
            json bytea,
            html bytea,
            created_at timestamptz not null,
            expires_at timestamptz not null
        );
        create index exports_user on exports (user_id, created_at desc);
        create index exports_expires on exports (expires_at);
    """)
