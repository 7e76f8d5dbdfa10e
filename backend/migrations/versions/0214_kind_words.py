"""Kind words about somebody, by whoever met them; who was at an event, as far as somebody noted it."""

from alembic import op

revision = "0214"
down_revision = "0213"


def upgrade() -> None:
    """One for each writer about each person, shown only once that person says so."""
    op.execute("""
        alter table users add column kind_words_for audience not null default 'friends';

        create table kind_words (
            id uuid primary key,
            writer_id uuid not null references users on delete cascade,
            about_id uuid not null references users on delete cascade,
            event_id uuid references events on delete set null,
            kinds text[] not null
                check (kinds <@ array['good_company', 'welcoming', 'thoughtful', 'kept_word']),
            words text not null check (char_length(words) <= 200),
            state text not null default 'waiting' check (state in ('waiting', 'shown', 'hidden', 'declined')),
            written_at timestamptz not null,
            shown_at timestamptz,
            taken_back_at timestamptz,
            unique (writer_id, about_id),
            check (writer_id <> about_id),
            check (state <> 'shown' or shown_at is not null),
            check (taken_back_at is null or (state = 'declined' and words = '' and kinds = '{}'))
        );
        create index kind_words_about on kind_words (about_id, shown_at desc, id);
        create index kind_words_event on kind_words (event_id);
        create index kind_words_taken_back on kind_words (taken_back_at) where taken_back_at is not null;
        comment on column kind_words.state is 'what the person decided whom it is about; the writer is not told';
        comment on column kind_words.taken_back_at is 'declined and taken back: without words, so that a no stays one';

        alter table reports drop constraint reports_kind_check;
        alter table reports add constraint reports_kind_check
            check (kind in ('user', 'event', 'message', 'room', 'moment', 'kind_word')) not valid;
        alter table reports validate constraint reports_kind_check;

        create function was_there(person uuid, event events) returns boolean
        language sql stable parallel safe as $$
            select event.state = 'scheduled' and (event.host_id = person or exists (
                select from rsvps r left join check_ins c on c.event_id = r.event_id and c.user_id = r.user_id
                where r.event_id = event.id and r.user_id = person and r.answer = 'going'
                    and case when c.user_id is null then r.attended = 'came'
                             when c.near then coalesce(r.attended, 'came') = 'came' else true end
            ))
        $$;
        comment on function was_there is
            'Whether it is noted that they came: by a scan, by a host, or by themselves if no host says otherwise.';
    """)

    # Whoever is gone is not counted in what is over; so no block takes them off once more.
    op.execute("""
        do $do$
        declare
            card text := pg_get_functiondef('event_card(uuid, events, timestamptz)'::regprocedure);
            before text := 'from rsvps r join blocks b';
            after text := 'from rsvps r join users there on there.id = r.user_id and there.state = ''active'' '
                || 'join blocks b';
        begin
            if position(before in card) = 0 then
                raise exception 'event_card counts otherwise than it did';
            end if;
            execute replace(card, before, after);
        end
        $do$
    """)
