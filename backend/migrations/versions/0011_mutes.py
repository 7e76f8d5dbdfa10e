"""Mutes: softer than a block, and nobody else's business."""

from alembic import op

revision = "0011"
down_revision = "0030"


def upgrade() -> None:
    """A mute quiets somebody for one person; the muted one sees and may do what they could before."""
    op.execute("""
        create table mutes (
            muter_id uuid not null references users on delete cascade,
            muted_id uuid not null references users on delete cascade,
            until timestamptz,
            created_at timestamptz not null,
            primary key (muter_id, muted_id),
            check (muter_id <> muted_id)
        );
        create index mutes_muted on mutes (muted_id);

        create function muted(viewer uuid, person uuid, at timestamptz) returns boolean
        language sql stable parallel safe as $$
            select exists (
                select from mutes where muter_id = viewer and muted_id = person and (until is null or until > at)
            )
        $$;
        comment on function muted is 'whether the viewer wants to be left in peace by the person at that instant';
    """)
