"""Comments of a WordPress site through its REST API: threads, user ids, exact times."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urljoin

from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.page_reader import words_of
from account_health.connectors.blog.responders import Responders
from account_health.connectors.connector import Look
from account_health.connectors.feeds.entry import absolute
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.addresses import parse
from account_health.connectors.http.answer import Answer
from account_health.model import Conversation, Item, Reason, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    ForbiddenAddressError,
    NotFoundError,
    UnreadableAnswerError,
)
from account_health.model.plausible import may_be_since
from account_health.text.redact import detail

MOST_COMMENTS = 100
PAGE_SIZE = 100
"""The most that WordPress allows (`per_page`)."""
MOST_PAGES = 4
"""A plugin may allow fewer comments a page; then so many further pages are read."""
TIME_ZONE_MARGIN = timedelta(hours=24)
"""WordPress compares `after` with the site's local time, so we ask for a day more and filter again."""
FIELDS = "id,post,parent,author,author_name,author_url,date_gmt,link,status,type,content.rendered"
LONGEST_TEXT = 5_000
LONGEST_NAME = 200

_RELATION = "https://api.w.org/"
_HEADER = re.compile(r"<([^<>]{1,2000})>\s*;[^<]{0,500}rel\s*=\s*\"?https://api\.w\.org/\"?", re.IGNORECASE)
_WRONG_CREDENTIAL = frozenset(
    {
        "incorrect_password",
        "invalid_username",
        "invalid_email",
        "invalid_application_password",
        "application_passwords_disabled",
        "application_passwords_disabled_for_user",
    }
)
_APPROVED = frozenset({"", "approved", "approve", "1"})


@dataclass(frozen=True, slots=True)
class Closed:
    """The REST API is there and shows nothing to us; `detail` says how it refuses."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as WordPress stores it. `parent` 0 is top level, `author` 0 was not logged in."""

    id: int
    post: int
    parent: int
    author: int
    author_name: str
    at: datetime
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadComments:
    """The public comments among so many rows of answers, and how many rows could not be read.

    `ids` are those of all rows, of links from other sites too; `repeated` says that a further page brought no new one.
    """

    items: tuple[Comment, ...]
    rows: int
    unread: int = 0
    ids: frozenset[int] = frozenset()
    repeated: bool = False

    def and_more(self, page: "ReadComments") -> "ReadComments":
        """Return these and the comments of a further page. A page without a new id shows that its number is not heard."""
        return ReadComments(
            (*self.items, *page.items),
            self.rows + page.rows,
            self.unread + page.unread,
            self.ids | page.ids,
            repeated=self.repeated or bool(page.ids and page.ids <= self.ids),
        )


def rest_root(home: Visited) -> str | None:
    """Return the root of the REST API: as the header or the page names it, guessed only for WordPress."""
    header = _HEADER.search(home.headers.get("link", "")[:16_000])
    named = [header[1]] if header else []
    named += [relation.url for relation in home.page.relations if _RELATION in relation.rel]
    url = next((url for text in named if (url := absolute(text, home.url))), None)
    return url or (urljoin(home.wordpress_root, "wp-json/") if home.wordpress else None)


def comments_url(root: str, after: datetime, page: int = 1) -> str:
    """Return the address of a page of comments, newest first; `root` may be of the form `/?rest_route=/`."""
    query = urlencode(
        {
            "per_page": PAGE_SIZE,
            "page": page,
            "orderby": "date_gmt",
            "order": "desc",
            "after": after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "_fields": FIELDS,
        }
    )
    path = f"{root.rstrip('/')}/wp/v2/comments"
    return f"{path}&{query}" if "?" in root else f"{path}?{query}"


def look_at_rest(look: Look, root: str, since: datetime) -> Conversation | Closed | Unavailable:
    """Return the newest comments since a time, at most 100, or how the API refuses."""
    headers = authorization(look, root)
    after = since - TIME_ZONE_MARGIN
    try:
        first = look.fetcher.get(comments_url(root, after), headers)
        read = parse_comments(first.json(), root)
        pages = _further_pages(first, read.rows)
        urls = [comments_url(root, after, page) for page in pages]
        further = look.pool.map(lambda url: look.fetcher.get(url, headers).json(), urls)
    except (AccessDeniedError, NotFoundError, UnreadableAnswerError) as error:
        return _refused(error, credential=bool(headers))
    except CollectError as error:
        return unavailable(error)
    for value in further:
        try:
            more = parse_comments(value, root)
        except UnreadableAnswerError as error:
            return Closed(detail(str(error)))
        read = read.and_more(more)
    total = _number(first.headers.get("x-wp-total"))
    responders = Responders.of(look.company, look.account)
    return conversation(look, read, responders, Window(since, total))


@dataclass(frozen=True, slots=True)
class Window:
    """From when on comments count, and how many the site says there are (None where it does not say)."""

    since: datetime
    total: int | None


def conversation(look: Look, read: ReadComments, responders: Responders, window: Window) -> Conversation:
    """Return the newest 100 comments of the window in their threads, with what is missing as `gap`."""
    unique = {comment.id: comment for comment in read.items}
    newest = sorted(unique.values(), key=lambda one: (one.at, one.id), reverse=True)
    recent = [comment for comment in newest if may_be_since(comment.at, window.since, look.now)]
    items = tuple(
        Item(
            id=f"blog-{look.account.id}-{comment.id}",
            kind="comment",
            url=comment.url or f"{look.account.url}#comment-{comment.id}",
            author=comment.author_name,
            text=comment.text,
            at=comment.at,
            thread=f"post-{comment.post}",
            reply_to=f"blog-{look.account.id}-{comment.parent}" if comment.parent else None,
            ours=responders.include(comment.author_name, comment.author),
            in_passing=responders.bear(comment.author_name),
        )
        for comment in recent[:MOST_COMMENTS]
    )
    found = Conversation(items, window.since)
    # Older ones than the window among them show that the window is complete, whatever the site counts.
    counted = len(read.ids) + read.unread
    all_read = not read.repeated if window.total is None else window.total <= counted
    complete = len(recent) < len(newest) or all_read
    if len(recent) > MOST_COMMENTS or not complete:
        text = f"{window.total or len(newest)} comments since {window.since:%Y-%m-%d}, the newest {len(items)} read."
        return replace(found, gap=Unavailable(Reason.CUT_OFF, text))
    if read.unread:
        text = f"{read.unread} of {read.rows} comments could not be read."
        return replace(found, gap=Unavailable(Reason.UNREADABLE, text))
    return found


def parse_comments(value: object, base_url: str) -> ReadComments:
    """Return the public comments of an answer, no pingbacks. Raises UnreadableAnswerError where it is no list."""
    if not isinstance(value, list):
        code = value.get("code") if isinstance(value, dict) else None
        raise UnreadableAnswerError(f"The REST API answers without a list of comments ({str(code)[:60]}).")
    items: list[Comment] = []
    unread = 0
    for one in value:
        if isinstance(one, dict) and (one.get("type", "comment") or "comment") != "comment":
            continue
        if isinstance(one, dict) and str(one.get("status", "")) not in _APPROVED:
            continue
        comment = _comment(one, base_url) if isinstance(one, dict) else None
        if comment is None:
            unread += 1
        else:
            items.append(comment)
    ids = frozenset(one["id"] for one in value if isinstance(one, dict) and isinstance(one.get("id"), int))
    return ReadComments(tuple(items), len(value), unread, ids)


def authorization(look: Look, root: str) -> Mapping[str, str]:
    """Return the header with the account's application password, for the registered site's own https origin only."""
    values = look.secret.values if look.secret is not None else {}
    user, password = values.get("username", ""), values.get("application_password", "")
    if not user or not password:
        return {}
    try:
        there, ours = parse(root), parse(look.account.url)
    except ForbiddenAddressError:
        return {}
    same_host = there.host.removeprefix("www.") == ours.host.removeprefix("www.")
    if there.scheme != "https" or not same_host or (ours.scheme == "https" and there.port != ours.port):
        return {}
    token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return {"Authorization": f"Basic {token}"}


def _further_pages(first: Answer, count: int) -> range:
    """Return the pages still to read, where the site gives fewer comments a page than we asked for."""
    if not 0 < count < PAGE_SIZE:
        # Full: these are all that we take. Without a total, one more page tells whether there are others.
        unknown = count >= PAGE_SIZE and _number(first.headers.get("x-wp-total")) is None
        return range(2, 3 if unknown else 2)
    pages = _number(first.headers.get("x-wp-totalpages")) or 1
    needed = -(-MOST_COMMENTS // count)
    return range(2, min(pages, needed, MOST_PAGES + 1) + 1)


def _refused(error: CollectError, *, credential: bool) -> Closed | Unavailable:
    code = ""
    if error.answer is not None:
        try:
            value = error.answer.json()
        except UnreadableAnswerError:
            value = None
        code = str(value.get("code", ""))[:60] if isinstance(value, dict) else ""
        if credential and code in _WRONG_CREDENTIAL:
            return Unavailable(
                Reason.CREDENTIAL_REFUSED, f"WordPress refuses the application password ({code})."
            )
    status = f"HTTP {error.answer.status}" if error.answer is not None else "unreadable"
    return Closed(f"REST API closed: {status} {code}".rstrip())


def _comment(value: dict[str, object], base_url: str) -> Comment | None:
    """Return one comment, None where id or time cannot be read."""
    comment_id = value.get("id")
    at = _time(value.get("date_gmt"))
    if not isinstance(comment_id, int) or at is None:
        return None
    content = value.get("content")
    rendered = content.get("rendered") if isinstance(content, dict) else None
    return Comment(
        id=comment_id,
        post=_whole(value.get("post")),
        parent=_whole(value.get("parent")),
        author=_whole(value.get("author")),
        author_name=words_of(_text(value.get("author_name")))[:LONGEST_NAME],
        at=at,
        url=absolute(_text(value.get("link")), base_url),
        text=words_of(_text(rendered)[: 4 * LONGEST_TEXT])[:LONGEST_TEXT],
    )


def _time(value: object) -> datetime | None:
    """Return `date_gmt`, which carries no zone and means UTC."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


MOST_DIGITS = 9
