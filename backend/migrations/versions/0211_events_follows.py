"""What people want to hear of: a host, a place, a tag, or words that they looked for."""

from alembic import op

revision = "0211"
down_revision = "0210"


def upgrade() -> None:
    """Of these at least one, all of which an event must meet; the same is followed once."""
    op.execute("""
        create table event_follows (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            name text not null check (char_length(name) <= 80),
            host_id uuid references users on delete cascade check (host_id <> user_id),
            lat double precision,
            lon double precision,
            metres integer check (metres between 100 and 50000),
            tag text check (char_length(tag) between 1 and 30),
            words text check (char_length(words) between 1 and 80),
            category text references categories,
            since timestamptz not null,
            looked_on date,
            check (num_nonnulls(lat, lon, metres) in (0, 3)),
            check (num_nonnulls(host_id, metres, tag, words) > 0)
        );
        create unique index event_follows_once on event_follows (
            user_id, coalesce(host_id, '00000000-0000-0000-0000-000000000000'), coalesce(lat, 0), coalesce(lon, 0),
            coalesce(metres, 0), coalesce(tag, ''), coalesce(words, ''), coalesce(category, '')
        );
        create index event_follows_host on event_follows (host_id) where host_id is not null;
        comment on table event_follows is 'what people want to hear of in the morning; known to nobody else';
    """)
