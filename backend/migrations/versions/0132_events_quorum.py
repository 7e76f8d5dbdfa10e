"""Events that take place only if enough people come."""

from alembic import op

revision = "0132"
down_revision = "0103"


def upgrade() -> None:
    """Decided once: as soon as enough come, or when the time for it is over."""
    op.execute("""
        alter table events
            add column quorum smallint check (quorum between 1 and 1000),
            add column quorum_by timestamptz,
            add column quorum_state text check (quorum_state in ('open', 'on', 'dissolved')),
            add constraint quorum_whole check ((quorum is null) = (quorum_by is null)
                and (quorum is null) = (quorum_state is null)),
            add constraint dissolved_by_quorum
                check ((state = 'dissolved') = (quorum_state is not distinct from 'dissolved'));
        comment on column events.quorum is 'how many must come by quorum_by, or it does not take place';

        create or replace function event_status(event events, now timestamptz) returns text
        language sql stable parallel safe as $$
            select case when event.state <> 'scheduled' then event.state
                        when event.quorum_state = 'open' and now >= least(event.quorum_by, event.starts_at)
                            then 'dissolved'
                        when now < event.starts_at then 'scheduled'
                        when now < event.ends_at then 'ongoing'
                        when now < event.ends_at + interval '24 hours' then 'completed' else 'archived' end
        $$;
    """)
