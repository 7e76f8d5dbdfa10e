"""Groups, requests, pins, drafts, mentions, messages that disappear, and texts as they were before an edit."""

from alembic import op

revision = "0160"
down_revision = "0101"


def upgrade() -> None:
    """What a room is like stands in its row, what somebody's seat is like in theirs."""
    op.execute("""
        alter table rooms
            add column history text not null default 'joined' check (history in ('joined', 'all')),
            add column slow_seconds integer not null default 0 check (slow_seconds between 0 and 21600),
            add column announcements boolean not null default false,
            add column locked boolean not null default false,
            add column expire_seconds integer check (expire_seconds between 5 and 31536000),
            add column avatar_id uuid,
            add column opened_by uuid references users on delete set null,
            add column accepted_at timestamptz;
        update rooms set accepted_at = created_at, history = case when kind = 'event' then 'all' else 'joined' end;
        create index rooms_opened_by on rooms (opened_by);
        comment on column rooms.history is 'what whoever comes in may read: from joining on, or all of it';
        comment on column rooms.accepted_at is 'direct rooms of strangers: when the one who was written to said yes';

        alter table members
            add column left_seq bigint,
            add column spoke_at timestamptz,
            add column declined_at timestamptz,
            add column draft text not null default '' check (char_length(draft) <= 4000),
            add column mute_mentions boolean not null default false;
        update members set left_seq = (select last_seq from rooms where id = room_id) where left_at is not null;
        comment on column members.left_seq is 'what was said after it is not theirs to read';
        comment on column members.declined_at is 'when a request was declined; whoever asked does not learn of it';

        alter table messages
            add column system jsonb,
            add column mentions uuid[] not null default '{}',
            add column here boolean not null default false,
            add column share jsonb,
            add column preview jsonb,
            add column deleted_by text check (deleted_by in ('author', 'moderator')),
            add column pinned_at timestamptz,
            add column expires_at timestamptz;
        create index messages_mentions on messages (room_id, seq) where here or mentions <> '{}';
        create index messages_pinned on messages (room_id, pinned_at) where pinned_at is not null;
        create index messages_expires_at on messages (expires_at) where expires_at is not null;
        comment on column messages.system is 'what happened in the room, told in the reader''s language';

        create table message_versions (
            room_id uuid not null,
            message_id uuid not null,
            replaced_at timestamptz not null,
            body text not null,
            primary key (room_id, message_id, replaced_at),
            foreign key (room_id, message_id) references messages (room_id, id) on delete cascade
        );
        comment on table message_versions is 'what a message said before it was edited: for moderation, nobody else';

        create table chat_settings (
            user_id uuid primary key references users on delete cascade,
            read_receipts boolean not null default true
        );
    """)
