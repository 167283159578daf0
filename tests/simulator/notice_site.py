"""The bakery's website, to which its profiles lead, also for the legal notice."""

from tests.simulator.gateway import Reply, Request, html

WEBSITE = "www.baeckerei-morgenrot.example"


def website(request: Request) -> Reply:
    """Answer with the home page and the legal notice, each at its address."""
    if request.path == "/":
        return html("<h1>Bäckerei Morgenrot</h1>")
    if request.path != "/impressum":
        return html("<h1>Nicht gefunden</h1>", 404)
    return html("<h1>Impressum</h1><p>Bäckerei Morgenrot, Inhaberin Ida Morgenrot</p>")
