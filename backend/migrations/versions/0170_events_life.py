"""What hosts ask and announce, tags and covers, polls, and how long all of it is kept."""

from alembic import op

revision = "0170"
down_revision = "0163"


def upgrade() -> None:
    """Questions and their answers lie with what they belong to, so that they go with it."""
    op.execute("""
        alter table events
            add column tags text[] not null default '{}' check (cardinality(tags) <= 5),
            add column questions jsonb not null default '[]',
            add column cover_id uuid,
            add column cover_alt text not null default '' check (char_length(cover_alt) <= 300),
            add column kept_days smallint not null default 180 check (kept_days between 1 and 180),
            add column late_cancel smallint not null default 120 check (late_cancel between 0 and 2880),
            add constraint cover_described check (cover_id is null or cover_alt <> '');
        comment on column events.kept_days is 'so many days after its end all of it is deleted';
        comment on column events.late_cancel is 'minutes before the start from which cancelling is late';
        create index events_over on events (ends_at);

        alter table rsvps add column answers jsonb not null default '{}';
        comment on column rsvps.answers is 'to the host''s questions, by their ids; for hosts alone';

        create function event_words(title text, place_name text, tags text[]) returns text
        language sql immutable parallel safe as $$
            select public.search_form(title || ' ' || place_name || ' ' || array_to_string(tags, ' '))
        $$;
        drop index events_words;
        create index events_words on events using gin (grams(event_words(title, place_name, tags)))
            where state = 'scheduled' and visibility = 'public';

        create table event_announcements (
            event_id uuid not null references events on delete cascade,
            id uuid not null,
            author_id uuid not null references users on delete cascade,
            body text not null check (char_length(body) between 1 and 1000),
            created_at timestamptz not null,
            primary key (event_id, id)
        );
        create index event_announcements_author on event_announcements (author_id);

        create table event_polls (
            event_id uuid not null references events on delete cascade,
            id uuid not null unique,
            author_id uuid not null references users on delete cascade,
            about text not null check (about in ('time', 'place')),
            question text not null check (char_length(question) between 1 and 200),
            options jsonb not null,
            closes_at timestamptz,
            closed_at timestamptz,
            created_at timestamptz not null,
            primary key (event_id, id)
        );
        create index event_polls_author on event_polls (author_id);
        create table poll_votes (
            poll_id uuid not null references event_polls (id) on delete cascade,
            user_id uuid not null references users on delete cascade,
            option_id uuid not null,
            primary key (poll_id, user_id, option_id)
        );
        create index poll_votes_user on poll_votes (user_id);
    """)
