"""Passkeys: several for each person, each with a name of its own."""

from alembic import op

revision = "0101"
down_revision = "0116"


def upgrade() -> None:
    """What a passkey says is checked with its public key; nothing secret is kept."""
    op.execute("""
        create table passkeys (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            credential_id bytea not null unique,
            public_key bytea not null,
            sign_count bigint not null,
            name text not null check (char_length(name) between 1 and 50),
            backed_up boolean not null,
            created_at timestamptz not null,
            last_used_at timestamptz not null
        );
        create index passkeys_user on passkeys (user_id);
        comment on column passkeys.sign_count is 'must grow, unless the authenticator does not count (always 0)';
    """)
