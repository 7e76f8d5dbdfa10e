"""What staff decide about contested marks, and what they have read of those who did not feel safe."""

from alembic import op

revision = "0182"
down_revision = "0181"


def upgrade() -> None:
    """A mark is judged once; what was said about an event has an id that is not its author's."""
    op.execute("""
        alter table reliability_marks add column judged_at timestamptz;
        comment on column reliability_marks.judged_at is 'when staff decided that it stands, for good';
        create index reliability_marks_contested on reliability_marks (contested_at)
            where contested_at is not null and judged_at is null;

        alter table event_feedback
            add column id uuid not null default gen_random_uuid() unique,
            add column read_at timestamptz;
        comment on column event_feedback.read_at is 'when staff closed it';
        create index event_feedback_unsafe on event_feedback (given_at) where not felt_safe and read_at is null;
    """)
