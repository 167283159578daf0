"""Small simulated websites of invented companies, for tests about runs and not about what a site says."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.simulator.gateway import Reply, Request, Site, html, xml


def bakery(host: str, name: str) -> Site:
    """Return a site with a feed whose newest post is three days old."""
    posted = format_datetime(datetime.now(UTC) - timedelta(days=3))  # noqa: TID251 - ages are measured by the real clock of the functions
    feed = (
        f'<rss version="2.0"><channel><title>{name}</title><link>https://{host}/</link>'
        f"<item><title>Neues Brot</title><link>https://{host}/neues-brot</link>"
        f"<pubDate>{posted}</pubDate></item></channel></rss>"
    )
    page = (
        f'<!doctype html><html lang="de"><head><title>{name}</title>'
        f'<link rel="alternate" type="application/rss+xml" href="https://{host}/feed"></head>'
        f'<body><h1>{name}</h1><p>Telefon 089 1234567</p><a href="/impressum">Impressum</a></body></html>'
    )

    def answer(request: Request) -> Reply:
        if request.path == "/feed":
            return xml(feed)
        return html(page) if request.path in {"/", "/neues-brot", "/impressum"} else html("not here", 404)

    return answer


def down(_request: Request) -> Reply:
    """Answer as a site does whose server is broken."""
    return html("Service Unavailable", 503)


def gone(_request: Request) -> Reply:
    """Answer as a site does that was given up: for good, and for every page."""
    return html("Gone", 410)


def hanging(_request: Request) -> Reply:
    """Never answer, or not before anybody gave up."""
    return Reply(delay=300)


def garbage(_request: Request) -> Reply:
    """Answer with bytes that are neither a page nor a feed, whatever they claim to be."""
    noise = bytes(range(256)) * 40
    return Reply(headers=(("Content-Type", "text/html; charset=UTF-8"),), body=noise)


def registry_file(name: str, host: str, to: str = "") -> str:
    """Return the smallest registry file of a company with a website."""
    recipient = to or f"owner@{host}"
    return f'name = "{name}"\n\n[report]\nto = ["{recipient}"]\n\n[[accounts]]\nurl = "https://{host}/"\n'
