"""Deposits: what an event asks for, what was paid for it and what became of it, and whose account may keep it."""

from alembic import op

revision = "0209"
down_revision = "0208"


def upgrade() -> None:
    """A payment outlives the people and the event that it names: the law wants it for years, and only it."""
    op.execute("""
        alter table events
            add column deposit_amount integer check (deposit_amount > 0),
            add column deposit_currency text check (deposit_currency ~ '^[a-z]{3}$'),
            add constraint deposit_whole check ((deposit_amount is null) = (deposit_currency is null)),
            add constraint deposit_for_one_seat_each
                check (deposit_amount is null or (seats is not null and plus_max = 0 and kept_days >= 7));

        create table payout_accounts (
            user_id uuid primary key references users on delete cascade,
            account text not null unique,
            ready boolean not null default false,
            created_at timestamptz not null
        );

        create table payments (
            id uuid primary key,
            event_id uuid references events on delete set null,
            user_id uuid references users on delete set null,
            host_id uuid references users on delete set null,
            account text not null,
            amount integer not null check (amount > 0),
            currency text not null check (currency ~ '^[a-z]{3}$'),
            state text not null check (state in ('open', 'lapsed', 'paid', 'returning', 'returned', 'kept')),
            reason text check (reason in (
                'in_time', 'attended', 'no_seat', 'off', 'host', 'judged', 'erased', 'late', 'no_show'
            )),
            held boolean not null,
            hold_until timestamptz not null,
            made_at timestamptz not null,
            paid_at timestamptz,
            ended_at timestamptz,
            checkout text unique,
            checkout_url text,
            intent text,
            receipt_url text,
            refund text,
            tries smallint not null default 0,
            constraint paid_by_what check (state in ('open', 'lapsed') or (paid_at is not null and intent is not null)),
            constraint ended_when check (state in ('open', 'paid', 'returning') or ended_at is not null),
            constraint ended_why check (state in ('open', 'lapsed', 'paid') or reason is not null)
        );
        comment on column payments.held is 'whether the seat is held for paying alone, not offered in the queue';
        comment on column payments.tries is 'how often giving it back has failed';
        create unique index payments_one_each on payments (event_id, user_id) where state in ('open', 'paid');
        create index payments_unfinished on payments (state, hold_until) where state in ('open', 'paid', 'returning');
        create index payments_event on payments (event_id) where event_id is not null;
        create index payments_user on payments (user_id, id) where user_id is not null;
        create index payments_host on payments (host_id) where host_id is not null;
        create index payments_ended on payments (ended_at) where ended_at is not null;

        create table stripe_events (
            id text primary key,
            received_at timestamptz not null
        );
        create index stripe_events_received on stripe_events (received_at);
    """)
