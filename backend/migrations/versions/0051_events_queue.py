"""Who waits for a seat: parties, the queue, offers with a deadline, and hosts who decide who comes."""

from alembic import op

revision = "0051"
down_revision = "0011"


def upgrade() -> None:
    """An offered seat is as good as taken: the table refuses to give away more than there are, offers included."""
    op.execute("""
        alter table events
            add column offered integer not null default 0 check (offered >= 0),
            add column join_mode text not null default 'open' check (join_mode in ('open', 'approval')),
            add column plus_max smallint not null default 0 check (plus_max between 0 and 9),
            drop constraint not_oversold,
            add constraint not_oversold check (seats is null or going + offered <= seats);
        comment on column events.going is 'seats taken: guests and those whom they bring';
        comment on column events.offered is 'seats held for people to whom they are offered';

        alter table rsvps
            drop constraint rsvps_answer_check,
            add constraint rsvps_answer_check
                check (answer in ('going', 'maybe', 'no', 'pending', 'waitlisted', 'offered', 'removed')),
            add column party smallint not null default 1 check (party between 1 and 10),
            add column queued_at timestamptz,
            add column offered_until timestamptz,
            add constraint waits_since check (answer not in ('waitlisted', 'offered') or queued_at is not null),
            add constraint offered_until_when check ((answer = 'offered') = (offered_until is not null));
        create index rsvps_queue on rsvps (event_id, queued_at, user_id) where answer = 'waitlisted';
        create index rsvps_offers on rsvps (event_id, offered_until) where answer = 'offered';

        create or replace function event_card(viewer uuid, event events, now timestamptz) returns json
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
                    select coalesce(sum(r.party), 0) from rsvps r join blocks b
                        on (b.blocker_id = viewer and b.blocked_id = r.user_id)
                        or (b.blocked_id = viewer and b.blocker_id = r.user_id)
                    where r.event_id = event.id and r.answer = 'going'
                ),
                'full', event.seats is not null and event.going + event.offered >= event.seats,
                'join_mode', event.join_mode, 'plus_max', event.plus_max,
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
    """)
