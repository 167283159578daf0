"""What is said and shown in the name of one of the demo's companies. Everybody and every word in it is invented."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from tests.simulator.gateway import Reply, Request, Site, html, xml

FEED: Final = "https://www.google.com/alerts/feeds/05512233445566778899/1122334455667788990"
SECRETS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"ACCOUNT_HEALTH_SECRET__HARBOUR_BIKES__ALERT": {"url": FEED}}
)
"""The alert's address is a secret like any other: whoever knows it can read the alert."""
ON_THE_MAP: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "googleLocations/invented-old-quay",
        "location": {
            "title": "Harbour Bikes Repairs",
            "storefrontAddress": {
                "regionCode": "GB",
                "postalCode": "BS1 4QA",
                "locality": "Bristol",
                "addressLines": ["3 Quay Street"],
            },
        },
    },
    {
        "name": "googleLocations/invented-pub",
        "location": {"title": "The Harbour Inn", "storefrontAddress": {"locality": "Bristol"}},
        "requestAdminRightsUri": "https://business.google.com/arc/p/invented",
    },
)
"""An old listing of one branch that nobody looks after, and the pub next door."""


def demo_watch(now: datetime, monday: datetime) -> dict[str, Site]:
    """Return the alert, and the known profile that a program may look at, as they stand at `now`."""
    return {
        "www.google.com": lambda request: _alert(request, now, monday),
        "www.tripadvisor.com": lambda _: html("<title>Harbour Bikes</title>"),
    }


def _alert(request: Request, now: datetime, monday: datetime) -> Reply:
    if not FEED.endswith(request.path):
        return Reply(status=404)
    found = (
        ("Harbour Bikes teaches Bristol children to mend a puncture", "bristol-echo.example/puncture", 9),
        ("Bicycle mechanic wanted - Harbour Bikes, Bristol", "jobs.example/mechanic", 8),
        ("Harbour Bikes opens in Sydney", "sydney-wheels.example/new", 6),
        ("Customer sues Harbour Bikes over brakes", "bristol-echo.example/brakes", 2),
    )
    dated = [(title, target, monday - timedelta(days=days)) for title, target, days in found]
    entries = "".join(
        _entry(number, title, target, at) for number, (title, target, at) in enumerate(dated) if at <= now
    )
    return xml(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:google.com,2005:reader/user/x</id>{entries}</feed>'
    )


def _entry(number: int, title: str, target: str, at: datetime) -> str:
    link = f"https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://{target}&amp;ct=ga&amp;usg=A{number}"
    said = "More in the paper of Bristol&amp;nbsp;..."
    return (
        f"<entry><id>tag:google.com,2013:googlealerts/feed:{number}</id><title type='html'>{title}</title>"
        f'<link href="{link}"/><published>{at:%Y-%m-%dT%H:%M:%SZ}</published><content type="html">{said}</content></entry>'
    )
