"""Asks whether a domain publishes a DMARC policy, by DNS over HTTPS: the one question here that no interface of AWS answers.

Source: RFC 7489, sections 6.3 and 6.6.3; developers.google.com/speed/public-dns/docs/doh/json.
"""

from typing import Any, Final
from urllib.parse import urlencode

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.values import inner, objects, text
from account_health.model.errors import CollectError

RESOLVER: Final = "https://dns.google/resolve"
_NOERROR, _NXDOMAIN = 0, 3


def dmarc_policy(domain: str, fetcher: Fetcher) -> str | None:
    """Return the policy that a domain or the one above it publishes: none, quarantine or reject; "" where there is none.

    None where nobody can say: the resolver did not answer.
    """
    labels = domain.split(".")
    for place in dict.fromkeys((domain, ".".join(labels[-2:]))):
        try:
            query = urlencode({"name": f"_dmarc.{place}", "type": "TXT"})
            body = inner(fetcher.get(f"{RESOLVER}?{query}", {"Accept": "application/json"}).json())
        except CollectError:
            return None
        if body.get("Status") not in (_NOERROR, _NXDOMAIN):
            return None
        for row in objects(body.get("Answer")):
            policy = _policy(row.get("data"))
            if policy is not None:
                return policy
    return ""


def _policy(record: Any) -> str | None:  # noqa: ANN401 - what a resolver answers
    """Return what a TXT record says of p, None where it is no DMARC record."""
    said = (text(record) or "").replace('"', "")
    parts = [part.partition("=") for part in said.split(";")]
    tags = {name.strip().lower(): value.strip() for name, _, value in parts}
    return tags.get("p", "none").lower() if tags.get("v") == "DMARC1" else None
