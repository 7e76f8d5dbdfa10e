"""How many public events there are where and when, so that a map of a whole city counts no events; and their words."""

from alembic import op

revision = "0181"
down_revision = "0180"

LISTED = "state = 'scheduled' and visibility = 'public' and not over"


def upgrade() -> None:
    """Every listed event is written down as a change; the first folds count them."""
    op.execute(f"""
        alter table events
            add column over boolean not null default false,
            add column words text not null generated always as (event_words(title, place_name, tags)) stored;
        comment on column events.over is 'noticed to have ended, for the indexes of what is on; the clock decides';
        comment on column events.words is 'what it is found by, folded';

        create function keep_over() returns trigger language plpgsql as $$
        begin
            new.over := new.over and new.ends_at <= old.ends_at;
            return new;
        end
        $$;
        create trigger keep_over before update of ends_at on events for each row execute function keep_over();

        create or replace function grams(words text) returns text[]
        language sql immutable parallel safe as $$
            select coalesce(array_agg(distinct gram), '{{}}') from (
                select substr(words, at, n) as gram
                from (values (1), (2), (3)) lengths(n), generate_series(1, length(words) - n + 1) at
            ) parts where gram !~ '\\s'
        $$;
        comment on function grams is 'every run of one, two and three letters, those with a blank left out';
        create function longest_grams(words text) returns text[]
        language sql immutable parallel safe as $$
            select coalesce(array_agg(distinct substr(word, at, n)), '{{}}')
            from (
                select word, least(length(word), 3) as n from regexp_split_to_table(words, '\\s+') word
            ) each, generate_series(1, length(word) - n + 1) at
            where n > 0
        $$;
        comment on function longest_grams is 'of each word the runs of three letters, or the word: few, and rare';

        create function cell_of(shown geography) returns integer
        language sql immutable parallel safe as $$
            select floor((public.st_x(shown::public.geometry) + 180) * 512 / 45)::int * 4096
                 + floor((public.st_y(shown::public.geometry) + 90) * 512 / 45)::int
        $$;
        comment on function cell_of is 'squares of 45/512 degrees: 4096 * column + row';

        create function evening_begins(zone text, now timestamptz) returns timestamptz
        language sql stable parallel safe as $$
            select (date_trunc('day', now at time zone zone - interval '4 hours') + interval '17 hours')
                at time zone zone
        $$;
        create function evening_ends(zone text, now timestamptz) returns timestamptz
        language sql stable parallel safe as $$
            select (date_trunc('day', now at time zone zone - interval '4 hours') + interval '28 hours')
                at time zone zone
        $$;
        comment on function evening_begins is 'five in the afternoon there; until four at night of the evening before';
        comment on function evening_ends is 'four at night there';

        drop index events_map, events_soon, events_words;
        create index events_map on events using gist (shown) where {LISTED};
        create index events_soon on events (starts_at, id) where {LISTED};
        create index events_words on events using gin (grams(words)) where {LISTED};
        create index events_cells on events (cell_of(shown), starts_at, id) where {LISTED};
        create index events_tags on events using gin (tags) where {LISTED};
        create index events_end on events (ends_at) where {LISTED};

        create table event_changes (
            id bigint generated always as identity primary key,
            n smallint not null,
            category text not null,
            zone text not null,
            starts integer not null,
            ends integer not null,
            lon bigint not null,
            lat bigint not null
        );
        comment on table event_changes is 'listed events that came (1) and went (-1), not in event_counts yet';
        comment on column event_changes.starts is 'minutes since 1970, rounded down; ends is rounded up';
        comment on column event_changes.lon is 'millionths of a degree from 180° west; lat: from the south pole';

        create table event_counts (
            level smallint not null,
            category text not null,
            ending boolean not null,
            span smallint not null,
            x integer not null,
            slot integer not null,
            y integer not null,
            zone text not null,
            n bigint not null,
            lon bigint not null,
            lat bigint not null,
            primary key (level, category, ending, span, x, slot, y, zone)
        );
        comment on table event_counts is
            'how many listed events begin (or end) in each slot in each square of 45/2^level degrees, and the sums of '
            'their coordinates, by category and in all (category '''')';
        comment on column event_counts.span is 'minutes in a slot: 1, 60, or 0 for all that have not been dropped';
        create index event_counts_dropped on event_counts (span, slot) where span > 0;

        create table event_counts_from (
            one boolean primary key default true check (one),
            minute integer not null
        );
        comment on table event_counts_from is 'before which minute nothing is counted; whoever counts locks it';
        insert into event_counts_from (minute) values (0);

        create function minute_of(at timestamptz) returns integer
        language sql immutable parallel safe as $$ select floor(extract(epoch from at) / 60)::int $$;
        create function minute_after(at timestamptz) returns integer
        language sql immutable parallel safe as $$ select ceil(extract(epoch from at) / 60)::int $$;
        create function micro_lon(shown geography) returns bigint
        language sql immutable parallel safe as $$ select round((st_x(shown::geometry) + 180) * 1e6)::bigint $$;
        create function micro_lat(shown geography) returns bigint
        language sql immutable parallel safe as $$ select round((st_y(shown::geometry) + 90) * 1e6)::bigint $$;

        create function note_event() returns trigger language plpgsql as $$
        begin
            insert into event_changes (n, category, zone, starts, ends, lon, lat)
            select side.n, (side.event).category, (side.event).time_zone, minute_of((side.event).starts_at),
                   minute_after((side.event).ends_at), micro_lon((side.event).shown), micro_lat((side.event).shown)
            from (values (-1, old), (1, new)) side (n, event)
            where (side.event).state = 'scheduled' and (side.event).visibility = 'public';
            return null;
        end
        $$;
        create trigger event_listed after insert or delete on events for each row execute function note_event();
        create trigger event_changed after update on events for each row
            when (
                (old.state, old.visibility, old.category, old.time_zone, old.starts_at, old.ends_at, old.shown)
                is distinct from
                (new.state, new.visibility, new.category, new.time_zone, new.starts_at, new.ends_at, new.shown)
            )
            execute function note_event();
        insert into event_changes (n, category, zone, starts, ends, lon, lat)
        select 1, category, time_zone, minute_of(starts_at), minute_after(ends_at), micro_lon(shown), micro_lat(shown)
        from events where state = 'scheduled' and visibility = 'public' and ends_at > now() - interval '1 hour';
    """)
