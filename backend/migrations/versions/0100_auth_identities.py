"""Who people are at Google, Apple and LINE."""

from alembic import op

revision = "0100"
down_revision = "0115"


def upgrade() -> None:
    """An identity is its issuer and subject, never its e-mail address."""
    op.execute("""
        create table identities (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            provider text not null,
            issuer text not null,
            subject text not null,
            email text,
            created_at timestamptz not null,
            last_used_at timestamptz not null,
            unique (issuer, subject)
        );
        create index identities_user on identities (user_id);
        comment on column identities.email is 'as the provider verified it, to tell identities apart; it opens nothing';

        create table arrivals (
            issuer text not null,
            subject text not null,
            provider text not null,
            email text,
            email_verified boolean not null,
            name text,
            proof bytea not null unique,
            proved_at timestamptz not null,
            primary key (issuer, subject)
        );
        create index arrivals_proved on arrivals (proved_at);
        comment on table arrivals is 'who was sent by a provider and belongs to nobody yet; kept for a day';
    """)
