"""A profile whose fields have audiences, what a person prefers, and whether they can be found and suggested."""

from alembic import op

revision = "0118"
down_revision = "0133"


def upgrade() -> None:
    """Each field of the profile has a column beside it that says who sees it."""
    op.execute("""
        create domain audience as text check (value in ('everyone', 'friends', 'nobody'));
        alter table users
            add column pronouns text not null default '' check (char_length(pronouns) <= 40),
            add column home text not null default '' check (char_length(home) <= 80),
            add column avatar_id uuid,
            add column bio_for audience not null default 'everyone',
            add column pronouns_for audience not null default 'everyone',
            add column home_for audience not null default 'friends',
            add column avatar_for audience not null default 'everyone',
            add column findable boolean not null default true,
            add column suggested boolean not null default true,
            add column preferences jsonb not null default '{}';
        comment on column users.avatar_id is 'an upload; the pictures themselves are not kept here';
        comment on column users.findable is 'whether their exact username leads others to them';
        comment on column users.suggested is 'whether they are suggested to people whom they may know';

        create function shown_to(audience text, own boolean, friend boolean) returns boolean
        language sql immutable parallel safe as $$
            select own or audience = 'everyone' or (audience = 'friends' and friend)
        $$;
    """)
