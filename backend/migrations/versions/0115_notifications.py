"""Notices: what people are told, where it was delivered, what they want to be told, and their devices."""

from alembic import op

revision = "0115"
down_revision = "0130"


def upgrade() -> None:
    """`unique (user_id, kind, fact)` makes a notice come once; what is withdrawn stays until it is forgotten."""
    op.execute("""
        create table notices (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            kind text not null,
            fact text not null,
            topic text not null,
            people uuid[] not null default '{}',
            thing text,
            thing_id uuid,
            body jsonb not null,
            created_at timestamptz not null,
            expires_at timestamptz,
            read_at timestamptz,
            withdrawn_at timestamptz,
            unique (user_id, kind, fact),
            check ((thing is null) = (thing_id is null))
        );
        create index notices_inbox on notices (user_id, id desc) where withdrawn_at is null;
        create index notices_people on notices using gin (people);
        create index notices_thing on notices (thing_id) where withdrawn_at is null;
        create index notices_fact on notices (kind, fact) where withdrawn_at is null;
        create index notices_age on notices (created_at);
        comment on column notices.people is 'whom it is about: it is there only while the receiver may see all of them';
        comment on column notices.thing is 'what else it is about (event, room …): there only while that may be seen';

        create table notice_deliveries (
            notice_id uuid not null references notices on delete cascade,
            channel text not null check (channel in ('mail', 'digest', 'push')),
            target text not null,
            claimed_at timestamptz not null,
            sent_at timestamptz,
            ticket text,
            primary key (notice_id, channel, target)
        );
        create index notice_deliveries_tickets on notice_deliveries (sent_at) where ticket is not null;
        comment on table notice_deliveries is 'written before sending: who retries sends it with the same id';

        create table notice_preferences (
            user_id uuid not null references users on delete cascade,
            topic text not null,
            push boolean not null,
            mail text not null check (mail in ('now', 'digest', 'off')),
            primary key (user_id, topic)
        );

        create table notice_settings (
            user_id uuid primary key references users on delete cascade,
            quiet_from time,
            quiet_until time,
            previews boolean not null default false,
            check ((quiet_from is null) = (quiet_until is null))
        );
        comment on column notice_settings.previews is 'whether a push may say what it is about';

        create table devices (
            session_id uuid primary key,
            user_id uuid not null references users on delete cascade,
            token text not null unique check (char_length(token) <= 200),
            registered_at timestamptz not null
        );
        create index devices_user on devices (user_id);
        comment on table devices is 'where pushes go: one app installation, one account, as long as it is signed in';
    """)
