"""What an Instagram profile and its media say: pure functions from JSON to parts of a snapshot."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from account_health.connectors.meta.graph.values import moment
from account_health.connectors.values import first_line, identifier, text
from account_health.model import Identity, NotOffered, Pictures, Post, Presence, Statements
from account_health.text.contact_details import emails_in, phones_in, postal_addresses_in
from account_health.text.profile_texts import addresses_in, legal_words, said

NO_POSTS: Final = frozenset({"AD", "STORY"})
"""Kinds of media that are no posts: an advertisement, and a story, which is gone after a day."""
LOOKED_AT: Final = 20
"""The newest media over which shares are counted."""


def account_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the account's object; the documents of Instagram Login show it inside a list, answers do not."""
    rows = body.get("data")
    if isinstance(rows, list) and rows and isinstance(rows[0], Mapping) and "id" not in body:
        return rows[0]
    return body


def account_ids(account: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of an account, first the one that stays the same for every app."""
    named = (identifier(account.get("user_id")), identifier(account.get("id")))
    return tuple(dict.fromkeys(one for one in named if one))


def profile_url(account: Mapping[str, Any]) -> str:
    """Return the public address of a profile."""
    name = text(account.get("username"))
    return f"https://www.instagram.com/{name}/" if name else "https://www.instagram.com/"


def identity_of(account: Mapping[str, Any], registered: str | None = None) -> Identity:
    """Return who answered. An old name leads nowhere on Instagram, or to whoever took it."""
    handle = text(account.get("username"))
    renamed = handle is not None and registered is not None and handle.lower() != registered.lower()
    return Identity(
        id=account_ids(account)[0],
        handle=handle,
        name=text(account.get("name")),
        was=registered if renamed else None,
    )


def profile_parts(account: Mapping[str, Any], country: str, known: tuple[str, ...] = ()) -> dict[str, object]:
    """Return every part of a snapshot that the profile alone fills.

    A biography owes nobody a number or an address; what it names is a fact that may be wrong. `country` reads numbers and
    postal codes, `known` are the addresses that are registered.
    """
    url = profile_url(account)
    biography, website = text(account.get("biography")), text(account.get("website"))
    websites = (website,) if website else ()
    return {
        "identity": identity_of(account),
        "presence": Presence(problem="unpublished" if account.get("is_published") is False else None),
        "names": said((text(account.get("name")),), url),
        "handles": said((text(account.get("username")),), url),
        "descriptions": said((biography,), url),
        "texts": said((biography,), url),
        "websites": said(websites, url),
        "links": said((*websites, *addresses_in(biography)), url),
        "phones": _named(phones_in(biography or "", country), url),
        "emails": _named(emails_in(biography or ""), url),
        "addresses": _named(postal_addresses_in(biography or "", country, known), url),
        "pictures": Pictures(profile=_has_picture(account)),
        "wording": legal_words((biography,), url),
    }


def _named(values: tuple[str, ...], url: str) -> Statements | NotOffered:
    return said(values, url) if values else NotOffered()


def posts_of(media: Iterable[Mapping[str, Any]]) -> list[tuple[Post | None, str]]:
    """Return own posts with their dates as written."""
    found: list[tuple[Post | None, str]] = []
    for medium in media:
        if (text(medium.get("media_product_type")) or "").upper() in NO_POSTS:
            continue
        named, at = identifier(medium.get("id")) or "", moment(medium.get("timestamp"))
        title = first_line(medium.get("caption"))
        post = Post(named, text(medium.get("permalink")) or "", at, title) if at else None
        found.append((post, str(medium.get("timestamp", ""))))
    return found


def comments_disabled(media: Iterable[Mapping[str, Any]]) -> float | None:
    """Return the share of the newest media on which nobody may comment; None where Instagram does not say."""
    said_so = [
        medium["is_comment_enabled"] for medium in list(media)[:LOOKED_AT] if "is_comment_enabled" in medium
    ]
    return sum(one is False for one in said_so) / len(said_so) if said_so else None


def alt_texts(media: Iterable[Mapping[str, Any]]) -> float | None:
    """Return the share of the newest pictures with a text for people who cannot see them; None without pictures."""
    pictures = [medium for medium in list(media)[:LOOKED_AT] if medium.get("media_type") == "IMAGE"]
    return sum(bool(text(one.get("alt_text"))) for one in pictures) / len(pictures) if pictures else None


def _has_picture(account: Mapping[str, Any]) -> bool:
    stated = account.get("has_profile_pic")
    return stated if isinstance(stated, bool) else bool(text(account.get("profile_picture_url")))
