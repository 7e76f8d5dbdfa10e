"""Staff, reports with frozen evidence, sanctions, and the log of every act of staff."""

from alembic import op

revision = "0116"
down_revision = "0100"


def upgrade() -> None:
    """The log has no foreign keys and refuses every change: who was erased stays in it as an id and nothing else."""
    op.execute("""
        create table staff (
            user_id uuid primary key references users on delete cascade,
            role text not null check (role in ('moderator', 'admin')),
            added_at timestamptz not null
        );

        create table reports (
            id uuid primary key,
            reporter_id uuid references users on delete set null,
            accused_id uuid references users on delete set null,
            kind text not null check (kind in ('user', 'event', 'message', 'room')),
            target_id uuid not null,
            room_id uuid,
            reason text not null,
            words text not null check (char_length(words) <= 2000),
            urgent boolean not null,
            state text not null default 'open' check (state in ('open', 'closed')),
            outcome text,
            claimed_by uuid references users on delete set null,
            created_at timestamptz not null,
            closed_at timestamptz,
            check ((state = 'closed') = (closed_at is not null)),
            check ((state = 'closed') = (outcome is not null))
        );
        create unique index reports_once on reports (reporter_id, kind, target_id) where state = 'open';
        create index reports_queue on reports (urgent desc, created_at) where state = 'open';
        create index reports_accused on reports (accused_id);

        create table report_evidence (
            report_id uuid primary key references reports on delete cascade,
            seen jsonb not null,
            frozen_at timestamptz not null
        );
        comment on table report_evidence is
            'what the reporter saw, as it was then: neither an edit nor a deletion changes it';

        create table sanctions (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            kind text not null check (kind in ('suspended', 'banned')),
            reason text not null check (char_length(reason) between 1 and 2000),
            report_id uuid references reports on delete set null,
            begun_at timestamptz not null,
            until timestamptz,
            lifted_at timestamptz
        );
        create unique index sanctions_one on sanctions (user_id) where lifted_at is null;

        create table staff_log (
            id uuid primary key,
            staff_id uuid,
            act text not null,
            target_id uuid,
            report_id uuid,
            reason text not null,
            done_at timestamptz not null
        );
        create index staff_log_target on staff_log (target_id);
        create function staff_log_is_for_ever() returns trigger language plpgsql as $$
            begin
                raise exception 'the log of staff is only ever added to';
            end
        $$;
        create trigger staff_log_is_for_ever before update or delete or truncate on staff_log
            for each statement execute function staff_log_is_for_ever();
    """)
