"""Moments: photos at a place, for friends, a list of them or the people of an event, for a day."""

from alembic import op

revision = "0205"
down_revision = "0204"


def upgrade() -> None:
    """One judge of who sees a moment, by the clock it is given."""
    op.execute("""
        create table moments (
            id uuid primary key,
            author_id uuid not null references users on delete cascade,
            body text not null check (char_length(body) <= 280),
            precision text not null check (precision in ('venue', 'area', 'city')),
            lat double precision not null check (lat between -90 and 90),
            lon double precision not null check (lon between -180 and 180),
            place_name text not null check (char_length(place_name) <= 120),
            audience text not null check (audience in ('friends', 'list', 'event', 'mine')),
            list_id uuid references friend_lists on delete set null,
            event_id uuid references events on delete set null,
            album boolean not null default false,
            keep boolean not null default false,
            sensitive boolean not null default false,
            flagged_at timestamptz,
            created_at timestamptz not null,
            publish_at timestamptz not null,
            expires_at timestamptz not null,
            check (publish_at >= created_at and expires_at >= publish_at),
            check (audience <> 'mine' or (keep and list_id is null and event_id is null)),
            check (not album or audience = 'event')
        );
        comment on column moments.lat is 'already as coarse as its precision says: nothing finer was ever stored';
        comment on column moments.album is 'those who came to the event see it as long as the event is kept';
        comment on column moments.keep is 'its author has it after it has expired; nobody else does';
        comment on column moments.flagged_at is 'reported as something that not everybody wants to see, undecided yet';
        create index moments_author on moments (author_id, expires_at);
        create index moments_event on moments (event_id, expires_at) where event_id is not null;
        create index moments_list on moments (list_id) where list_id is not null;
        create index moments_over on moments (expires_at) where audience <> 'mine';
        create index moments_journal on moments (author_id, publish_at desc, id);

        create table moment_photos (
            moment_id uuid not null references moments on delete cascade,
            n smallint not null check (n between 0 and 3),
            author_id uuid not null references users on delete cascade,
            media_id uuid not null references uploads on delete cascade,
            alt text not null default '' check (char_length(alt) <= 300),
            primary key (moment_id, n)
        );
        create index moment_photos_media on moment_photos (media_id);
        create index moment_photos_author on moment_photos (author_id);
        create trigger moment_photos_gone after delete on moment_photos for each row
            execute function forget_media('media_id');

        create table moment_likes (
            moment_id uuid not null references moments on delete cascade,
            user_id uuid not null references users on delete cascade,
            liked_at timestamptz not null,
            primary key (moment_id, user_id)
        );
        create index moment_likes_user on moment_likes (user_id);

        alter table reports drop constraint reports_kind_check;
        alter table reports add constraint reports_kind_check
            check (kind in ('user', 'event', 'message', 'room', 'moment')) not valid;
        alter table reports validate constraint reports_kind_check;
    """)
    op.execute("""
        create function comes_to(person uuid, event uuid) returns boolean
        language sql stable parallel safe as $$
            select exists (select from events e where e.id = event and e.host_id = person)
                or exists (select from event_hosts h where h.event_id = event and h.user_id = person)
                or exists (
                    select from rsvps r
                    where r.event_id = event and r.user_id = person and r.answer in ('going', 'maybe')
                )
        $$;
        comment on function comes_to is 'one of the people of the event: hosts, and who goes or may';

        create function came_to(person uuid, event uuid) returns boolean
        language sql stable parallel safe as $$
            select exists (select from events e where e.id = event and e.host_id = person)
                or exists (select from event_hosts h where h.event_id = event and h.user_id = person)
                or exists (
                    select from rsvps r where r.event_id = event and r.user_id = person and r.answer = 'going'
                        and (r.attended is null or r.attended = 'came' or exists (
                            select from check_ins c where c.event_id = event and c.user_id = person
                        ))
                )
        $$;
        comment on function came_to is 'hosts, and who had a seat, unless a host said that they were not there';

        create function may_see_moment(viewer uuid, moment moments, at timestamptz) returns boolean
        language sql stable parallel safe as $$
            select case when moment.author_id = viewer then
                at < moment.expires_at or moment.keep or (moment.album and moment.event_id is not null)
            else
                moment.publish_at <= at and moment.audience <> 'mine' and visible(viewer, moment.author_id) and (
                    (at < moment.expires_at and case moment.audience
                        when 'friends' then exists (
                            select from friendships f where f.user_id = moment.author_id and f.friend_id = viewer
                        )
                        when 'list' then exists (
                            select from friend_list_people p where p.list_id = moment.list_id and p.friend_id = viewer
                        )
                        when 'event' then
                            comes_to(viewer, moment.event_id) and comes_to(moment.author_id, moment.event_id)
                        else false
                    end)
                    or (
                        moment.album and came_to(viewer, moment.event_id)
                        and came_to(moment.author_id, moment.event_id)
                    )
                ) and not exists (
                    select from moment_photos p join uploads u on u.id = p.media_id
                    where p.moment_id = moment.id and u.state <> 'ready'
                )
            end
        $$;
        comment on function may_see_moment is 'the only judge of who sees a moment, and its photos, at an instant';
    """)
