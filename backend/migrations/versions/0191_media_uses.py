"""What media are used for: attachments of messages, pictures of people, groups and events, and evidence."""

from alembic import op

revision = "0191"
down_revision = "0190"


def upgrade() -> None:
    """Until now pictures were ids that nothing checked: there was nothing behind them, and they are let go."""
    op.execute("""
        create table attachments (
            room_id uuid not null,
            message_id uuid not null,
            n smallint not null,
            media_id uuid not null unique references uploads on delete cascade,
            alt text not null default '' check (char_length(alt) <= 300),
            primary key (room_id, message_id, n),
            foreign key (room_id, message_id) references messages (room_id, id) on delete cascade
        );
        alter table messages add column attached boolean not null default false;
        comment on column messages.attached is 'whether to look for attachments';
        create trigger attachments_gone after delete on attachments
            for each row execute function forget_media('media_id');

        update users set avatar_id = null where avatar_id is not null;
        alter table users
            add foreign key (avatar_id) references uploads on delete set null;
        create index users_avatar on users (avatar_id) where avatar_id is not null;
        comment on column users.avatar_id is 'a photo of theirs';
        create trigger users_avatar_changed after update of avatar_id on users for each row
            when (old.avatar_id is not null and old.avatar_id is distinct from new.avatar_id)
            execute function forget_media('avatar_id');
        create trigger users_avatar_gone after delete on users for each row
            when (old.avatar_id is not null) execute function forget_media('avatar_id');

        update rooms set avatar_id = null where avatar_id is not null;
        alter table rooms
            add foreign key (avatar_id) references uploads on delete set null;
        create index rooms_avatar on rooms (avatar_id) where avatar_id is not null;
        create trigger rooms_avatar_changed after update of avatar_id on rooms for each row
            when (old.avatar_id is not null and old.avatar_id is distinct from new.avatar_id)
            execute function forget_media('avatar_id');
        create trigger rooms_avatar_gone after delete on rooms for each row
            when (old.avatar_id is not null) execute function forget_media('avatar_id');

        update events set cover_id = null, cover_alt = '' where cover_id is not null;
        alter table events
            add foreign key (cover_id) references uploads on delete set null;
        create index events_cover on events (cover_id) where cover_id is not null;
        create trigger events_cover_changed after update of cover_id on events for each row
            when (old.cover_id is not null and old.cover_id is distinct from new.cover_id)
            execute function forget_media('cover_id');
        create trigger events_cover_gone after delete on events for each row
            when (old.cover_id is not null) execute function forget_media('cover_id');

        create table report_media (
            report_id uuid not null references report_evidence on delete cascade,
            media_id uuid not null references uploads on delete cascade,
            primary key (report_id, media_id)
        );
        create index report_media_media on report_media (media_id);
        create trigger report_media_holds after insert or delete on report_media
            for each row execute function hold_media();
    """)
