"""Whoever was suspended says why it is wrong, once, and somebody else than who decided it looks at it."""

from alembic import op

revision = "0194"
down_revision = "0193"


def upgrade() -> None:
    """Nobody is known to have decided what was decided before."""
    op.execute("""
        alter table sanctions
            add column by_staff uuid references users on delete set null,
            add column appeal text check (char_length(appeal) between 1 and 2000),
            add column appealed_at timestamptz,
            add column upheld_at timestamptz,
            add check ((appeal is null) = (appealed_at is null));
        comment on column sanctions.by_staff is 'who decided it, and so may not judge the appeal';
        comment on column sanctions.upheld_at is 'when somebody else looked at the appeal, and it stood';
        create index sanctions_by_staff on sanctions (by_staff) where by_staff is not null;
        create index sanctions_appealed on sanctions (appealed_at)
            where appealed_at is not null and upheld_at is null and lifted_at is null;
    """)
