"""Links to profiles in the social networks, told from buttons that share a page there."""

import re
from urllib.parse import urlsplit

from account_health.connectors.blog.page import Page
from account_health.connectors.blog.structured import owner_data
from account_health.connectors.feeds.entry import absolute
from account_health.model import Statement

MOST = 100

_NETWORK = re.compile(
    r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|instagram\.com|x\.com|twitter\.com|linkedin\.com|xing\.com|youtube\.com|youtu\.be"
    r"|tiktok\.com|pinterest\.(?:com|de|at|ch|co\.uk)|threads\.net|threads\.com|bsky\.app|vimeo\.com|t\.me|g\.page"
    r"|maps\.app\.goo\.gl)$"
)
_GOOGLE_MAPS = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_NO_PROFILE = re.compile(
    r"^/(?:$|sharer?(?:[/.]|$)|share(?:article)?(?:[/?.]|$)|dialog/|plugins/|intent/|pin/create|home/?$|hashtag/|search|spi/"
    r"|social/share|policies|legal|privacy|about/|help|terms|embed/|watch|v/|login|tr$|tr/|settings|explore/|p/|reels?/"
    r"|company/?$|app/plugins)",
    re.IGNORECASE,
)


def profiles_on(page: Page) -> tuple[Statement, ...]:
    """Return the addresses of profiles in known networks that a page links to, or names as its owner's in JSON-LD."""
    said = [absolute(text, page.url) for text in owner_data(page.structured).profiles]
    urls = [link.url for link in page.links] + said
    found = dict.fromkeys(url for url in urls if url and is_profile(url))
    return tuple(Statement(url, page.url) for url in list(found)[:MOST])


def is_profile(url: str) -> bool:
    """Say whether an absolute address is one of a profile in a network that we know."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    if _GOOGLE_MAPS.search(host):
        return parts.path.startswith("/maps/place/") or host.startswith("business.")
    return bool(_NETWORK.search(host)) and not _NO_PROFILE.match(parts.path or "/")
