"""Whom a viewer may not see, as a set: what lists ask once, where `visible` would be asked for each row."""

from alembic import op

revision = "0054"
down_revision = "0040"


def upgrade() -> None:
    """The same rule as `visible`, which cannot be inlined where it stands for each of many rows."""
    op.execute("""
        create function hidden_from(viewer uuid) returns uuid[]
        language sql stable parallel safe as $$
            select coalesce(array_agg(id), '{}') from (
                select blocked_id as id from blocks where blocker_id = viewer
                union select blocker_id from blocks where blocked_id = viewer
            ) hidden
        $$;
        comment on function hidden_from is
            'Blocked in either direction. With users.state = active it says for many what visible says for one.';
    """)
