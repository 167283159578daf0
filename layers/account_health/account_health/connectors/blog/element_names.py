"""What the classes and the id of an element call it: the page itself, posts, comments, the foot of the page, a credit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

_POSTS: Final = re.compile(
    r"(?:posts?|type-post|post-(?:list|item|card|grid|content|entry|preview|teaser)|blog-?posts?|blog-?list|blogroll"
    r"|(?:latest|recent|related)-(?:posts?|news|articles)|wp-block-(?:latest-posts|query|post(?!-content\b))[\w-]*|news[\w-]*"
    r"|widget_(?:recent|archive)[\w-]*|archives?|comments?(?:-(?:area|list|section))?|commentlist|timeline|calendar"
    r"|events?(?:-(?:list|item|card|teaser))?|tribe-events(?:-[\w-]+)?|testimonials?(?:-[\w-]+)?|(?:dealer|store)-?(?:list|locator|finder)(?:-[\w-]+)?)",
    re.IGNORECASE,
)
_FOOTER: Final = re.compile(r"(?:[\w-]+[-_])?(?:footer|colophon|fusszeile)(?:[-_][\w-]+)?", re.IGNORECASE)
_STATIC: Final = frozenset({"page", "type-page", "node--type-page"})
_ENTRY: Final = re.compile(r"schema\.org/(?:BlogPosting|NewsArticle)\b")
"""Types of posts alone; makers call every page an Article. Joomla gives its lists on the home page no other mark."""
_CREDIT: Final = re.compile(
    r"(?:[\w-]+[-_])?(?:credits?|made-?by|built-?by|powered-?by|web-?designer|theme-?by)(?:[-_][\w-]+)?",
    re.IGNORECASE,
)
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Named:
    """What an element is called; an `entry` is one post, or a page that its maker calls one."""

    static: bool = False
    posts: bool = False
    footer: bool = False
    entry: bool = False
    credit: bool = False


_UNNAMED: Final = Named()


def named_by(attributes: Mapping[str, str]) -> Named:
    """Return what the attributes of an element call it."""
    if "class" not in attributes and "id" not in attributes:
        return _UNNAMED if "itemtype" not in attributes else _typed(_UNNAMED, attributes)
    called = _called(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_LONGEST])
    return _typed(called, attributes) if "itemtype" in attributes else called


def _typed(named: Named, attributes: Mapping[str, str]) -> Named:
    """Return what an element is called, and whether its type makes it an entry."""
    entry = not named.static and bool(_ENTRY.search(attributes["itemtype"][:_LONGEST]))
    return replace(named, entry=entry)


@lru_cache(maxsize=1_024)
def _called(names: str) -> Named:
    """Return what a list of names calls an element; a page uses the same few over and over."""
    words = names.split()
    return Named(
        static=not _STATIC.isdisjoint(words),
        posts=any(map(_POSTS.fullmatch, words)),
        footer=any(map(_FOOTER.fullmatch, words)),
        credit=any(map(_CREDIT.fullmatch, words)),
    )
