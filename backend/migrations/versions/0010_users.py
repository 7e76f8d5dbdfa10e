"""People, whom they block, and the one function that says who may see whom."""

from alembic import op

revision = "0010"
down_revision = "0001"


def upgrade() -> None:
    """`state` other than active hides a person from everybody else; `visible` is the only judge of that."""
    op.execute("""
        create table users (
            id uuid primary key,
            username text not null,
            username_folded text not null unique,
            display_name text not null check (char_length(display_name) between 1 and 50),
            bio text not null default '' check (char_length(bio) <= 500),
            email text,
            email_folded text unique,
            locale text not null default 'en' check (locale in ('en', 'ja')),
            time_zone text not null default 'UTC',
            adult_confirmed_at timestamptz not null,
            state text not null default 'active'
                check (state in ('active', 'deactivated', 'suspended', 'banned', 'erased')),
            state_changed_at timestamptz not null,
            created_at timestamptz not null
        );
        create index users_display_name on users using gin (lower(display_name) gin_trgm_ops);
        comment on column users.adult_confirmed_at is 'when a birth date of 18 years or more was given; it is not kept';

        create table blocks (
            blocker_id uuid not null references users on delete cascade,
            blocked_id uuid not null references users on delete cascade,
            created_at timestamptz not null,
            primary key (blocker_id, blocked_id),
            check (blocker_id <> blocked_id)
        );
        create index blocks_blocked on blocks (blocked_id, blocker_id);

        create function visible(viewer uuid, person uuid) returns boolean
        language sql stable parallel safe as $$
            select viewer = person or (
                exists (select from users where users.id = person and users.state = 'active')
                and not exists (select from blocks where blocker_id = viewer and blocked_id = person)
                and not exists (select from blocks where blocker_id = person and blocked_id = viewer)
            )
        $$;
        comment on function visible is
            'Whether the viewer may know that the person exists. A block hides both from each other.';

        create function person_card(person users) returns json
        language sql stable parallel safe as $$
            select json_build_object(
                'id', person.id, 'username', person.username, 'display_name', person.display_name
            )
        $$;
    """)
