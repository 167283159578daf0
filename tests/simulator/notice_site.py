"""The bakery's website, to which its profiles lead for the legal notice."""

from tests.simulator.gateway import Reply, Request, html

WEBSITE = "www.baeckerei-morgenrot.example"


def website(request: Request) -> Reply:
    """Answer with the legal notice at its address alone."""
    if request.path != "/impressum":
        return html("<h1>Nicht gefunden</h1>", 404)
    return html("<h1>Impressum</h1><p>Bäckerei Morgenrot, Inhaberin Ida Morgenrot</p>")
