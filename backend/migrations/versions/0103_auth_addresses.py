"""Another e-mail address, confirmed at both ends, and the way back."""

from alembic import op

revision = "0103"
down_revision = "0117"


def upgrade() -> None:
    """A code has a purpose: one that lets somebody in changes nothing else."""
    op.execute("""
        alter table codes add column purpose text not null default 'enter'
            check (purpose in ('enter', 'password', 'address_before', 'address_after'));

        create table address_changes (
            user_id uuid primary key references users on delete cascade,
            email text not null,
            created_at timestamptz not null,
            expires_at timestamptz not null
        );
        comment on table address_changes is 'the address that somebody wants to have, until both ends have confirmed';

        create table address_undos (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            email text not null,
            hash bytea unique,
            changed_at timestamptz not null,
            expires_at timestamptz not null
        );
        create index address_undos_user on address_undos (user_id);
        comment on column address_undos.email is 'the address before the change, to which the link went';
    """)
