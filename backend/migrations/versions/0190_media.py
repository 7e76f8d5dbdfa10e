"""What people upload: checked before anybody sees it, used once, and let go with what it was used for."""

from alembic import op

revision = "0190"
down_revision = "0184"


def upgrade() -> None:
    """Whoever refers to a medium has a trigger that lets it go, or holds it: no way of deleting forgets the files."""
    op.execute("""
        create table uploads (
            id uuid primary key,
            owner_id uuid references users on delete set null,
            kind text not null check (kind in ('photo', 'voice')),
            type text not null,
            size bigint not null check (size > 0),
            state text not null check (state in ('waiting', 'checking', 'ready', 'refused')),
            reason text,
            created_at timestamptz not null,
            used_at timestamptz,
            used_for text,
            holds integer not null default 0 check (holds >= 0),
            gone_at timestamptz,
            emptied_at timestamptz,
            width integer,
            height integer,
            blurhash text,
            seconds real,
            peaks smallint[],
            bytes bigint,
            check ((used_at is null) = (used_for is null)),
            check ((reason is not null) = (state = 'refused'))
        );
        create index uploads_owner on uploads (owner_id, created_at);
        create index uploads_unused on uploads (created_at) where used_at is null and gone_at is null;
        create index uploads_trash on uploads (gone_at) where gone_at is not null and emptied_at is null;
        create index uploads_emptied on uploads (created_at) where emptied_at is not null;
        comment on column uploads.gone_at is 'nobody sees it from then on; its files are deleted unless it is held';
        comment on column uploads.holds is 'how many reports keep it as evidence';

        create function forget_ownerless() returns trigger language plpgsql as $$
            begin
                new.gone_at := coalesce(new.gone_at, now());
                return new;
            end
        $$;
        create trigger uploads_ownerless before update of owner_id on uploads
            for each row when (old.owner_id is not null and new.owner_id is null) execute function forget_ownerless();

        create function forget_media() returns trigger language plpgsql as $$
            declare
                was uuid := (to_jsonb(old) ->> tg_argv[0])::uuid;
                still boolean;
            begin
                execute format('select exists (select from %I where %I = $1)', tg_table_name, tg_argv[0])
                    into still using was;
                if not still then
                    update uploads set gone_at = now() where id = was and gone_at is null;
                end if;
                return null;
            end
        $$;
        comment on function forget_media is 'a trigger for who refers to media, in the column that it is given';

        create function hold_media() returns trigger language plpgsql as $$
            begin
                if tg_op = 'INSERT' then
                    update uploads set holds = holds + 1 where id = new.media_id;
                else
                    update uploads set holds = holds - 1 where id = old.media_id;
                end if;
                return null;
            end
        $$;
        comment on function hold_media is 'a trigger for who keeps media, although nobody sees them any more';
    """)
