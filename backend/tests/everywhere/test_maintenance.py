"""What Postgres does to indexes by itself, on any version that we run on."""

import asyncpg

from tomoda.core.app import Database

# Our functions that an index or a computed column is made of, each with the types of its arguments.
USED = """
    select distinct p.oid::regproc::text as name,
           array(select t::regtype::text from unnest(p.proargtypes::oid[]) t) as arguments
    from pg_depend d
    join pg_proc p on p.oid = d.refobjid and d.refclassid = 'pg_proc'::regclass
    where (d.classid = 'pg_attrdef'::regclass
           or d.classid = 'pg_class'::regclass and d.objid in (select indexrelid from pg_index))
      and p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
    order by 1
"""
SAMPLES = {
    "text": "'Ramen ラーメン 友達'",
    "text[]": "array['ramen', '友達']",
    "public.geography": "'point(139.7 35.6)'::public.geography",
    "timestamp with time zone": "now()",
}


async def test_an_index_needs_no_path_to_what_it_is_made_of(database: Database) -> None:
    """From 17 on Postgres fills and analyzes indexes with nothing but its own names in sight."""
    connection = await asyncpg.connect(
        host=database.host, port=database.port, user=database.user, database=database.name
    )
    try:
        await connection.execute("set search_path = pg_catalog, pg_temp")
        used = await connection.fetch(USED)
        assert {row["name"] for row in used} >= {"public.cell_of", "public.event_words", "public.short_grams"}
        for row in used:
            arguments = ", ".join(SAMPLES[kind] for kind in row["arguments"])
            assert await connection.fetchval(f"select {row['name']}({arguments})") is not None, row["name"]
    finally:
        await connection.close()
