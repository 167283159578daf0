"""Where an entry of an alert leads. The redirect is read and never followed: its address holds the target."""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from account_health.text.hosts import host_of

_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_BING: Final = re.compile(r"(?:^|\.)bing\.com$")
_TARGET: Final = re.compile(r"(?:^|&)(?:url|q)=(.*)$", re.DOTALL)
_GOOGLE_S_OWN: Final = re.compile(r"(?:&(?:rct|sa|ct|cd|usg|ved|source|esrc|opi|q)=[^&]*)+$")
"""What Google adds behind the target. A target that is not encoded holds keys of its own, which stay."""
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|wt_mc|cmp|ref|referrer|source|at_\w+|ns_\w+|xtor)$",
    re.IGNORECASE,
)
_LONGEST: Final = 600


def target_of(link: str) -> str:
    """Return the address to which an entry's link leads; empty where that is no page."""
    host = host_of(link)
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if _GOOGLE.search(host) and parts.path == "/url":
        return _page(_encoded_in(parts.query))
    if _BING.search(host) and parts.path.casefold().endswith("/apiclick.aspx"):
        return _page(dict(parse_qsl(parts.query)).get("url", ""))
    return _page(link)


def story_of(url: str) -> str:
    """Return a target as one story is known by it: without scheme, www and the keys that only count readers."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    path = parts.path.rstrip("/")
    return urlunsplit(("", host_of(url), path, urlencode(query), "")).removeprefix("//")


def _encoded_in(query: str) -> str:
    found = _TARGET.search(query)
    if found is None:
        return ""
    raw = _GOOGLE_S_OWN.sub("", found[1])
    return raw if "?" in raw else unquote(raw)


def _page(url: str) -> str:
    """Return an address of the web as it may be shown, empty for everything else."""
    url = url.strip()
    if not re.match(r"https?://[^/]", url, re.IGNORECASE) or len(url) > _LONGEST:
        return ""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")
