"""Two people may have a second room, in which everything is sealed for their devices."""

from alembic import op

revision = "0207"
down_revision = "0206"


def upgrade() -> None:
    """The server keeps what is sealed, public keys, and the order in which groups of devices changed."""
    op.execute("""
        alter table rooms
            add column secret boolean not null default false,
            add column epoch bigint,
            add column stale boolean not null default false,
            add column way_in text,
            add constraint rooms_secret check (not secret or kind = 'direct'),
            add constraint rooms_epoch check (epoch is null or secret),
            drop constraint rooms_pair_key,
            add constraint rooms_pair_key unique (pair, secret);
        comment on column rooms.pair is 'both ids in order: two people have one direct room, and one secret room';
        comment on column rooms.epoch is 'of the group of devices that can read what is said now; null: there is none';
        comment on column rooms.stale is 'a device has lost its keys: nothing is said before the group has changed';
        comment on column rooms.way_in is 'what a new device needs to come into that group by itself';

        alter table messages
            add column sealed jsonb,
            add constraint messages_sealed check (sealed is null or (body = '' and char_length(sealed::text) <= 33000));
        comment on column messages.sealed is 'what is said in a secret room, for the devices that have its keys';

        create table secret_devices (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            session_id uuid not null references sessions on delete cascade unique,
            signature_key text not null check (char_length(signature_key) <= 400),
            created_at timestamptz not null
        );
        create index secret_devices_user on secret_devices (user_id);

        create table key_packages (
            device_id uuid not null references secret_devices on delete cascade,
            id bigint generated always as identity,
            package text not null check (char_length(package) <= 4096),
            last_resort boolean not null,
            expires_at timestamptz not null,
            primary key (device_id, id)
        );
        create unique index key_packages_last_resort on key_packages (device_id) where last_resort;
        create index key_packages_expires_at on key_packages (expires_at);

        create table secret_commits (
            room_id uuid not null references rooms on delete cascade,
            epoch bigint not null,
            message_id uuid not null,
            author_id uuid references users on delete set null,
            change text not null check (char_length(change) <= 65536),
            welcome text check (char_length(welcome) <= 65536),
            made_at timestamptz not null,
            primary key (room_id, epoch),
            unique (room_id, message_id)
        );
        create index secret_commits_author on secret_commits (author_id);
        create index secret_commits_made_at on secret_commits (made_at);
        comment on column secret_commits.epoch is 'that it begins';
    """)
