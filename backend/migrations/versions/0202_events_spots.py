"""How people find each other at an event: a flag, a photo of the spot, and what they wear."""

from alembic import op

revision = "0202"
down_revision = "0201"


def upgrade() -> None:
    """All of it goes with the event."""
    op.execute("""
        create table event_spots (
            event_id uuid primary key references events on delete cascade,
            note text not null default '' check (char_length(note) <= 200),
            flag geography(point, 4326),
            photo_id uuid references uploads on delete set null,
            photo_alt text not null default '' check (char_length(photo_alt) <= 300)
        );
        create index event_spots_photo on event_spots (photo_id) where photo_id is not null;
        create trigger event_spots_photo_changed after update of photo_id on event_spots for each row
            when (old.photo_id is not null and old.photo_id is distinct from new.photo_id)
            execute function forget_media('photo_id');
        create trigger event_spots_photo_gone after delete on event_spots for each row
            when (old.photo_id is not null) execute function forget_media('photo_id');

        create table event_wears (
            event_id uuid not null references events on delete cascade,
            user_id uuid not null references users on delete cascade,
            wears text not null check (char_length(wears) between 1 and 80),
            primary key (event_id, user_id)
        );
        create index event_wears_user on event_wears (user_id);
    """)
