"""Friendships, requests that are declined silently, lists as audiences, links to add somebody by, and mutes."""

from alembic import op

revision = "0030"
down_revision = "0050"


def upgrade() -> None:
    """A friendship is two rows, one for each side, which the foreign key makes come and go together."""
    op.execute("""
        create table friendships (
            user_id uuid not null references users on delete cascade,
            friend_id uuid not null references users on delete cascade,
            close boolean not null default false,
            created_at timestamptz not null,
            primary key (user_id, friend_id),
            constraint friendships_both_sides foreign key (friend_id, user_id)
                references friendships (user_id, friend_id) on delete cascade,
            check (user_id <> friend_id)
        );
        comment on column friendships.close is 'whether user_id counts friend_id among their close friends';

        create table friend_requests (
            asker_id uuid not null references users on delete cascade,
            asked_id uuid not null references users on delete cascade,
            created_at timestamptz not null,
            declined_at timestamptz,
            withdrawn_at timestamptz,
            primary key (asker_id, asked_id),
            check (asker_id <> asked_id)
        );
        create index friend_requests_asked on friend_requests (asked_id, created_at desc);
        comment on column friend_requests.declined_at is
            'the asker never learns of it: for them the request stays open, and asking again is not told for a while';

        create table friend_lists (
            id uuid primary key,
            user_id uuid not null references users on delete cascade,
            name text not null check (char_length(name) between 1 and 50),
            created_at timestamptz not null,
            unique (id, user_id)
        );
        create index friend_lists_user on friend_lists (user_id);

        create table friend_list_people (
            list_id uuid not null,
            user_id uuid not null,
            friend_id uuid not null,
            primary key (list_id, friend_id),
            foreign key (list_id, user_id) references friend_lists (id, user_id) on delete cascade,
            foreign key (user_id, friend_id) references friendships on delete cascade
        );
        create index friend_list_people_friend on friend_list_people (user_id, friend_id);

        create table friend_links (
            user_id uuid primary key references users on delete cascade,
            token text not null unique,
            created_at timestamptz not null
        );

        create table dismissed_suggestions (
            user_id uuid not null references users on delete cascade,
            dismissed_id uuid not null references users on delete cascade,
            created_at timestamptz not null,
            primary key (user_id, dismissed_id)
        );
        create index dismissed_suggestions_dismissed on dismissed_suggestions (dismissed_id);

        create function are_friends(one uuid, other uuid) returns boolean
        language sql stable parallel safe as $$
            select exists (select from friendships where user_id = one and friend_id = other) and visible(one, other)
        $$;
        comment on function are_friends is 'friends, and neither is hidden from the other';
    """)
