"""Cards that show where somebody is are found by whose they are, to follow what is shared."""

from alembic import op

revision = "0213"
down_revision = "0212"


def upgrade() -> None:
    """Few messages are such cards, and fewer go on: the index holds those alone."""
    op.execute("""
        create index messages_positions on messages (author_id)
        where share ->> 'kind' = 'position' and share ->> 'until' is not null
    """)
