"""A mark that somebody outside checked who a person is: which kind, when, until when, and nothing of who they are."""

from alembic import op

revision = "0215"
down_revision = "0214"


def upgrade() -> None:
    """One for each person, and one person for each identity, which is kept as a keyed hash alone."""
    op.execute("""
        alter table users add column verified_for audience not null default 'everyone';

        create table verifications (
            user_id uuid primary key references users on delete cascade,
            kind text not null check (kind in ('id', 'selfie', 'strong')),
            verified_at timestamptz not null,
            expires_at timestamptz not null,
            mark bytea not null unique check (length(mark) = 32),
            revoked_at timestamptz,
            check (expires_at > verified_at)
        );
        create index verifications_expires on verifications (expires_at);
        comment on column verifications.mark is
            'HMAC of issuer and subject: the same identity marks one account; nobody can be read from it';
        comment on column verifications.revoked_at is 'taken away by staff; the row keeps it from being got again';
    """)
