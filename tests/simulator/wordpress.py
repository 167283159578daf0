"""A simulated WordPress site, as strict as the real one where a client could get it wrong."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import escape
from types import MappingProxyType
from typing import Any, Literal

from tests.simulator.gateway import Reply, Request, html, json_reply, xml
from tests.simulator.sites import LEGAL_LINKS, Owner, SimulatedPost, frame, imprint_page, rfc822, welcome

MOST_PER_PAGE = 100
COMMENTS_IN_FEED = 10
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?")
_ORDERS = frozenset({"date", "date_gmt", "id", "include", "post", "parent", "type"})

Rest = Literal[
    "open",
    "rest_login_required",
    "rest_not_logged_in",
    "rest_disabled",
    "rest_forbidden",
    "rest_cannot_access",
    "waf",
    "no_route",
    "missing",
    "html",
    "broken",
]
CLOSED: tuple[Rest, ...] = (
    "rest_login_required",
    "rest_not_logged_in",
    "rest_disabled",
    "rest_forbidden",
    "rest_cannot_access",
    "waf",
    "no_route",
    "missing",
    "html",
    "broken",
)
"""Every way in which a REST API is closed to the public."""

_CLOSED_REPLIES: Mapping[str, Reply] = MappingProxyType(
    {
        "waf": html("<h1>403 Forbidden</h1>", 403),
        "missing": html("<h1>404</h1>", 404),
        "html": html("<html><body>Willkommen</body></html>"),
        "broken": replace(html('[{"id": 1, "date_gmt"'), headers=(("Content-Type", "application/json"),)),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedComment:
    """One comment; `author` 0 is nobody logged in, `text` is HTML."""

    number: int
    post: int
    at: datetime
    text: str
    author_name: str = "Gast"
    author: int = 0
    parent: int = 0
    type: str = "comment"
    status: str = "approved"


@dataclass(kw_only=True)
class WordPressSite:
    """A blog run by WordPress. `rest` says how its API answers, `discovery` how its root is named.

    `offset` is the site's time zone: `date` and the parameter `after` are in it, `date_gmt` is not.
    `users` maps names to application passwords, which open a closed API.
    """

    host: str
    owner: Owner = field(default_factory=Owner)
    posts: tuple[SimulatedPost, ...] = ()
    comments: tuple[SimulatedComment, ...] = ()
    rest: Rest = "open"
    discovery: Literal["header", "link", "none"] = "header"
    pretty: bool = True
    offset: timedelta = timedelta(hours=1)
    most_per_page: int = MOST_PER_PAGE
    totals: bool = True
    comment_feed: bool = True
    feed_link: bool = True
    legal: str = LEGAL_LINKS
    post_extra: str = ""
    users: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Reply] = field(default_factory=dict)
    certificate: tuple[str, str] | None = None
    latency: float = 0.0

    def __call__(self, request: Request) -> Reply:
        """Answer like WordPress."""
        reply = self.pages.get(request.path) or self._own(request)
        if self.certificate:
            reply = reply.with_headers(self.certificate)
        return replace(reply, delay=max(reply.delay, self.latency))

    @property
    def root(self) -> str:
        """The root of the REST API as the site names it."""
        return (
            f"https://{self.host}/wp-json/" if self.pretty else f"https://{self.host}/index.php?rest_route=/"
        )

    def _own(self, request: Request) -> Reply:
        route = request.query.get("rest_route")
        if route is None and self.pretty and request.path.startswith("/wp-json"):
            route = request.path.removeprefix("/wp-json")
        if route is not None:
            return self._rest(route.rstrip("/"), request)
        feeds = {"/feed/": self.feed, "/comments/feed/": self.comments_feed}
        if request.path in feeds:
            known = request.path == "/feed/" or self.comment_feed
            return xml(feeds[request.path]()) if known else html(self._page("<h1>404</h1>"), 404)
        return self._home() if request.path == "/" else self._static(request.path)

    def _static(self, path: str) -> Reply:
        if path == "/impressum/":
            article = f'<article class="post-2 page type-page hentry">{imprint_page(self.owner)}</article>'
            return html(self._page(article))
        if path in ("/datenschutz/", "/kontakt/"):
            return html(self._page(f"<h1>{path.strip('/').title()}</h1>"))
        if any(path == f"/{post.slug}/" for post in self.posts):
            return html(self._page(f"<article><h1>Beitrag</h1></article>{self.post_extra}"))
        return html(self._page("<h1>404</h1>"), 404)

    # --- pages and feeds --------------------------------------------------------------------------

    def _page(self, body: str) -> str:
        links = '<link rel="stylesheet" href="/wp-content/themes/sommer/style.css">'
        if self.feed_link:
            links += (
                f'<link rel="alternate" type="application/rss+xml" title="Feed" href="https://{self.host}/feed/" />'
                f'<link rel="alternate" type="application/rss+xml" title="Kommentar-Feed" '
                f'href="https://{self.host}/comments/feed/" />'
            )
        if self.discovery == "link":
            links += f'<link rel="https://api.w.org/" href="{self.root}" />'
        return frame(self.owner, body, head=links, footer=self.legal)

    def _home(self) -> Reply:
        teasers = "".join(
            f'<article class="post type-post"><h2><a href="/{post.slug}/">{escape(post.title)}</a></h2>'
            f'<time datetime="{post.at.isoformat()}">{post.at:%d.%m.%Y}</time></article>'
            for post in self.posts
        )
        page = html(self._page(welcome(self.owner) + teasers))
        if self.discovery == "header":
            page = page.with_headers(("Link", f'<{self.root}>; rel="https://api.w.org/"'))
        return page

    def feed(self) -> str:
        """Return the feed of posts."""
        items = "".join(
            f"<item><title>{escape(post.title)}</title><link>https://{self.host}/{post.slug}/</link>"
            f"<comments>https://{self.host}/{post.slug}/#comments</comments><dc:creator>{escape(post.author)}</dc:creator>"
            f"<pubDate>{rfc822(post.at)}</pubDate>"
            f'<guid isPermaLink="false">https://{self.host}/?p={post.number}</guid></item>'
            for post in self.posts
        )
        return self._rss(items)

    def comments_feed(self) -> str:
        """Return the feed of the ten newest comments: no parents, no user ids."""
        newest = sorted(self.comments, key=lambda one: one.at, reverse=True)[:COMMENTS_IN_FEED]
        items = "".join(
            f"<item><title>Kommentar von {escape(one.author_name)}</title><link>{self._link(one)}</link>"
            f"<dc:creator>{escape(one.author_name)}</dc:creator><pubDate>{rfc822(one.at)}</pubDate>"
            f'<guid isPermaLink="false">https://{self.host}/?p={one.post}#comment-{one.number}</guid>'
            f"<description>{escape(one.text)}</description></item>"
            for one in newest
            if one.status == "approved"
        )
        return self._rss(items)

    def _rss(self, items: str) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<channel><title>{escape(self.owner.name)}</title><link>https://{self.host}</link>{items}</channel></rss>"
        )

    def _link(self, comment: SimulatedComment) -> str:
        slug = next((post.slug for post in self.posts if post.number == comment.post), f"post-{comment.post}")
        return f"https://{self.host}/{slug}/#comment-{comment.number}"

    # --- the REST API -----------------------------------------------------------------------------

    def _rest(self, route: str, request: Request) -> Reply:
        user = self._user(request)
        if user is None:
            return _error(
                401, "incorrect_password", "The provided password is an invalid application password."
            )
        if self.rest != "open" and not user:
            return _CLOSED_REPLIES.get(self.rest) or _closed(self.rest)
        if route == "":
            return json_reply({"name": self.owner.name, "namespaces": ["wp/v2"]})
        if route == "/wp/v2/comments":
            return self._comments(request.query, logged_in=bool(user))
        if route == "/wp/v2/posts":
            return self._posts(request.query)
        return _error(404, "rest_no_route", "No route was found matching the URL and request method.")

    def _user(self, request: Request) -> str | None:
        """Return who asks: "" for nobody, None for a wrong password."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Basic":
            return ""
        name, _, password = base64.b64decode(token).decode().partition(":")
        return name if self.users.get(name) == password else None

    def _comments(self, query: Mapping[str, str], *, logged_in: bool) -> Reply:
        refused = _refused_parameters(query, logged_in=logged_in)
        if refused:
            return refused
        approved = [one for one in self.comments if one.status == "approved" and one.type == "comment"]
        if "after" in query:
            after = datetime.fromisoformat(query["after"].rstrip("Zz")).replace(tzinfo=None)
            approved = [one for one in approved if (one.at + self.offset).replace(tzinfo=None) > after]
        if "post" in query:
            approved = [one for one in approved if one.post == int(query["post"])]
        approved.sort(key=lambda one: one.at, reverse=query.get("order", "desc") == "desc")
        return self._slice([self._comment(one) for one in approved], query)

    def _posts(self, query: Mapping[str, str]) -> Reply:
        refused = _refused_parameters(query, logged_in=True)
        if refused:
            return refused
        rows = [
            {
                "id": post.number,
                "date_gmt": f"{post.at:%Y-%m-%dT%H:%M:%S}",
                "title": {"rendered": escape(post.title)},
            }
            for post in sorted(self.posts, key=lambda post: post.at, reverse=True)
        ]
        if int(query.get("page", "1")) > 1 and not self._rows(rows, query):
            return _error(
                400, "rest_post_invalid_page_number", "The page number requested is larger than available."
            )
        return self._slice(rows, query)

    def _rows(self, rows: list[dict[str, Any]], query: Mapping[str, str]) -> list[dict[str, Any]]:
        size = min(int(query.get("per_page", "10")), self.most_per_page)
        start = (int(query.get("page", "1")) - 1) * size
        return rows[start : start + size]

    def _slice(self, rows: list[dict[str, Any]], query: Mapping[str, str]) -> Reply:
        size = min(int(query.get("per_page", "10")), self.most_per_page)
        shown = [_with_fields(row, query.get("_fields", "")) for row in self._rows(rows, query)]
        reply = json_reply(shown)
        if not self.totals:
            return reply
        return reply.with_headers(
            ("X-WP-Total", str(len(rows))), ("X-WP-TotalPages", str(-(-len(rows) // size)))
        )

    def _comment(self, one: SimulatedComment) -> dict[str, Any]:
        return {
            "id": one.number,
            "post": one.post,
            "parent": one.parent,
            "author": one.author,
            "author_name": one.author_name,
            "author_url": "",
            "date": f"{one.at + self.offset:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{one.at:%Y-%m-%dT%H:%M:%S}",
            "content": {"rendered": one.text},
            "link": self._link(one),
            "status": one.status,
            "type": one.type,
            "meta": [],
        }


def _refused_parameters(query: Mapping[str, str], *, logged_in: bool) -> Reply | None:
    """Return the error that WordPress gives for parameters it does not take, None where all are good."""
    good: dict[str, Callable[[str], bool]] = {
        "per_page": lambda text: text.isdigit() and 1 <= int(text) <= MOST_PER_PAGE,
        "page": lambda text: text.isdigit() and int(text) >= 1,
        "order": lambda text: text in ("asc", "desc"),
        "orderby": lambda text: text in _ORDERS,
        "after": lambda text: bool(_DATE_TIME.fullmatch(text)),
        "before": lambda text: bool(_DATE_TIME.fullmatch(text)),
    }
    bad = [name for name, is_good in good.items() if name in query and not is_good(query[name])]
    if bad:
        return _error(400, "rest_invalid_param", f"Invalid parameter(s): {', '.join(bad)}")
    if logged_in:
        return None
    if query.get("context") == "edit":
        return _error(401, "rest_forbidden_context", "Sorry, you are not allowed to edit comments.")
    protected = [name for name in ("author", "author_exclude", "author_email") if name in query]
    protected += ["type"] if query.get("type", "comment") != "comment" else []
    protected += ["status"] if query.get("status", "approve") != "approve" else []
    if protected:
        return _error(401, "rest_forbidden_param", f"Query parameter not permitted: {', '.join(protected)}")
    return None


def _with_fields(row: dict[str, Any], fields: str) -> dict[str, Any]:
    """Return a row with only the `_fields` that were asked for; `content.rendered` is one inside another."""
    if not fields:
        return row
    shown: dict[str, Any] = {}
    for name in fields.split(","):
        outer, _, inner = name.strip().partition(".")
        if outer in row:
            value = row[outer]
            shown[outer] = {inner: value.get(inner)} if inner else value
    return shown


def _closed(code: str) -> Reply:
    if code == "no_route":
        return _error(404, "rest_no_route", "No route was found matching the URL and request method.")
    return _error(401, code, "REST API restricted to authenticated users.")


def _error(status: int, code: str, message: str) -> Reply:
    return json_reply({"code": code, "message": message, "data": {"status": status}}, status)
