"""People are found by an address that others have of them; a mailbox alone opens no account that has passkeys."""

from alembic import op

revision = "0180"
down_revision = "0175"


def upgrade() -> None:
    """The index holds hashes of addresses of those who want to be found by them; what is looked for is not stored."""
    op.execute("""
        create function contact_hash(address text) returns bytea
        language sql immutable strict parallel safe as $$
            select sha256(convert_to('tomoda:' || lower(address), 'UTF8'))
        $$;
        alter table users add column findable_by_email boolean not null default false;
        comment on column users.findable_by_email
            is 'whether whoever has their address may find them, and they others by theirs';
        create index users_by_contact on users (contact_hash(email)) where findable_by_email and email is not null;

        alter table sessions add column waits_until timestamptz;
        comment on column sessions.waits_until
            is 'came in by mail alone on an unknown device although there are passkeys: until then nothing dangerous';
        alter table passwords add column reset_at timestamptz;
        comment on column passwords.reset_at is 'when a code from a mail set it: for a while it proves no more';
    """)
