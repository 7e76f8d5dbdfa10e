"""Rooms, who is in them, and what is said there."""

from alembic import op

revision = "0070"
down_revision = "0020"


def upgrade() -> None:
    """The order of a room's messages is `seq`, given under the lock of the room's row."""
    op.execute("""
        create table rooms (
            id uuid primary key,
            kind text not null check (kind in ('event', 'direct', 'group')),
            event_id uuid unique,
            pair text unique,
            title text not null default '' check (char_length(title) <= 80),
            last_seq bigint not null default 0,
            created_at timestamptz not null,
            closed_at timestamptz,
            check ((kind = 'event') = (event_id is not null)),
            check ((kind = 'direct') = (pair is not null))
        ) with (fillfactor = 70);
        comment on column rooms.pair is 'both ids in order: two people have one direct room';

        create table members (
            room_id uuid not null references rooms on delete cascade,
            user_id uuid not null references users on delete cascade,
            role text not null default 'member' check (role in ('owner', 'admin', 'member')),
            joined_at timestamptz not null,
            joined_seq bigint not null,
            left_at timestamptz,
            read_seq bigint not null default 0,
            muted_until timestamptz,
            primary key (room_id, user_id)
        );
        create index members_user on members (user_id) where left_at is null;
        comment on column members.joined_seq is 'what was said up to here is not theirs to read; 0 in event rooms';

        create table messages (
            room_id uuid not null references rooms on delete cascade,
            seq bigint not null,
            id uuid not null,
            author_id uuid references users on delete set null,
            body text not null check (char_length(body) <= 4000),
            reply_to uuid,
            sent_at timestamptz not null,
            edited_at timestamptz,
            deleted_at timestamptz,
            primary key (room_id, seq),
            unique (room_id, id)
        );
        create index messages_author on messages (author_id);

        create table reactions (
            room_id uuid not null,
            message_id uuid not null,
            user_id uuid not null references users on delete cascade,
            emoji text not null check (char_length(emoji) between 1 and 16),
            reacted_at timestamptz not null,
            primary key (room_id, message_id, emoji, user_id),
            foreign key (room_id, message_id) references messages (room_id, id) on delete cascade
        );
        create index reactions_user on reactions (user_id);
    """)
