"""Events that repeat, and the rules of time zones that their instants were computed by."""

from alembic import op

revision = "0173"
down_revision = "0172"


def upgrade() -> None:
    """Each occurrence is an event of its own; `occurrence` is what it is called for ever, wherever it is moved."""
    op.execute("""
        create table event_series (
            id uuid primary key,
            host_id uuid not null references users on delete cascade,
            frequency text not null check (frequency in ('daily', 'weekly', 'monthly')),
            every smallint not null check (every between 1 and 4),
            weekdays smallint[] not null default '{}',
            anchor timestamp not null,
            shift interval not null default '0',
            until date not null,
            time_zone text not null,
            made_until timestamp not null,
            created_at timestamptz not null
        );
        create index event_series_host on event_series (host_id);
        comment on column event_series.anchor is 'the first occurrence, on the wall clock of its place';
        comment on column event_series.shift is 'by how much occurrences that are still to be made begin later';

        alter table events
            add column series_id uuid references event_series on delete set null,
            add column occurrence timestamp,
            add column on_its_own boolean not null default false;
        create unique index events_series on events (series_id, occurrence) where series_id is not null;
        comment on column events.occurrence is 'when the series would have it begin, on its wall clock';
        comment on column events.on_its_own is 'changed by itself: changes of the series pass it by';

        create table time_zone_rules (
            version text primary key,
            applied_at timestamptz not null
        );
    """)
