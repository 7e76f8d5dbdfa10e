"""Links that invite, personal calendars, and invitations that strangers send."""

from alembic import op

revision = "0133"
down_revision = "0162"


def upgrade() -> None:
    """Secrets are kept as hashes. An invitation knows the link it came by, so that a whole branch can be undone."""
    op.execute("""
        create table calendar_feeds (
            user_id uuid primary key references users on delete cascade,
            token_hash bytea not null unique,
            created_at timestamptz not null
        );

        create table event_links (
            id uuid primary key,
            event_id uuid not null references events on delete cascade,
            creator_id uuid not null references users on delete cascade,
            token_hash bytea not null unique,
            expires_at timestamptz not null,
            max_uses integer check (max_uses between 1 and 10000),
            uses integer not null default 0,
            revoked_at timestamptz,
            created_at timestamptz not null,
            check (max_uses is null or uses <= max_uses)
        );
        create index event_links_event on event_links (event_id);
        create index event_links_creator on event_links (creator_id);

        alter table events add column guests_invite smallint not null default 0 check (guests_invite between 0 and 50);
        comment on column events.guests_invite is 'how many people each guest may invite by a link';

        alter table event_invitations
            add column link_id uuid references event_links on delete set null,
            add column request boolean not null default false;
        comment on column event_invitations.request is 'from a stranger: shown apart, and not told';
        create index event_invitations_link on event_invitations (link_id);
    """)
