"""Until when one may answer, the question whether guests still come, and guests by mail without an account."""

from alembic import op

revision = "0131"
down_revision = "0160"


def upgrade() -> None:
    """A guest by mail takes seats like any other; a mailbox counts once, whatever stands behind its plus sign."""
    op.execute("""
        alter table events
            add column rsvp_by timestamptz,
            add column still_coming smallint check (still_coming between 15 and 2880);
        comment on column events.still_coming is 'minutes before the start at which guests are asked again';

        create table mail_guests (
            id uuid primary key,
            event_id uuid not null references events on delete cascade,
            email text not null check (char_length(email) <= 254),
            mailbox text not null,
            name text not null check (char_length(name) between 1 and 50),
            party smallint not null check (party between 1 and 10),
            locale text not null check (locale in ('en', 'ja')),
            answer text not null default 'asked' check (answer in ('asked', 'going', 'no')),
            created_at timestamptz not null,
            unique (event_id, mailbox)
        );
        create index mail_guests_asked on mail_guests (created_at) where answer = 'asked';
    """)
