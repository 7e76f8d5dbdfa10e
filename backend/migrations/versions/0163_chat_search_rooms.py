"""Finding messages in one's own rooms without reading anybody else's, and short words where they begin."""

from alembic import op

revision = "0163"
down_revision = "0134"


def upgrade() -> None:
    """What is plain ASCII needs no normalizing, and whoever left a group still finds what was said before."""
    op.execute(
        """
        create or replace function folded(words text) returns text
        language sql immutable strict parallel safe as $$
            select case when octet_length(words) = char_length(words) then lower(words)
                        else lower(normalize(words, NFKC)) end
        $$;
        drop index members_user;
        create index members_user on members (user_id);

        create function short_grams(words text) returns text[]
        language sql immutable strict parallel safe as $$
            select coalesce(array_agg(distinct gram), '{}') from (
                select left(word, n) as gram
                from regexp_split_to_table(public.folded(words), BREAK) word, (values (1), (2)) lengths(n)
                union all
                select gram
                from regexp_matches(
                        case when octet_length(words) > char_length(words) then public.folded(words) end,
                        '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+', 'g') run,
                     generate_series(1, length(run[1])) at,
                     lateral (values (substr(run[1], at, 1)), (substr(run[1], at, 2))) grams(gram)
            ) found where gram <> ''
        $$;
        comment on function short_grams is
            'the first letter and the first two of each word; of what is written without spaces, every one and two';
        drop index messages_characters;
        create index messages_characters on messages using gin (room_id, short_grams(body))
            where deleted_at is null and system is null;
        drop function cjk_grams;
    """.replace("BREAK", r"'[\u0001-/:-@\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]+'")
    )
