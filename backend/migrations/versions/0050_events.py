"""Events, who comes, and the function that renders an event for a viewer."""

from alembic import op

revision = "0050"
down_revision = "0070"


def upgrade() -> None:
    """The table itself refuses to be oversold. Whoever may not know the address is shown, and searches by, `shown`."""
    op.execute("""
        create table categories (
            slug text primary key,
            position smallint not null unique
        );
        insert into categories (slug, position) values
            ('food', 1), ('drinks', 2), ('coffee', 3), ('sports', 4), ('outdoors', 5), ('games', 6),
            ('music', 7), ('culture', 8), ('study', 9), ('other', 10);

        create table events (
            id uuid primary key,
            host_id uuid not null references users on delete cascade,
            title text not null check (char_length(title) between 3 and 120),
            description text not null default '' check (char_length(description) <= 4000),
            category text not null references categories,
            place geography(point, 4326) not null,
            shown geography(point, 4326) not null,
            place_name text not null default '' check (char_length(place_name) <= 200),
            address text not null default '' check (char_length(address) <= 300),
            location_id uuid,
            address_for text not null default 'everyone' check (address_for in ('everyone', 'guests')),
            time_zone text not null,
            local_start timestamp not null,
            local_end timestamp not null,
            starts_at timestamptz not null,
            ends_at timestamptz not null,
            seats integer check (seats between 1 and 10000),
            going integer not null default 0 check (going >= 0),
            visibility text not null check (visibility in ('public', 'unlisted')),
            state text not null default 'scheduled' check (state in ('scheduled', 'cancelled')),
            cancel_reason text not null default '' check (char_length(cancel_reason) <= 500),
            version integer not null default 1,
            created_at timestamptz not null,
            updated_at timestamptz not null,
            constraint not_oversold check (seats is null or going <= seats),
            check (ends_at > starts_at),
            check (ends_at <= starts_at + interval '8 days')
        ) with (fillfactor = 80);
        create index events_map on events using gist (shown) where state = 'scheduled' and visibility = 'public';
        create index events_ends on events (ends_at) where state = 'scheduled';
        create index events_host on events (host_id, starts_at);

        create table rsvps (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            answer text not null check (answer in ('going', 'maybe', 'no')),
            answered_at timestamptz not null,
            primary key (event_id, user_id)
        );
        create index rsvps_user on rsvps (user_id, event_id);

        create function may_see_event(viewer uuid, event events) returns boolean
        language sql stable parallel safe as $$
            select event.host_id = viewer or visible(viewer, event.host_id)
        $$;
        comment on function may_see_event is 'Whether the event exists for this viewer, who has its address.';

        create function event_status(event events, now timestamptz) returns text
        language sql immutable parallel safe as $$
            select case when event.state = 'cancelled' then 'cancelled' when now < event.starts_at then 'scheduled'
                        when now < event.ends_at then 'ongoing' else 'completed' end
        $$;

        create function event_card(viewer uuid, event events, now timestamptz) returns json
        language sql stable parallel safe as $$
            select json_build_object(
                'id', event.id, 'title', event.title, 'category', event.category,
                'host', (select person_card(users) from users where users.id = event.host_id),
                'place', json_build_object(
                    'lat', round(st_y(inside.place)::numeric, 6), 'lon', round(st_x(inside.place)::numeric, 6),
                    'name', event.place_name,
                    'address', case when inside.it then event.address else '' end,
                    'exact', inside.it
                ),
                'starts_at', event.starts_at, 'ends_at', event.ends_at, 'time_zone', event.time_zone,
                'local_start', event.local_start, 'local_end', event.local_end,
                'status', event_status(event, now), 'seats', event.seats,
                'going', event.going - (
                    select count(*) from rsvps r join blocks b
                        on (b.blocker_id = viewer and b.blocked_id = r.user_id)
                        or (b.blocked_id = viewer and b.blocker_id = r.user_id)
                    where r.event_id = event.id and r.answer = 'going'
                ),
                'mine', case when event.host_id = viewer then 'host' else inside.answer end,
                'visibility', event.visibility, 'version', event.version
            )
            from (
                select answer, it, (case when it then event.place else event.shown end)::geometry as place
                from (
                    select mine.answer, coalesce(
                        event.address_for = 'everyone' or event.host_id = viewer or mine.answer = 'going', false
                    ) as it
                    from (select 1) one left join rsvps mine on mine.event_id = event.id and mine.user_id = viewer
                ) known
            ) inside
        $$;
        comment on function event_card is 'The event as this viewer may know it; viewer null: as everybody may.';

        alter table rooms add foreign key (event_id) references events on delete cascade;
    """)
