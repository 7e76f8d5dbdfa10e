"""Real places in a test's database: central Helsinki, and the largest towns."""

from dev.places.load import load
from tomoda.core.app import App

TOWNS = 3000


async def load_places(app: App, towns: int = TOWNS) -> int:
    """The extract of OpenStreetMap and so many towns."""
    where = app.database
    return await load(f"postgresql://{where.user}@{where.host}:{where.port}/{where.name}", lambda _: None, towns)
