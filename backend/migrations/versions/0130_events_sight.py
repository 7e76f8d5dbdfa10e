"""Who sees an event: drafts, friends' events, invitations; who sees its guests; and what a move asks of them."""

from alembic import op

revision = "0130"
down_revision = "0021"


def upgrade() -> None:
    """`may_see_event` stays the one judge; cards leave out the count of a hidden guest list."""
    op.execute("""
        alter table events
            drop constraint events_visibility_check,
            add constraint events_visibility_check
                check (visibility in ('public', 'unlisted', 'friends', 'invite_only')),
            drop constraint events_state_check,
            add constraint events_state_check check (state in ('draft', 'scheduled', 'cancelled', 'dissolved')),
            add column tentative boolean not null default false,
            add column guest_list text not null default 'all'
                check (guest_list in ('all', 'guests', 'count', 'hidden'));

        alter table rsvps
            add column before jsonb,
            add column confirm_by timestamptz,
            add constraint confirms_what check (confirm_by is null or answer = 'going');
        comment on column rsvps.before is 'time and place as they were answered, if they have changed since';
        comment on column rsvps.confirm_by is 'until when they must say again that they come, or their seat is free';
        create index rsvps_confirm on rsvps (event_id, confirm_by) where confirm_by is not null;

        create table event_invitations (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            inviter_id uuid not null references users on delete cascade,
            created_at timestamptz not null,
            primary key (event_id, user_id)
        );
        create index event_invitations_user on event_invitations (user_id);
        create index event_invitations_inviter on event_invitations (inviter_id);

        create or replace function may_see_event(viewer uuid, event events) returns boolean
        language sql stable parallel safe as $$
            select event.host_id = viewer or (
                event.state <> 'draft' and visible(viewer, event.host_id) and (
                    event.visibility in ('public', 'unlisted')
                    or (event.visibility = 'friends' and exists (
                        select from friendships f where f.user_id = event.host_id and f.friend_id = viewer
                    ))
                    or exists (select from event_invitations i where i.event_id = event.id and i.user_id = viewer)
                    or exists (
                        select from rsvps r where r.event_id = event.id and r.user_id = viewer and r.answer <> 'removed'
                    )
                )
            )
        $$;

        create function shows_guests(viewer uuid, event events) returns boolean
        language sql stable parallel safe as $$
            select event.host_id = viewer or event.guest_list = 'all' or (event.guest_list = 'guests' and exists (
                select from rsvps r
                where r.event_id = event.id and r.user_id = viewer and r.answer in ('going', 'maybe')
            ))
        $$;
        comment on function shows_guests is 'Whether the viewer, who may see the event, is told who comes.';

        create or replace function event_status(event events, now timestamptz) returns text
        language sql stable parallel safe as $$
            select case when event.state <> 'scheduled' then event.state when now < event.starts_at then 'scheduled'
                        when now < event.ends_at then 'ongoing'
                        when now < event.ends_at + interval '24 hours' then 'completed' else 'archived' end
        $$;

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
