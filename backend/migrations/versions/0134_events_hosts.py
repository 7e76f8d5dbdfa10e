"""Co-hosts, who was there, and words to search events by."""

from alembic import op

revision = "0134"
down_revision = "0118"


def upgrade() -> None:
    """Grams of one and two letters find a word in any script, also one of a single letter, by one index."""
    op.execute("""
        create table event_hosts (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            rights text[] not null check (rights <@ array['edit', 'guests', 'check_in']),
            since timestamptz not null,
            primary key (event_id, user_id)
        );
        create index event_hosts_user on event_hosts (user_id);

        create table check_ins (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            scanned_at timestamptz not null,
            received_at timestamptz not null,
            by_host boolean not null,
            late boolean not null,
            primary key (event_id, user_id)
        );
        create index check_ins_user on check_ins (user_id);
        comment on column check_ins.late is 'reached us over an hour after it was scanned: the host sees that';

        create function search_form(words text) returns text
        language sql immutable parallel safe as $$
            select regexp_replace(normalize(lower(normalize(words, nfkc)), nfkd), '[\\u0300-\\u036f]', '', 'g')
        $$;
        create function grams(words text) returns text[]
        language sql immutable parallel safe as $$
            select coalesce(array_agg(distinct gram), '{}') from (
                select substr(words, i, 1) as gram from generate_series(1, length(words)) i
                union all select substr(words, i, 2) from generate_series(1, length(words) - 1) i
            ) parts where gram !~ '\\s'
        $$;
        comment on function grams is 'every letter and every pair of letters, those with a blank left out';

        create index events_words on events using gin (grams(search_form(title || ' ' || place_name)))
            where state = 'scheduled' and visibility = 'public';
        create index events_soon on events (starts_at, id) where state = 'scheduled' and visibility = 'public';
    """)
