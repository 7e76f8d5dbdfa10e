"""Events right now, for whoever is near; codes at the door; being there by where one is."""

from alembic import op

revision = "0200"
down_revision = "0199"


def upgrade() -> None:
    """What is right now is in no count: it is found near by, and there each by itself."""
    op.execute("""
        alter table events
            add column right_now boolean not null default false,
            add column access_code text check (char_length(access_code) between 4 and 32);
        comment on column events.right_now is 'found only by friends of its host, and near by';
        comment on column events.access_code is 'what whoever is not invited must know to come';

        create or replace function note_event() returns trigger
        language plpgsql as $$
        begin
            insert into event_changes (n, category, zone, starts, ends, lon, lat)
            select side.n, (side.event).category, (side.event).time_zone, minute_of((side.event).starts_at),
                   minute_after((side.event).ends_at), micro_lon((side.event).shown), micro_lat((side.event).shown)
            from (values (-1, old), (1, new)) side (n, event)
            where (side.event).state = 'scheduled' and (side.event).visibility = 'public'
                and not (side.event).right_now;
            return null;
        end
        $$;

        alter table check_ins add column near boolean not null default false;
        comment on column check_ins.near is 'they said where they are; a host may know better';
    """)
