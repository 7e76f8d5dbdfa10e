"""Sessions with their refresh tokens, passwords, and codes sent by mail."""

from alembic import op

revision = "0020"
down_revision = "0010"


def upgrade() -> None:
    """Every secret is kept as a hash."""
    op.execute("""
        create table sessions (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            device text not null default '' check (char_length(device) <= 200),
            created_at timestamptz not null,
            last_used_at timestamptz not null,
            closed_at timestamptz,
            closed_code text
        );
        create index sessions_user on sessions (user_id) where closed_at is null;
        create index sessions_closed on sessions (closed_at) where closed_at is not null;

        create table refresh_tokens (
            hash bytea primary key,
            session_id uuid not null references sessions on delete cascade,
            issued_at timestamptz not null,
            expires_at timestamptz not null,
            used_at timestamptz
        );
        create index refresh_tokens_session on refresh_tokens (session_id);
        create index refresh_tokens_expires on refresh_tokens (expires_at);

        create table passwords (
            user_id uuid primary key references users on delete cascade,
            hash text not null,
            changed_at timestamptz not null
        );

        create table codes (
            id uuid primary key,
            email text not null,
            email_folded text not null,
            hash bytea,
            tries smallint not null default 0,
            proof bytea,
            created_at timestamptz not null,
            expires_at timestamptz not null,
            used_at timestamptz
        );
        create index codes_email on codes (email_folded, created_at desc);
        create unique index codes_proof on codes (proof) where proof is not null;
        comment on column codes.proof is 'hash of what proves that a new person has read the mail, until they sign up';
    """)
