"""Who may invite whom, invitations that were declined, and links that make a co-host."""

from alembic import op

revision = "0172"
down_revision = "0171"


def upgrade() -> None:
    """An invitation that was declined stays, so that it cannot be sent again and again; it opens nothing."""
    op.execute("""
        alter table users add column invites_from text not null default 'friends_of_friends'
            check (invites_from in ('everyone', 'friends_of_friends', 'friends'));
        comment on column users.invites_from is 'whose invitations are told; those of others wait as requests';

        alter table event_links
            add column role text not null default 'guest' check (role in ('guest', 'co_host')),
            add column rights text[] not null default '{}' check (rights <@ array['edit', 'guests', 'check_in']);

        alter table event_invitations
            add column stranger boolean not null default false,
            add column declined_at timestamptz;

        create or replace function may_see_event(viewer uuid, event events) returns boolean
        language sql stable parallel safe as $$
            select event.host_id = viewer or (
                event.state <> 'draft' and visible(viewer, event.host_id) and (
                    event.visibility in ('public', 'unlisted')
                    or (event.visibility = 'friends' and exists (
                        select from friendships f where f.user_id = event.host_id and f.friend_id = viewer
                    ))
                    or exists (
                        select from event_invitations i
                        where i.event_id = event.id and i.user_id = viewer and i.declined_at is null
                    )
                    or exists (
                        select from rsvps r where r.event_id = event.id and r.user_id = viewer and r.answer <> 'removed'
                    )
                )
            )
        $$;
    """)
