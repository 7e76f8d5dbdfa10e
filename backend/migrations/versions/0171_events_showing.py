"""On the way, late cancelling, who came, and what the people themselves say of it."""

from alembic import op

revision = "0171"
down_revision = "0170"


def upgrade() -> None:
    """A mark belongs to one person alone; nothing in an answer for others is made from it."""
    op.execute("""
        alter table rsvps
            add column way text check (way in ('on_my_way', 'running_late')),
            add column way_minutes smallint check (way_minutes between 1 and 180),
            add column way_at timestamptz,
            add column late_from timestamptz,
            add column attended text check (attended in ('came', 'no_show', 'excused'));
        comment on column rsvps.late_from is 'from when giving up the seat is late, as it was said when they joined';

        create table reliability_marks (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            event_id uuid references events on delete set null,
            kind text not null check (kind in ('late', 'no_show')),
            at timestamptz not null,
            open_seats smallint not null check (open_seats between 1 and 10),
            word text not null default '' check (char_length(word) <= 500),
            contested_at timestamptz,
            unique (event_id, user_id)
        );
        create index reliability_marks_user on reliability_marks (user_id, at);
        comment on column reliability_marks.open_seats is 'of those given up late: how many nobody has taken yet';

        create table event_feedback (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            met boolean not null,
            felt_safe boolean not null,
            words text not null default '' check (char_length(words) <= 1000),
            given_at timestamptz not null,
            primary key (event_id, user_id)
        );
        create index event_feedback_user on event_feedback (user_id);
    """)
