"""The one link of a profile is the way from there to the company: that it leads nowhere is told on every platform."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from account_health.judging.audit import audit
from account_health.model import Destinations, Severity, Snapshot, Status
from account_health.model.company import Platform
from tests.builders import NOW, account, company
from tests.simulator import graph_looks, x_looks
from tests.simulator.google_api import GoogleApis
from tests.simulator.google_locations import quiet
from tests.simulator.google_looks import google_lab
from tests.simulator.graph_world import FacebookWorld, InstagramWorld
from tests.simulator.notice_site import WEBSITE

GONE = f"https://{WEBSITE}/speisekarte-2024"


def facebook(link: str) -> Snapshot:
    """Look at a Page with this link."""
    world = FacebookWorld(NOW)
    world.page.fields["website"] = link
    with graph_looks.lab(world.graph()) as bench:
        return bench.facebook()


def instagram(link: str) -> Snapshot:
    """Look at an account with this link."""
    world = InstagramWorld(NOW)
    world.account.fields["website"] = link
    with graph_looks.lab(world.graph()) as bench:
        return bench.instagram()


def on_x(link: str) -> Snapshot:
    """Look at a profile with this link."""
    bakery = x_looks.Bakery()
    bakery.us = bakery.world.join(replace(bakery.us, link=link))
    with x_looks.lab(bakery) as bench:
        return bench.look()


def google(link: str) -> Snapshot:
    """Look at a listing with this link."""
    location = quiet()
    location.facts["websiteUri"] = link
    with google_lab(GoogleApis(locations=[location])) as bench:
        return bench.collect()


LOOKS = (
    pytest.param(facebook, "facebook", id="facebook"),
    pytest.param(instagram, "instagram", id="instagram"),
    pytest.param(on_x, "x", id="x"),
    pytest.param(google, "google_business_profile", id="google"),
)


@pytest.mark.parametrize(("look", "platform"), LOOKS)
def test_a_link_that_leads_nowhere_is_a_medium_finding(
    look: Callable[[str], Snapshot], platform: Platform
) -> None:
    """A page of the registered website that is not there any more; the website itself is well."""
    mine = account(id=platform, platform=platform)
    report = audit(look(GONE), company(mine), mine, NOW, None)
    told = next(one for one in report.findings if one.check == "dead-links")
    assert (told.status, told.severity) == (Status.FAIL, Severity.MEDIUM)
    assert GONE in str(told.message)


@pytest.mark.parametrize(("look", "platform"), LOOKS)
def test_a_link_that_leads_somewhere_is_silent(look: Callable[[str], Snapshot], platform: Platform) -> None:
    """The same profile with a page that is there."""
    seen = look(f"https://{WEBSITE}/?tisch=2").destinations
    assert isinstance(seen, Destinations), platform
    assert [one.state for one in seen.items] == ["alive"]
