"""API keys, for people's own servers."""

from alembic import op

revision = "0102"
down_revision = "0131"


def upgrade() -> None:
    """Of a key only its hash is kept; `hint` is its end, so that its owner can tell keys apart."""
    op.execute("""
        create table api_keys (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            name text not null check (char_length(name) between 1 and 50),
            hash bytea not null unique,
            hint text not null,
            scopes text[] not null check (cardinality(scopes) > 0),
            created_at timestamptz not null,
            expires_at timestamptz,
            last_used_at timestamptz
        );
        create index api_keys_user on api_keys (user_id);
    """)
