"""What is right now says so on its card."""

from alembic import op

revision = "0206"
down_revision = "0205"


def upgrade() -> None:
    """Whether it is found by friends and near by alone."""
    op.execute("""
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
                'status', event_status(event, now), 'tentative', event.tentative, 'seats', event.seats,
                'going', case when event.guest_list <> 'hidden' or event.host_id = viewer
                              then event.going - hidden.going end,
                'full', event.seats is not null
                        and event.going + event.offered - hidden.going - hidden.offered >= event.seats,
                'join_mode', event.join_mode, 'plus_max', event.plus_max,
                'mine', case when event.host_id = viewer then 'host' else inside.answer end,
                'visibility', event.visibility, 'version', event.version, 'right_now', event.right_now,
                'cover', case when event.cover_id is not null
                              then json_build_object('id', event.cover_id, 'alt', event.cover_alt) end
            )
            from (
                select answer, it, (case when it then event.place else event.shown end)::geometry as place
                from (
                    select mine.answer, coalesce(
                        event.address_for = 'everyone' or event.host_id = viewer or mine.answer = 'going'
                        or exists (select from event_hosts h where h.event_id = event.id and h.user_id = viewer), false
                    ) as it
                    from (select 1) one left join rsvps mine on mine.event_id = event.id and mine.user_id = viewer
                ) known
            ) inside, (
                select coalesce(sum(r.party) filter (where r.answer = 'going'), 0) as going,
                       coalesce(sum(r.party) filter (where r.answer = 'offered'), 0) as offered
                from rsvps r join blocks b
                    on (b.blocker_id = viewer and b.blocked_id = r.user_id)
                    or (b.blocked_id = viewer and b.blocker_id = r.user_id)
                where r.event_id = event.id and r.answer in ('going', 'offered')
            ) hidden
        $$;
    """)
