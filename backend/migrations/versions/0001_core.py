"""PostGIS, text search, the job queue, topics with their signals, and idempotency keys."""

from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The job tables are the library's own, as of the version that is locked."""
    op.execute("""
        create extension if not exists postgis;
        create extension if not exists pg_trgm;
        create extension if not exists btree_gist;

        create table topics (
            name text primary key,
            place bigint not null check (place > 0)
        ) with (fillfactor = 50);
        comment on table topics is 'the last place of each lasting topic';

        create table signals (
            topic text not null,
            place bigint not null,
            name text not null,
            actor uuid,
            body json not null,
            said_at timestamptz not null,
            primary key (topic, place)
        );
        create index signals_said_at on signals using brin (said_at);
        comment on table signals is 'what was said in lasting topics, kept for a few days so that nobody misses it';

        create table idempotency_keys (
            principal text not null,
            route text not null,
            key text not null,
            fingerprint bytea not null,
            claimed_at timestamptz not null,
            done boolean not null default false,
            status smallint,
            headers jsonb,
            body bytea,
            primary key (principal, route, key)
        );
        create index idempotency_keys_claimed_at on idempotency_keys (claimed_at);
    """)
    op.execute(QueryBuilderEnvironment().build_install_query(create_schema=False))
