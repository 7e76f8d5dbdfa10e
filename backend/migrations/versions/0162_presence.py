"""Who may see whether somebody is there, and what they say of themselves for a while."""

from alembic import op

revision = "0162"
down_revision = "0161"


def upgrade() -> None:
    """Whether somebody is online is known to Valkey alone; here is only what they chose."""
    op.execute("""
        create table presence_settings (
            user_id uuid primary key references users on delete cascade,
            audience text not null default 'friends' check (audience in ('nobody', 'friends', 'event_mates')),
            invisible boolean not null default false,
            busy boolean not null default false,
            status text not null default '' check (char_length(status) <= 80),
            emoji text not null default '' check (char_length(emoji) <= 16),
            status_until timestamptz
        );

        create function event_mates(person uuid, at timestamptz) returns setof uuid
        language sql stable parallel safe as $$
            with mine as materialized (
                select e.id, e.host_id from events e
                where e.state = 'scheduled' and e.ends_at > at and e.starts_at < at + interval '24 hours' and (
                    e.host_id = person
                    or e.id in (select event_id from rsvps where user_id = person and answer = 'going')
                )
            )
            select host_id from mine where host_id <> person
            union
            select r.user_id from mine join rsvps r on r.event_id = mine.id
            where r.answer = 'going' and r.user_id <> person
        $$;
        comment on function event_mates is 'who goes to the same events, of those that are on or begin within a day';

        create function presence_audience(person uuid, at timestamptz) returns setof uuid
        language sql stable parallel safe as $$
            select found.id from (
                select friend_id as id from friendships
                where user_id = person and coalesce(
                    (select audience from presence_settings where user_id = person), 'friends') <> 'nobody'
                union
                select mate from event_mates(person, at) mate
                where (select audience from presence_settings where user_id = person) = 'event_mates'
            ) found
            where visible(found.id, person) and visible(person, found.id)
                and not coalesce((select invisible from presence_settings where user_id = person), false)
        $$;
        comment on function presence_audience is 'the only judge of who learns whether somebody is there';
    """)
