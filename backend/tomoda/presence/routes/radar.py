"""Being found near by, under `/radar/me`. Who else is there, is a question for `/radar`."""

from litestar import delete, get, put
from litestar.datastructures import CacheControlHeader

from tomoda.core import limits
from tomoda.core.app import App
from tomoda.core.errors import Malformed, RateLimited
from tomoda.core.limits import Limit
from tomoda.core.viewer import Viewer
from tomoda.presence.actions import radar
from tomoda.presence.errors import TooFarTooSoon, WomenAmongThemselves
from tomoda.presence.schemas.radar import RadarChoice, RadarSwitch

SWITCHES = Limit("radar_switch", 20, 86_400, closed=True)
ALONE = CacheControlHeader(no_store=True)


@get("/radar/me", opt={"session": True}, cache_control=ALONE)
async def radar_mine(viewer: Viewer, app: App) -> RadarSwitch:
    """Whether I can be found near by, how, and until when."""
    async with app.reading() as tx:
        return await radar.switch(tx, viewer)


@put(
    "/radar/me",
    opt={"session": True},
    cache_control=ALONE,
    raises=[Malformed, RateLimited, TooFarTooSoon, WomenAmongThemselves],
)
async def radar_on(data: RadarChoice, viewer: Viewer, app: App) -> RadarSwitch:
    """Be found near by for some hours, or otherwise than before. Three squares and three changes of filters a day."""
    await limits.take(app, SWITCHES, str(viewer.id))
    async with app.transaction() as tx:
        await radar.appear(tx, viewer, data)
        return await radar.switch(tx, viewer)


@delete("/radar/me", opt={"session": True})
async def radar_off(viewer: Viewer, app: App) -> None:
    """Be found no longer, at once."""
    async with app.transaction() as tx:
        await radar.vanish(tx, viewer)


ROUTES = [radar_mine, radar_on, radar_off]
