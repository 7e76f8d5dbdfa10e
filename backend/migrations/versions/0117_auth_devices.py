"""What a device is known by, where a session came from, who signed up on a device, and whom age kept out."""

from alembic import op

revision = "0117"
down_revision = "0102"


def upgrade() -> None:
    """Only hashes: neither what a device keeps, nor an address, nor a birth date can be read from these."""
    op.execute("""
        alter table sessions add column device_key bytea;
        alter table sessions add column place text not null default '' check (char_length(place) <= 100);
        create index sessions_device on sessions (user_id, device_key) where device_key is not null;
        comment on column sessions.device_key is 'hash of what the device keeps to be known again by';
        comment on column sessions.place is 'town or country at most; the address that it was found by is not kept';

        alter table codes add column device_key bytea;
        comment on column codes.device_key is 'who asked for it: nobody else can use up its tries';

        create table sign_ups (
            device_key bytea not null,
            signed_up_at timestamptz not null
        );
        create index sign_ups_device on sign_ups (device_key, signed_up_at);
        comment on table sign_ups is 'how many accounts came from a device lately; not which';

        create table refused_minors (
            marker bytea primary key,
            until timestamptz not null
        );
        comment on table refused_minors is 'salted hashes of who said to be under age: another date does not help';
    """)
