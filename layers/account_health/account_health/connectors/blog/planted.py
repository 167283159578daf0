"""Does the company write here? What strangers plant on a site that still names it: on a copy of its old pages or on its own.

Whoever buys a name that ran out may put up the old site from an archive, and whoever breaks into one leaves it as it is: name and
number stay right, and no fact tells. What tells is written beside them: posts that offer wares, or stand in letters that the site
does not use, and that lead visitors away. Words or another script are never enough; a second sign has to say the same, and
even both only warn.
"""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from account_health.connectors.blog.found import Written
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.page import Link
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.blog.planted_words import SOLD_AT, WARNS, is_own_trade, wares_in
from account_health.connectors.blog.sold_names import speaks_of_wares
from account_health.connectors.connector import Look
from account_health.connectors.peeked import is_walled
from account_health.model.errors import CollectError
from account_health.text.hosts import brand_of, host_of, same_site
from account_health.text.language import has_other_script, is_of_other_script, written_in
from account_health.text.profile_keys import network_of

FEWEST: Final = 3
"""So many of the newest posts, or links of the home page, are more than a slip, a guest or a partner."""
FEWEST_HOSTS: Final = 2
_LEADS_AWAY: Final = frozenset({"go", "goto", "out", "play", "recommends", "refer", "visit"})
"""First parts of addresses below which sites hide where their paid links lead."""
Planted: TypeAlias = Literal["wares", "letters", "links"]


def planted(look: Look, home: Visited, newest: Sequence[Written]) -> Planted | None:
    """Return what strangers planted: posts about wares, posts in other letters, links on the home page; None for none of it.

    One page of a post is fetched with the look, and only where the titles of the newest posts give reason to.
    """
    site = _Site(look, home)
    if site.offers_wares(newest):
        return "wares"
    if site.writes_other_letters(newest):
        return "letters"
    return "links" if site.sells_links() else None


class _Site:
    """The site of a look: what the company says there of itself, and where the home page leads."""

    def __init__(self, look: Look, home: Visited) -> None:
        company = look.company
        names = (company.name, company.legal_name, look.account.name, *home.page.site_names)
        own = [block for block in home.page.blocks if not block.post]
        self._own = [home.page.title, *(block.text for block in own)]
        self._fetcher, self._home = look.fetcher, home
        self._names = " ".join(filter(None, names))
        self._said = " ".join(self._own)
        self._heads = " ".join(
            [self._names, home.page.title, *(block.text for block in own if block.heading)]
        )
        self._known = {host_of(link.url) for link in home.page.links if link.url and not link.post}

    def offers_wares(self, newest: Sequence[Written]) -> bool:
        """Say whether posts offer wares in another language than the page's, or lead to where those are sold."""
        offers = [post for post in newest if wares_in(post.title)]
        if len(offers) < FEWEST or wares_in(self._names):
            return False
        if self._in_another_language(offers) and self._lead_away(offers):
            return True
        offers = [post for post in offers if not is_own_trade(self._heads, post.title)]
        if len(offers) < FEWEST:
            return False
        if sum(any(map(self._sells, post.links)) for post in offers) >= FEWEST:
            return True
        seen = [link for link in self._links_of_a_page(offers) if self._is_strangers(link.url)]
        if any(self._sells(link.url) or wares_in(link.text) for link in seen):
            return True
        away = sum(any(map(self._is_a_strangers_site, post.links)) for post in offers)
        return self._out_of_place(offers, newest) and (
            away >= FEWEST or any(self._is_a_strangers_site(link.url) for link in seen)
        )

    def _out_of_place(self, offers: Sequence[Written], newest: Sequence[Written]) -> bool:
        """Say whether a site that speaks nowhere of such wares, but where it shows its newest posts, praises them in these.

        Then it is of no matter how the hosts are called to which they lead: links are sold on sites with harmless names, too.
        """
        titles = [post.title.casefold() for post in newest if post.title]
        own = [text for text in self._own if not any(title in text.casefold() for title in titles)]
        praising = [post for post in offers if not WARNS.search(post.title)]
        return len(praising) >= FEWEST and not any(speaks_of_wares(text) for text in own)

    def writes_other_letters(self, newest: Sequence[Written]) -> bool:
        """Say whether posts are in letters that neither names nor home page use, and lead away."""
        other = [post for post in newest if is_of_other_script(post.title)]
        if len(other) < FEWEST or has_other_script(f"{self._names} {self._said}"):
            return False
        return self._lead_away(other) or any(
            self._is_strangers(link.url) for link in self._links_of_a_page(other)
        )

    def sells_links(self) -> bool:
        """Say whether the home page leads to several strangers by words for wares, seen or hidden from visitors."""
        sold = {
            link.url
            for link in self._home.page.links
            if not link.post and self._is_away(link.url) and wares_in(link.text)
            if not is_own_trade(self._heads, link.text)
        }
        return len(sold) >= FEWEST and len(set(map(host_of, sold))) >= FEWEST_HOSTS

    def _in_another_language(self, posts: Sequence[Written]) -> bool:
        page = written_in(self._said)
        written = written_in(" ".join(f"{post.title} {post.text}" for post in posts))
        return page is not None and written is not None and page != written

    def _lead_away(self, posts: Sequence[Written]) -> bool:
        return any(self._is_strangers(url) for post in posts for url in post.links)

    def _links_of_a_page(self, posts: Sequence[Written]) -> tuple[Link, ...]:
        """Return the links of the newest post's page of which neither feed nor list shows any; () where it does not answer."""
        unseen = [post.url for post in posts if post.url and not post.links]
        try:
            answer = self._fetcher.get(unseen[0]) if unseen else None
        except CollectError:
            return ()
        return read_page(answer.text(), answer.url).links if answer else ()

    def _is_away(self, url: str) -> bool:
        """Say whether an address is on another site, and on no network."""
        home = self._home.url
        return (
            bool(url) and not same_site(url, home) and brand_of(url) != brand_of(home) and not is_walled(url)
        )

    def _is_strangers(self, url: str) -> bool:
        """Say whether an address leads to a site that the home page does not lead to, or hides where it leads."""
        if self._is_away(url):
            return host_of(url) not in self._known
        first, _, then = urlsplit(url).path.strip("/").partition("/")
        return bool(then) and first.lower() in _LEADS_AWAY

    def _is_a_strangers_site(self, url: str) -> bool:
        return self._is_strangers(url) and network_of(url) is None

    def _sells(self, url: str) -> bool:
        parts = urlsplit(url)
        return self._is_strangers(url) and bool(SOLD_AT.search(f"{parts.hostname or ''}{parts.path}"))
