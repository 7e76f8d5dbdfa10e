"""What an index is made of names its functions in full: from 17 on Postgres fills indexes without any path."""

from alembic import op

revision = "0199"
down_revision = "0194"


def upgrade() -> None:
    """The same bodies as the earlier migrations make now, for databases that had theirs before; no value changes."""
    op.execute(
        """
        create or replace function cell_of(shown geography) returns integer
        language sql immutable parallel safe as $$
            select floor((public.st_x(shown::public.geometry) + 180) * 512 / 45)::int * 4096
                 + floor((public.st_y(shown::public.geometry) + 90) * 512 / 45)::int
        $$;

        create or replace function event_words(title text, place_name text, tags text[]) returns text
        language sql immutable parallel safe as $$
            select public.search_form(title || ' ' || place_name || ' ' || array_to_string(tags, ' '))
        $$;

        create or replace function short_grams(words text) returns text[]
        language plpgsql immutable strict parallel safe as $$
        declare
            parts text[];
        begin
            if octet_length(words) = char_length(words) then
                parts := regexp_split_to_array(lower(words), '[^a-z0-9]+');
                return array_remove((parts::varchar(1)[] || parts::varchar(2)[])::text[], '');
            end if;
            return array(
                select distinct gram from (
                    select left(word, n) as gram
                    from regexp_split_to_table(public.folded(words), BREAK) word, (values (1), (2)) lengths(n)
                    union all
                    select gram
                    from regexp_matches(public.folded(words), '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+', 'g') run,
                         generate_series(1, length(run[1])) at,
                         lateral (values (substr(run[1], at, 1)), (substr(run[1], at, 2))) grams(gram)
                ) found where gram <> ''
            );
        end $$;
    """.replace("BREAK", r"'[\u0001-/:-@\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]+'")
    )
