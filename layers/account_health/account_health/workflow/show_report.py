"""Shows one company's report to whoever holds its link: a browser asks, the page of the bucket is the answer."""

import base64
import gzip
import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from account_health.report import policy_in
from account_health.workflow.link_token import verified
from account_health.workflow.places import CompanyPlace
from account_health.workflow.report_link import keys
from account_health.workflow.services import Services

MOST: Final = 5_900_000
"""The most characters of a body; a function's whole answer may hold 6 MB."""

_SAFE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "Vary": "Accept-Encoding",
    }
)
_NO_FRAMES: Final = "frame-ancestors 'none'"
_NOTHING_HERE: Final = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>404</title></head><body>
<p>Diesen Bericht gibt es hier nicht oder nicht mehr. Ein Link gilt 30 Tage. Antworten Sie auf die Mail mit dem
Bericht, dann bekommen Sie ihn noch einmal.</p>
<p lang="en">There is no such report here, or no longer. A link lasts 30 days. Answer the mail that brought it, and you
get the report again.</p>
</body></html>
"""

logger = logging.getLogger(__name__)


def show_report(event: Mapping[str, Any], services: Services) -> dict[str, Any]:
    """Answer the request of a function URL with the report that its token names.

    Whatever is wrong with the request is a 404 that does not tell what. The token is in the path, and no log holds it.

    Raises BackendError where storage or keys cannot be read, UsageError where there is no key.
    """
    http = event.get("requestContext", {}).get("http", {})
    method = str(http.get("method", ""))
    body = _page(event, services) if method in {"GET", "HEAD"} else None
    if body is None:
        return _answer(404, _NOTHING_HERE.encode(), "default-src 'none'", method, packed=False)
    packed = "gzip" in _header(event, "accept-encoding")
    return _answer(200, body, policy_in(body), method, packed=packed)


def _page(event: Mapping[str, Any], services: Services) -> bytes | None:
    token = str(event.get("rawPath", "")).removeprefix("/")
    grant = verified(token, keys(services), services.clock())
    if grant is None:
        return None
    stored = services.storage.read(CompanyPlace(grant.company, grant.run).report("html"))
    return None if stored is None else stored.body


def _answer(status: int, body: bytes, policy: str, method: str, *, packed: bool) -> dict[str, Any]:
    """Return what Lambda makes an HTTP answer of; what is too large for one is told in the log and shown as a 404."""
    headers = {**_SAFE, "Content-Security-Policy": f"{policy}; {_NO_FRAMES}"}
    if packed:
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    text = base64.b64encode(body).decode()
    if len(text) > MOST:
        logger.error("the report is too large to be shown", extra={"bytes": len(body), "packed": packed})
        return _answer(404, _NOTHING_HERE.encode(), "default-src 'none'", method, packed=False)
    return {
        "statusCode": status,
        "headers": headers,
        "isBase64Encoded": True,
        "body": "" if method == "HEAD" else text,
    }


def _header(event: Mapping[str, Any], name: str) -> str:
    """Return a header of the request in lower case; Lambda writes their names so."""
    return str(event.get("headers", {}).get(name, "")).lower()
