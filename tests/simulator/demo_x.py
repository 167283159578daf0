"""The X profile of the demo's bicycle shop. Everybody and every word in it is invented."""

from datetime import datetime, timedelta

from tests.simulator.x_api import TOKEN, XApi, XUser, XWorld

SECRETS = {"ACCOUNT_HEALTH_SECRET__HARBOUR_BIKES__X": {"bearer_token": TOKEN}}
"""Invented credentials: variable -> what it holds. They open nothing but the simulation."""


def demo_x(now: datetime, monday: datetime) -> XApi:
    """Return X as it stands at `now`, with a shop that has been silent for months."""
    world = XWorld()
    shop = world.join(
        XUser(
            id="3141592653",
            username="harbourbikes",
            name="Harbour Bikes",
            description="Bicycles, repairs and coffee by the water in Bristol since 1998.",
            link="https://www.harbour-bikes.example/",
        )
    )
    world.say(shop, monday - timedelta(days=203), "Our spring check is on: brakes, gears, chain.")
    world.say(shop, monday - timedelta(days=240), "New in: a cargo bike to try out.")
    return XApi(world, now)
