"""Where people are, as far as they share it: shares, the last point of each, and places that nobody is to learn."""

from alembic import op

revision = "0210"
down_revision = "0209"


def upgrade() -> None:
    """No point is kept but the last one of each share, sealed, and only as exact as that share is."""
    op.execute("""
        create table position_shares (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            audience text not null check (audience in ('person', 'list', 'friends', 'room')),
            person_id uuid references users on delete cascade,
            list_id uuid references friend_lists on delete cascade,
            room_id uuid,
            precision text not null check (precision in ('exact', 'street', 'area', 'city', 'hidden')),
            begun_at timestamptz not null,
            until timestamptz,
            arriving bytea,
            sealed bytea,
            taken_at timestamptz,
            doubtful boolean not null default false,
            check ((audience = 'person') = (person_id is not null)),
            check ((audience = 'list') = (list_id is not null)),
            check ((audience = 'room') = (room_id is not null)),
            check (person_id <> user_id),
            check (until is not null or (precision = 'hidden' and audience = 'person')),
            check (until <= begun_at + interval '3 days'),
            check ((sealed is null) = (taken_at is null)),
            check (precision <> 'hidden' or sealed is null),
            unique nulls not distinct (user_id, person_id, list_id, room_id)
        );
        create index position_shares_person on position_shares (person_id) where person_id is not null;
        create index position_shares_list on position_shares (list_id) where list_id is not null;
        create index position_shares_room on position_shares (room_id) where room_id is not null;
        create index position_shares_until on position_shares (until);
        create index position_shares_taken on position_shares (taken_at) where taken_at is not null;
        comment on table position_shares is 'who may see where somebody is, how exactly, until when: one per audience';
        comment on column position_shares.sealed is 'the last point, encrypted, already made as coarse as the share';
        comment on column position_shares.arriving is 'where the share ends by itself, encrypted';
        comment on column position_shares.room_id is 'people whom chat keeps; see in_circle';

        create table whereabouts (
            user_id uuid primary key references users on delete cascade,
            sealed bytea not null,
            taken_at timestamptz not null,
            doubtful_until timestamptz
        );
        create index whereabouts_taken on whereabouts (taken_at);
        comment on table whereabouts is 'what the next point depends on, encrypted: the squares that somebody is in';

        create table ghosts (
            user_id uuid primary key references users on delete cascade,
            begun_at timestamptz not null,
            until timestamptz,
            everybody boolean not null,
            check (until > begun_at)
        );
        comment on table ghosts is 'whose shares rest: with friends and lists, or with everybody';

        create table private_places (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            sealed bytea not null,
            created_at timestamptz not null
        );
        create index private_places_user on private_places (user_id);
        comment on table private_places is 'home, work: near them others see only a large square; encrypted';

        create function in_circle(circle uuid, person uuid) returns boolean
        language sql stable parallel safe as $$
            select exists (
                select from members m join rooms r on r.id = m.room_id
                where m.room_id = circle and m.user_id = person and m.left_at is null and m.declined_at is null
                    and r.closed_at is null and (r.kind <> 'direct' or r.accepted_at is not null)
            )
        $$;
        comment on function in_circle is 'whether somebody is among people whom a domain above keeps: those of a room';

        create function circle_people(circle uuid) returns setof uuid
        language sql stable parallel safe as $$
            select m.user_id from members m where m.room_id = circle and in_circle(circle, m.user_id)
        $$;
        create function circles_of(person uuid) returns setof uuid
        language sql stable parallel safe as $$
            select m.room_id from members m where m.user_id = person and m.left_at is null
        $$;

        create function rests(share position_shares, at timestamptz) returns boolean
        language sql stable parallel safe as $$
            select exists (
                select from ghosts g
                where g.user_id = share.user_id and (g.until is null or g.until > at)
                    and (g.everybody or share.audience in ('friends', 'list'))
            )
        $$;
        comment on function rests is 'whether a share gets no new points, since its owner is a ghost';

        create function share_reaches(share position_shares, viewer uuid) returns boolean
        language sql stable parallel safe as $$
            select case
                when share.room_id is not null
                    then in_circle(share.room_id, share.user_id) and in_circle(share.room_id, viewer)
                else exists (select from friendships f where f.user_id = share.user_id and f.friend_id = viewer)
                    and (share.person_id is null or share.person_id = viewer)
                    and (share.list_id is null or exists (
                        select from friend_list_people p where p.list_id = share.list_id and p.friend_id = viewer
                    ))
            end
        $$;
        comment on function share_reaches is 'the only judge of whom a share is for; visible is asked besides';
    """)
