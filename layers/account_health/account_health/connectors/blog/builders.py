"""Where the makers of websites put the feed of a blog, for pages that do not name it themselves."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from account_health.connectors.blog.home import Visited

USUAL_PATHS: Final = ("feed.xml", "index.xml", "rss.xml", "atom.xml")
"""Where the generators of sites have it beside WordPress's `feed/`, which is asked for ahead."""
MOST_GUESSES: Final = 4


@dataclass(frozen=True, slots=True)
class Builder:
    """A maker of websites: how its pages are known, and where it puts feeds.

    `site` is relative to the home page; in `section`, "{}" stands for the address of the section's page.
    """

    mark: re.Pattern[str]
    site: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


BUILDERS: Final = (
    Builder(re.compile(r"wix\.com|wixstatic", re.IGNORECASE), site=("/blog-feed.xml",)),
    Builder(re.compile(r"squarespace", re.IGNORECASE), section=("{}?format=rss",)),
    Builder(re.compile(r"cdn\.shopify|shopify", re.IGNORECASE), section=("{}.atom",)),
    Builder(re.compile(r"webflow|hubspot", re.IGNORECASE), section=("{}/rss.xml",)),
    Builder(re.compile(r"jimdo", re.IGNORECASE), site=("/rss/blog",)),
    Builder(re.compile(r"weebly", re.IGNORECASE), section=("{}/feed",)),
    Builder(re.compile(r"joomla", re.IGNORECASE), section=("{}?format=feed&type=rss",)),
    Builder(re.compile(r"drupal", re.IGNORECASE), site=("/rss.xml",)),
    Builder(re.compile(r"ghost", re.IGNORECASE), site=("/rss/",)),
    Builder(re.compile(r"blogger", re.IGNORECASE), site=("/feeds/posts/default",)),
    Builder(re.compile(r"hugo", re.IGNORECASE), site=("/index.xml",), section=("{}/index.xml",)),
    Builder(re.compile(r"jekyll", re.IGNORECASE), site=("/feed.xml",)),
    Builder(re.compile(r"contao|typo3", re.IGNORECASE)),
)
"""Contao and TYPO3 put feeds wherever an editor said, so nothing is guessed there."""
_SQUARESPACE_SAYS: Final = re.compile(
    r"<!-- This is Squarespace|static1\.squarespace\.com|cdn\.shopify\.com|wixstatic\.com"
)


def usual_addresses(home: Visited) -> tuple[str, ...]:
    """Return the addresses to try where a home page names no feed and no section: below it, and where its maker has it."""
    url = urljoin(home.url, ".")
    if home.wordpress:
        return tuple(dict.fromkeys((urljoin(url, "feed/"), urljoin(home.wordpress_root, "feed/"))))
    builder = _builder(home)
    if builder is not None:
        return tuple(urljoin(url, path) for path in builder.site)
    return tuple(urljoin(url, path) for path in USUAL_PATHS)[:MOST_GUESSES]


def addresses_of_section(section: Visited) -> tuple[str, ...]:
    """Return where the feed of a section may be that does not name it."""
    parts = urlsplit(section.url)
    plain = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    if section.wordpress:
        return (f"{plain}/feed/",)
    builder = _builder(section)
    if builder is None:
        return (f"{plain}/feed/", f"{plain}/rss.xml")
    inside = tuple(path.replace("{}", plain) for path in builder.section)
    return (*inside, *(urljoin(section.url, path) for path in builder.site))


def _builder(page: Visited) -> Builder | None:
    """Return who made a page, by what it says of itself in its head, else by where its files come from."""
    said = page.page.generator or " ".join(_SQUARESPACE_SAYS.findall(page.html))
    return next((one for one in BUILDERS if one.mark.search(said)), None) if said else None
