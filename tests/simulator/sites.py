"""Simulated sites: a plain blog, and sites that fail in every way that sites fail in.

All names in them are invented. WordPress has a module of its own.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from html import escape
from types import MappingProxyType

from tests.simulator.gateway import Reply, Request, Site, html, redirect, xml

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPost:
    """One post of a simulated blog."""

    number: int
    title: str
    at: datetime
    slug: str
    author: str = "Jana Vogt"


@dataclass(kw_only=True)
class Owner:
    """What a simulated company says of itself on its pages."""

    name: str = "Bäckerei Sommer"
    legal_name: str = "Bäckerei Sommer GmbH"
    phone: str = "089 23456780"
    fax: str = "089 23456789"
    email: str = "hallo@baeckerei-sommer.example"
    street: str = "Marktplatz 1"
    town: str = "80331 München"
    profiles: tuple[str, ...] = ("https://www.facebook.com/baeckereisommer",)
    passages: tuple[str, ...] = ()
    year: int = 2026


def imprint_page(owner: Owner) -> str:
    """Return the visible part of an imprint."""
    profiles = "".join(f'<li><a href="{escape(url)}">{escape(url)}</a></li>' for url in owner.profiles)
    return (
        f"<h1>Impressum</h1><p>Angaben gemäß § 5 DDG</p><p>{escape(owner.legal_name)}<br>{escape(owner.street)}<br>"
        f"{escape(owner.town)}</p><p>Telefon: {escape(owner.phone)}<br>Telefax: {escape(owner.fax)}<br>"
        f"E-Mail: {escape(owner.email.replace('@', ' (at) '))}</p><p>Registergericht: Amtsgericht München, HRB 123456<br>"
        f"USt-IdNr. DE123456789</p><ul>{profiles}</ul>"
    )


def frame(owner: Owner, body: str, *, head: str = "", footer: str = "") -> str:
    """Return a whole page: head, menu, body, footer."""
    return (
        f'<!DOCTYPE html>\n<html lang="de"><head><meta charset="UTF-8"><title>{escape(owner.name)}</title>{head}</head>'
        f'<body class="home blog"><header><nav><ul><li><a href="/">Start</a></li>'
        f'<li><a href="/kontakt/">Kontakt</a></li></ul></nav></header><main>{body}</main>'
        f"<footer><p>© 2012–{owner.year} {escape(owner.name)}</p>{footer}</footer></body></html>"
    )


def welcome(owner: Owner) -> str:
    """Return the visible part of a home page above its posts."""
    profiles = "".join(f'<a href="{escape(url)}">Folgen</a> ' for url in owner.profiles)
    passages = "".join(f"<p>{escape(text)}</p>" for text in owner.passages)
    tel = "".join(letter for letter in owner.phone if letter.isdigit())
    return (
        f"<h1>{escape(owner.name)}</h1><p>Brot aus dem Holzofen, seit 1952.</p>{passages}"
        f'<p>Rufen Sie an: <a href="tel:{tel}">{escape(owner.phone)}</a></p><p>{profiles}</p>'
    )


LEGAL_LINKS = '<a href="/impressum/">Impressum</a> <a href="/datenschutz/">Datenschutz</a>'


@dataclass(kw_only=True)
class PlainBlog:
    """A blog of static pages: Atom feed, no comments. `pages` are added to, or replace, its own.

    `feed_link` and `feed_header` say how the feed is named; `feed_path` None means that there is none.
    """

    host: str
    owner: Owner = field(default_factory=Owner)
    posts: tuple[SimulatedPost, ...] = ()
    feed_path: str | None = "/feed.xml"
    feed_link: bool = True
    feed_header: bool = False
    legal: str = LEGAL_LINKS
    post_extra: str = ""
    pages: dict[str, Reply] = field(default_factory=dict)
    certificate: tuple[str, str] | None = None
    latency: float = 0.0

    def __call__(self, request: Request) -> Reply:
        """Answer like a static host: 404 for whatever is not there."""
        reply = self.pages.get(request.path) or self._own(request.path)
        if self.certificate:
            reply = reply.with_headers(self.certificate)
        return replace(reply, delay=max(reply.delay, self.latency))

    def _own(self, path: str) -> Reply:
        if path == "/":
            return self._home()
        if path == self.feed_path:
            return xml(self.atom(), "application/atom+xml")
        if path == "/impressum/":
            return html(frame(self.owner, imprint_page(self.owner), footer=self.legal))
        if path in ("/datenschutz/", "/kontakt/"):
            return html(frame(self.owner, f"<h1>{path.strip('/').title()}</h1>", footer=self.legal))
        if any(path == f"/{post.slug}/" for post in self.posts):
            return html(
                frame(self.owner, f"<article><h1>{path}</h1></article>{self.post_extra}", footer=self.legal)
            )
        return html("<h1>404</h1>", 404)

    def _home(self) -> Reply:
        link = f'<link rel="alternate" type="application/atom+xml" href="{self.feed_path}">'
        teasers = "".join(
            f'<article><a href="/{post.slug}/">{escape(post.title)}</a></article>' for post in self.posts
        )
        body = welcome(self.owner) + teasers
        page = html(frame(self.owner, body, head=link if self.feed_link else "", footer=self.legal))
        if self.feed_header:
            named = f'<{self.feed_path}>; rel="alternate"; type="application/atom+xml"'
            page = page.with_headers(("Link", named))
        return page

    def atom(self) -> str:
        """Return the feed."""
        entries = "".join(
            f"<entry><id>https://{self.host}/?p={post.number}</id><title>{escape(post.title)}</title>"
            f'<link href="https://{self.host}/{post.slug}/"/><published>{post.at.isoformat()}</published>'
            f"<updated>{post.at.isoformat()}</updated></entry>"
            for post in self.posts
        )
        return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'


def rfc822(at: datetime) -> str:
    """Return a time as RSS writes it."""
    return format_datetime(at)


# --- sites that fail -------------------------------------------------------------------------------


def answers(reply: Reply) -> Site:
    """Return a site that gives the same answer to everything."""
    return lambda _: reply


def simulated_error(trouble: str) -> Reply:
    """Return the reply by which a gateway says why a site cannot be reached, such as "refused"."""
    return Reply(status=502, headers=(("X-Gateway-Error", trouble),))


def _loop(request: Request) -> Reply:
    return redirect(f"https://{request.host}/round{len(request.path)}", 302)


def _bomb(_request: Request) -> Reply:
    body = gzip.compress(b"<p>x</p>" * (20 * MEGABYTE // 8))
    return Reply(headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")), body=body)


TROUBLES: Mapping[str, Site] = MappingProxyType(
    {
        "not_found": answers(html("<h1>Not found</h1>", 404)),
        "gone": answers(html("<h1>Gone</h1>", 410)),
        "unknown_host": answers(simulated_error("unknown_host")),
        "forbidden": answers(html("<h1>Forbidden</h1>", 403)),
        "server_error": answers(html("<h1>Error</h1>", 500)),
        "refused": answers(simulated_error("refused")),
        "dropped": answers(Reply(dropped=True)),
        "timeout": answers(simulated_error("timeout")),
        "hanging": answers(Reply(delay=3_600)),
        "slow_drip": answers(replace(html("<h1>Slow</h1>" * 1_000), drip=0.2)),
        "redirect_loop": _loop,
        "wrong_type": answers(
            Reply(headers=(("Content-Type", "application/pdf"),), body=b"%PDF-1.7\n\x00\x01")
        ),
        "garbage": answers(Reply(headers=(("Content-Type", "text/html"),), body=bytes(range(256)) * 40)),
        "empty": answers(html("")),
        "truncated": answers(replace(html("<html><body><h1>Half"), length=50_000)),
        "huge": lambda _: html("<p>x</p>" * (50 * MEGABYTE // 8)),
        "bomb": _bomb,
        "challenge": answers(html("<html><head><title>Just a moment...</title></head><body></body></html>")),
        "parked": answers(
            html("<html><body><h1>baeckerei.example</h1><p>This domain is for sale</p></body></html>")
        ),
        "expired_certificate": answers(simulated_error("expired_certificate")),
    }
)
"""What can be wrong with a whole site, by name."""
