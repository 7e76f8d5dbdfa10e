"""Finding messages by any part of a word, and in Chinese, Japanese and Korean by a single character."""

from alembic import op

revision = "0161"
down_revision = "0132"


def upgrade() -> None:
    """Trigrams find three letters and more; scripts without spaces get pairs and single characters of their own."""
    op.execute("""
        create extension if not exists btree_gin;

        create function folded(words text) returns text
        language sql immutable strict parallel safe as $$
            select lower(normalize(words, NFKC))
        $$;

        create function cjk_grams(words text) returns text[]
        language sql immutable strict parallel safe as $$
            select case when words ~ '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]' then (
                select coalesce(array_agg(distinct gram), '{}')
                from regexp_matches(
                        lower(normalize(words, NFKC)), '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+', 'g') run,
                     generate_series(1, length(run[1])) at,
                     lateral (values (substr(run[1], at, 1)), (substr(run[1], at, 2))) grams(gram)
            ) else '{}' end
        $$;
        comment on function cjk_grams is 'single characters and pairs of what is written without spaces';

        create index messages_letters on messages using gin (room_id, folded(body) gin_trgm_ops)
            where deleted_at is null and system is null;
        create index messages_characters on messages using gin (room_id, cjk_grams(body))
            where deleted_at is null and system is null
                and body ~ '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]';
    """)
