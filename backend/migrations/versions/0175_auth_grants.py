"""What takes back at a provider that somebody let us in, sealed with our secret."""

from alembic import op

revision = "0175"
down_revision = "0174"


def upgrade() -> None:
    """Apple gives one; whoever reads the database alone can do nothing with it."""
    op.execute("""
        alter table identities add column grant_sealed text;
        alter table arrivals add column grant_sealed text;
        comment on column identities.grant_sealed is 'a refresh token, as a JWE; revoked when the identity goes';
    """)
