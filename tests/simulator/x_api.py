"""A simulated X API that answers as X's OpenAPI documents say, in the vocabulary of 2.166 (tweets) and of 2.167 (posts).

Like the real one it drops names of fields that it does not know without a word, bills what it returns (a resource once
per UTC day), keeps the headers of the rate limit, leaves `data` out where there is nothing, and refuses what the
documents do not allow.
"""

import base64
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from tests.simulator.gateway import Reply, Request, json_reply

HOST: Final = "api.x.com"
TOKEN: Final = "AAAAAAAAAAAAAAAAAAAAAsimulated%2Fbearer%3Dtoken"
POST_USD: Final = 0.005
USER_USD: Final = 0.010
_EPOCH_MS: Final = 1_288_834_974_657
_SHOWN: Final = MappingProxyType({"tweets": 3_200, "mentions": 800})
_LONG: Final = timedelta(days=1)
_LIMITS: Final = MappingProxyType({"users": 300, "tweets": 10_000, "mentions": 450, "single": 450})

TWEET_FIELDS: Final = frozenset(
    {
        "author_id", "conversation_id", "created_at", "edit_history_tweet_ids", "entities", "id",
        "in_reply_to_user_id", "note_tweet", "referenced_tweets", "reply_settings", "text",
    }
)  # fmt: skip
POST_FIELDS: Final = frozenset(
    {"conversation_id", "created_at", "entities", "id", "note_post", "reply_settings", "text"}
)
TWEET_EXPANSIONS: Final = frozenset({"author_id", "in_reply_to_user_id", "referenced_tweets.id"})
POST_EXPANSIONS: Final = frozenset(
    {"author_id", "edit_history_post_ids", "in_reply_to_user_id", "referenced_posts"}
)
USER_FIELDS: Final = frozenset(
    {
        "created_at", "description", "entities", "id", "location", "name", "profile_banner_url",
        "profile_image_url", "protected", "public_metrics", "url", "username", "verified_type", "withheld",
    }
)  # fmt: skip
TWEET_USER_FIELDS: Final = frozenset({"pinned_tweet_id"})
TWEET_USER_EXPANSIONS: Final = frozenset({"pinned_tweet_id"})
POST_USER_EXPANSIONS: Final = frozenset({"pinned_post_id"})
_PARAMETERS: Final = MappingProxyType(
    {
        "users": frozenset({"usernames", "ids", "user.fields", "tweet.fields", "post.fields", "expansions"}),
        "single": frozenset({"ids", "tweet.fields", "post.fields", "expansions", "user.fields"}),
        "tweets": frozenset(
            {
                "max_results", "pagination_token", "start_time", "end_time", "since_id", "until_id", "exclude",
                "tweet.fields", "post.fields", "expansions", "user.fields",
            }
        ),
    }
)  # fmt: skip


def number_at(at: datetime, sequence: int = 0) -> int:
    """Return the number that a post published at this time has."""
    return ((int(at.timestamp() * 1000) - _EPOCH_MS) << 22) + sequence


@dataclass(frozen=True, kw_only=True)
class XUser:
    """A user of the simulated X. `link` is the website behind the short link."""

    id: str
    username: str
    name: str
    description: str = ""
    link: str | None = None
    created_at: datetime = datetime(2015, 3, 1, tzinfo=UTC)
    protected: bool = False
    suspended: bool = False
    withheld: tuple[str, ...] = ()
    face: str = "https://pbs.twimg.com/profile_images/1/face_normal.jpg"
    banner: str | None = "https://pbs.twimg.com/profile_banners/1/1"
    pinned: int | None = None
    badge: str | None = "none"


@dataclass(frozen=True, kw_only=True)
class XStatus:
    """A post. `refers` are pairs of a kind (replied_to, quoted, retweeted) and a number."""

    id: int
    author: str
    text: str
    conversation: int
    to: str | None = None
    refers: tuple[tuple[str, int], ...] = ()
    history: tuple[int, ...] = ()
    note: str | None = None
    reply_settings: str = "everyone"


class XWorld:
    """Who is on the simulated X and what they write.

    What is `gone` nobody sees from then on; an older version that was `edited` no timeline shows, and whoever asks for its
    number gets it. What is not `indexed` yet no timeline shows either. `renames` says that the conversation of an edited
    post has the number of its newest version instead of its first.
    """

    def __init__(self) -> None:
        self.users: dict[str, XUser] = {}
        self.posts: dict[int, XStatus] = {}
        self.gone: dict[int, datetime] = {}
        self.edited: dict[int, datetime] = {}
        self.indexed: dict[int, datetime] = {}
        self.renames = False
        self._sequence = itertools.count(1)

    def join(self, user: XUser) -> XUser:
        """Add a user, or change one."""
        self.users[user.id] = user
        return user

    def change(self, user: XUser, **changes: Any) -> XUser:
        """Change a user."""
        return self.join(replace(user, **changes))

    def say(self, author: XUser, at: datetime, text: str, **changes: Any) -> XStatus:
        """Publish a post of its own."""
        number = number_at(at, next(self._sequence) % 4096)
        base: dict[str, Any] = {"id": number, "author": author.id, "text": text, "conversation": number}
        return self._add(XStatus(**(base | changes)))

    def reply(self, author: XUser, at: datetime, target: XStatus, text: str) -> XStatus:
        """Reply to a post."""
        return self.say(
            author,
            at,
            text,
            conversation=target.conversation,
            to=target.author,
            refers=(("replied_to", target.id),),
        )

    def quote(self, author: XUser, at: datetime, target: XStatus, text: str) -> XStatus:
        """Quote a post."""
        return self.say(author, at, text, refers=(("quoted", target.id),))

    def repost(self, author: XUser, at: datetime, target: XStatus) -> XStatus:
        """Repost a post."""
        handle = self.users[target.author].username
        return self.say(author, at, f"RT @{handle}: {target.text}", refers=(("retweeted", target.id),))

    def edit(self, post: XStatus, at: datetime, text: str) -> XStatus:
        """Publish a newer version of a post: it gets a number of its own, and the older one is not shown any more."""
        number = number_at(at, next(self._sequence) % 4096)
        history = (*(post.history or (post.id,)), number)
        self.edited[post.id] = at
        newer = replace(post, id=number, text=text, history=history)
        if self.renames and post.conversation in history:
            newer = replace(newer, conversation=number)
        return self._add(newer)

    def remove(self, post: XStatus, at: datetime) -> None:
        """Take a post away with all its versions, as where its author deletes it or is gone."""
        self.gone |= dict.fromkeys(post.history or (post.id,), at)

    def index_late(self, post: XStatus, at: datetime) -> None:
        """Let timelines show a post from a later moment on only."""
        self.indexed[post.id] = at

    def shows(self, number: int, now: datetime) -> bool:
        """Say whether a post is there at a moment, for who asks for its number."""
        return (
            number in self.posts
            and number <= number_at(now, 4095)
            and self.gone.get(number, now + _LONG) > now
        )

    def lists(self, number: int, now: datetime) -> bool:
        """Say whether a timeline shows a post at a moment."""
        known = self.indexed.get(number, now) <= now < self.edited.get(number, now + _LONG)
        return known and self.shows(number, now)

    def _add(self, post: XStatus) -> XStatus:
        self.posts[post.id] = post
        return post

    def timeline(self, user: XUser, now: datetime) -> list[XStatus]:
        """Return what a user has published, newest first."""
        return self._newest((post for post in self.posts.values() if post.author == user.id), now)

    def mentions(self, user: XUser, now: datetime) -> list[XStatus]:
        """Return what others have written to or about a user, newest first."""
        handle = re.compile(rf"@{user.username}(?!\w)", re.IGNORECASE)
        said = (
            post
            for post in self.posts.values()
            if post.author != user.id
            and (post.to == user.id or handle.search(post.note or post.text) or self._quotes(post, user))
        )
        return self._newest(said, now)

    def _quotes(self, post: XStatus, user: XUser) -> bool:
        return any(
            kind == "quoted" and number in self.posts and self.posts[number].author == user.id
            for kind, number in post.refers
        )

    def _newest(self, posts: Iterable[XStatus], now: datetime) -> list[XStatus]:
        shown = (post for post in posts if self.lists(post.id, now))
        return sorted(shown, key=lambda post: post.id, reverse=True)


@dataclass
class Bill:
    """What was returned, and what of it was charged."""

    posts: int = 0
    users: int = 0
    charged: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def usd(self) -> float:
        """The charge in dollars."""
        return round(sum(POST_USD if kind == "post" else USER_USD for _, kind, _ in self.charged), 3)

    @property
    def reads(self) -> int:
        """How many resources were charged."""
        return len(self.charged)


class XApi:
    """The site behind api.x.com.

    `speaks` are the vocabularies that it understands: names of the other one are dropped in silence, or refused with
    400 where `refuses` is set. `troubles` maps "users", "tweets", "mentions" or "single" to an answer that is given
    instead, from the page that `from_page` names on. `endless` makes page tokens lead on for ever, to the first page
    again. `page_cap` is the most that a page holds, whatever was asked for, and `hollow` are pages that hold nothing
    and lead on, as where everything of a page is filtered. `paid` is for how many requests the credits last, None for
    ever. `lacks` names fields, as 2.166 spells them, that single posts come without in either vocabulary.
    `drops_gone` leaves out what a post replied to once that is gone; whom it replied to stays. `emptied` names timelines
    ("tweets", "mentions") that hold nothing for a while, without an error.
    """

    def __init__(self, world: XWorld, now: datetime) -> None:
        self.world = world
        self.now = now
        self.speaks = {"tweet", "post"}
        self.refuses = False
        self.troubles: dict[str, Reply] = {}
        self.from_page = 1
        self.endless = False
        self.page_cap = 100
        self.hollow: set[int] = set()
        self.paid: int | None = None
        self.lacks: dict[int, frozenset[str]] = {}
        self.drops_gone = False
        self.emptied: set[str] = set()
        self.bill = Bill()
        self._asked: dict[str, int] = {}
        self._before: set[tuple[str, str, str]] = set()

    def new_bill(self) -> Bill:
        """Start a new bill and return it; what was charged today is not charged again."""
        charged = {one for one in self.bill.charged if one[0] == self._today}
        self._before = charged
        self.bill = Bill()
        return self.bill

    @property
    def _today(self) -> str:
        return f"{self.now:%Y-%m-%d}"

    def __call__(self, request: Request) -> Reply:  # noqa: PLR0911 - one line a refusal
        """Answer one request."""
        route = _route(request.path)
        if request.method != "GET" or route is None:
            return problem(404, "Not Found", "about:blank")
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return problem(401, "Unauthorized", "about:blank")
        topic, user = route
        self._asked[topic] = self._asked.get(topic, 0) + 1
        page = _page_of(request.query.get("pagination_token", "")) + 1
        if self.paid is not None and sum(self._asked.values()) > self.paid:
            return self._limited(NO_CREDITS, topic)
        if topic in self.troubles and page >= self.from_page:
            return self._limited(self.troubles[topic], topic)
        wrong = self._wrong(topic, request.query)
        if wrong is not None:
            return invalid(wrong)
        if topic == "users":
            return self._limited(self._users(request.query), topic)
        if topic == "single":
            return self._limited(self._single(request.query), topic)
        return self._limited(self._timeline(topic, user, request.query), topic)

    def _wrong(self, topic: str, query: Mapping[str, str]) -> str | None:
        """Return what is wrong with a query, as far as X says so."""
        allowed = _PARAMETERS["tweets" if topic == "mentions" else topic]
        unknown = sorted(set(query) - (allowed - ({"exclude"} if topic == "mentions" else set())))
        if unknown:
            return f"The query parameter [{unknown[0]}] is not one of the allowed ones."
        if "tweet.fields" in query and "post.fields" in query:
            return "Two vocabularies in one request."
        if self.refuses and _dialect(query) not in self.speaks:
            return "The query parameter names fields that do not exist."
        size = query.get("max_results", "10")
        if not (size.isdigit() and 5 <= int(size) <= 100):
            return f"The `max_results` query parameter value [{size}] is not between 5 and 100"
        if any(not value for value in query.values()):
            return "A query parameter is empty."
        return None

    def _limited(self, reply: Reply, topic: str) -> Reply:
        limit = _LIMITS[topic]
        reset = int((self.now + timedelta(minutes=15)).timestamp())
        return reply.with_headers(
            ("x-rate-limit-limit", str(limit)),
            ("x-rate-limit-remaining", str(max(0, limit - self._asked[topic]))),
            ("x-rate-limit-reset", str(reset)),
        )

    def _users(self, query: Mapping[str, str]) -> Reply:
        by_name = "usernames" in query
        wanted = (query["usernames"] if by_name else query["ids"]).split(",")
        found: list[XUser] = []
        errors: list[dict[str, Any]] = []
        for one in wanted:
            user = self._named(one) if by_name else self.world.users.get(one)
            if user is not None and not user.suspended:
                found.append(user)
            else:
                errors.append(_missing(one, "usernames" if by_name else "ids", suspended=user is not None))
        new = _dialect(query) == "post"
        body: dict[str, Any] = {"data": [self._user(user, query, new=new) for user in found]}
        pinned = [user.pinned for user in found if user.pinned in self.world.posts]
        expansions = _names(query, "expansions")
        if pinned and (
            (new and "post" in self.speaks and "pinned_post_id" in expansions)
            or (not new and "tweet" in self.speaks and "pinned_tweet_id" in expansions)
        ):
            rows = [self._post(self.world.posts[number], query, new=new) for number in pinned if number]
            body["includes"] = {"posts" if new else "tweets": rows}
        return self._billed(body | {"errors": errors}, "user")

    def _named(self, name: str) -> XUser | None:
        return next((one for one in self.world.users.values() if one.username.lower() == name.lower()), None)

    def _user(self, user: XUser, query: Mapping[str, str], *, new: bool) -> dict[str, Any]:
        asked = _names(query, "user.fields")
        understood = ("post" if new else "tweet") in self.speaks
        new = new if understood else not new
        short = "https://t.co/abcdefghij"
        everything: dict[str, Any] = {
            "created_at": _written(user.created_at),
            "description": user.description,
            "location": "",
            "profile_banner_url": user.banner,
            "profile_image_url": user.face,
            "protected": user.protected,
            "public_metrics": {
                "followers_count": 12,
                "following_count": 3,
                "post_count" if new else "tweet_count": len(self.world.timeline(user, self.now)),
                "listed_count": 0,
            },
            "url": short if user.link else "",
            "verified_type": user.badge,
        }
        if user.link:
            entity = {
                "start": 0,
                "end": 23,
                "url": short,
                "expanded_url": user.link,
                "display_url": user.link,
            }
            everything["entities"] = {"url": {"urls": [entity]}}
        if user.withheld:
            everything["withheld"] = {"country_codes": list(user.withheld), "scope": "user"}
        row = {"id": user.id, "name": user.name, "username": user.username}
        row |= {name: value for name, value in everything.items() if name in asked and value is not None}
        if user.pinned and not new and understood and "pinned_tweet_id" in asked:
            row["pinned_tweet_id"] = str(user.pinned)
        if user.pinned and new and understood and "pinned_post_id" in _names(query, "expansions"):
            row["pinned_post_id"] = str(user.pinned)
        return row

    def _single(self, query: Mapping[str, str]) -> Reply:
        numbers = [int(one) for one in query["ids"].split(",")]
        new = _dialect(query) == "post"
        shown = [one for one in numbers if self.world.shows(one, self.now)]
        rows = [self._post(self.world.posts[one], query, new=new) for one in shown]
        errors = [_missing(str(one), "ids", kind="tweet") for one in numbers if one not in shown]
        return self._billed({"data": rows, "errors": errors}, "post")

    def _timeline(self, topic: str, user_id: str, query: Mapping[str, str]) -> Reply:
        user = self.world.users.get(user_id)
        if user is None or user.suspended:
            return json_reply({"errors": [_missing(user_id, "id", suspended=user is not None)]})
        if user.protected:
            older = {} if _dialect(query) == "post" else {"section": "data"}
            return json_reply({"errors": [_hidden(user_id) | older]})
        published = self.world.timeline if topic == "tweets" else self.world.mentions
        found = [] if topic in self.emptied else published(user, self.now)
        most = 800 if "replies" in query.get("exclude", "") else _SHOWN[topic]
        found = [post for post in _between(found[:most], query) if not _excluded(post, query)]
        offset = _page_of(query.get("pagination_token", ""))
        size = min(int(query.get("max_results", "10")), self.page_cap)
        hollow = offset + 1 in self.hollow
        start = 0 if self.endless else (offset - sum(one <= offset for one in self.hollow)) * size
        page = [] if hollow else found[start : start + size]
        new = _dialect(query) == "post"
        meta: dict[str, Any] = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": str(page[0].id), "oldest_id": str(page[-1].id)}
        if hollow or (page and (self.endless or start + size < len(found))):
            meta["next_token"] = _token(offset + 1)
        body: dict[str, Any] = {
            "data": [self._post(post, query, new=new) for post in page],
            "includes": self._includes(page, query, new=new),
            "meta": meta,
        }
        return self._billed(body, "post")

    def _includes(self, page: list[XStatus], query: Mapping[str, str], *, new: bool) -> dict[str, Any]:
        wanted = _names(query, "expansions") if ("post" if new else "tweet") in self.speaks else frozenset()
        people: dict[str, None] = {}
        posts: dict[int, None] = {}
        for post in page:
            if "author_id" in wanted:
                people[post.author] = None
            if "in_reply_to_user_id" in wanted and post.to:
                people[post.to] = None
            if ("referenced_posts" if new else "referenced_tweets.id") in wanted:
                posts |= dict.fromkeys(
                    number for _, number in post.refers if self.world.shows(number, self.now)
                )
            if "edit_history_post_ids" in wanted:  # older versions can still be read by their number
                posts |= dict.fromkeys(post.history or (post.id,))
        users = [self.world.users[one] for one in people if one in self.world.users]
        includes: dict[str, Any] = {}
        if users:
            includes["users"] = [{"id": one.id, "name": one.name, "username": one.username} for one in users]
        if posts:
            rows = [self._post(self.world.posts[one], {}, new=new) for one in posts]
            includes["posts" if new else "tweets"] = rows
        return includes

    def _post(self, post: XStatus, query: Mapping[str, str], *, new: bool) -> dict[str, Any]:
        """Return a post with what was asked for and understood; nobody is told what was dropped."""
        history = [str(one) for one in post.history or (post.id,)]
        row: dict[str, Any] = {"id": str(post.id), "text": post.text}
        if not new:
            row["edit_history_tweet_ids"] = history
        if ("post" if new else "tweet") not in self.speaks:
            return row
        asked = _names(query, "post.fields" if new else "tweet.fields") & (
            POST_FIELDS if new else TWEET_FIELDS
        )
        if new:
            asked |= _names(query, "expansions") & POST_EXPANSIONS
        refers = [
            {"type": kind, "id": str(number)}
            for kind, number in post.refers
            if not self.drops_gone or self.world.shows(number, self.now)
        ]
        everything: dict[str, Any] = {
            "author_id": post.author,
            "conversation_id": str(post.conversation),
            "created_at": _written(_moment(post.id)),
            "edit_history_post_ids": history if new else None,
            "in_reply_to_user_id": post.to,
            "note_post" if new else "note_tweet": {"text": post.note} if post.note else None,
            "referenced_posts" if new else "referenced_tweets": refers or None,
            "reply_settings": post.reply_settings,
        }
        row |= {name: value for name, value in everything.items() if name in asked and value is not None}
        missing = self.lacks.get(post.id, frozenset())
        return {name: value for name, value in row.items() if name.replace("post", "tweet") not in missing}

    def _billed(self, body: dict[str, Any], kind: str) -> Reply:
        """Charge what is returned, once per UTC day, and leave out what is empty."""
        includes = body.get("includes") or {}
        posts = [*includes.get("tweets", ()), *includes.get("posts", ())]
        users = [*includes.get("users", ())]
        (posts if kind == "post" else users).extend(body.get("data", ()))
        self.bill.posts += len(posts)
        self.bill.users += len(users)
        today = {(self._today, "post", row["id"]) for row in posts}
        today |= {(self._today, "user", row["id"]) for row in users}
        self.bill.charged |= today - self._before
        return json_reply({name: value for name, value in body.items() if value})


def problem(status: int, title: str, kind: str, **more: Any) -> Reply:
    """Return a refusal as X words it; `kind` is the last part of its type, or a whole one."""
    type_ = kind if ":" in kind else f"https://api.x.com/2/problems/{kind}"
    reply = json_reply({"title": title, "detail": title, "type": type_, "status": status, **more}, status)
    return replace(reply, headers=(("Content-Type", "application/problem+json"),))


def invalid(detail: str) -> Reply:
    """Return the refusal of a query."""
    return problem(400, "Invalid Request", "invalid-request", errors=[{"message": detail, "parameters": {}}])


NO_CREDITS: Final = problem(402, "Payment Required", "credits-depleted")
NO_CREDITS_OTHERWISE: Final = json_reply(
    {
        "title": "CreditsDepleted",
        "detail": "Your enrolled account [1] does not have any credits.",
        "type": "about:blank",
    },
    402,
)
NOT_ENROLLED: Final = json_reply(
    {
        "client_id": "00000000",
        "title": "Client Forbidden",
        "required_enrollment": "Appropriate Level of API Access",
        "reason": "client-not-enrolled",
        "type": "https://api.twitter.com/2/problems/client-forbidden",
    },
    403,
)
SPEND_CAP: Final = problem(403, "SpendCapReached", "about:blank")
USAGE_CAPPED: Final = problem(429, "UsageCapExceeded", "usage-capped", period="Monthly", scope="Product")
SUSPENDED_APP: Final = json_reply({"errors": [{"message": "This app is suspended.", "code": 416}]}, 403)
RATE_LIMITED: Final = json_reply({"errors": [{"code": 88, "message": "Rate limit exceeded"}]}, 429)


def day_limited(until: datetime, whose: str = "app") -> Reply:
    """Return a refusal whose quarter of an hour has plenty left: the limit of 24 hours is used up until a moment."""
    limit = f"x-{whose}-limit-24hour"
    return problem(429, "Too Many Requests", "about:blank").with_headers(
        (f"{limit}-limit", "25"),
        (f"{limit}-remaining", "0"),
        (f"{limit}-reset", str(int(until.timestamp()))),
    )


def _route(path: str) -> tuple[str, str] | None:
    if path in ("/2/users/by", "/2/users"):
        return "users", ""
    if path == "/2/tweets":
        return "single", ""
    match = re.fullmatch(r"/2/users/([0-9]{1,19})/(tweets|mentions)", path)
    return (match[2], match[1]) if match else None


def _dialect(query: Mapping[str, str]) -> str:
    new = "post.fields" in query or bool(_names(query, "expansions") & POST_USER_EXPANSIONS)
    return "post" if new else "tweet"


def _names(query: Mapping[str, str], parameter: str) -> frozenset[str]:
    return frozenset(query.get(parameter, "").split(",")) - {""}


def _between(found: list[XStatus], query: Mapping[str, str]) -> list[XStatus]:
    since, until = int(query.get("since_id", "0")), int(query.get("until_id", str(2**63)))
    start = query.get("start_time")
    first = number_at(datetime.fromisoformat(start)) if start else 0
    return [post for post in found if max(since + 1, first) <= post.id < until]


def _excluded(post: XStatus, query: Mapping[str, str]) -> bool:
    kinds = {kind for kind, _ in post.refers}
    words = query.get("exclude", "").split(",")
    return ("replies" in words and "replied_to" in kinds) or ("retweets" in words and "retweeted" in kinds)


def _token(page: int) -> str:
    return base64.b32encode(f"page {page:08d} of posts!!!".encode()).decode().lower().rstrip("=")[:36]


def _page_of(token: str) -> int:
    return next((page for page in range(1, 1000) if _token(page) == token), 0) if token else 0


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _moment(number: int) -> datetime:
    return datetime.fromtimestamp(((number >> 22) + _EPOCH_MS) // 1000, UTC)


def _missing(value: str, parameter: str, kind: str = "user", *, suspended: bool = False) -> dict[str, Any]:
    told = (
        f"User has been suspended: [{value}]."
        if suspended
        else f"Could not find {kind} with {parameter}: [{value}]."
    )
    return {
        "value": value,
        "detail": told,
        "title": "Forbidden" if suspended else "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }


def _hidden(value: str) -> dict[str, Any]:
    return {
        "value": value,
        "detail": f"Sorry, you are not authorized to see the user with id: [{value}].",
        "title": "Authorization Error",
        "resource_type": "user",
        "parameter": "id",
        "resource_id": value,
        "type": "https://api.twitter.com/2/problems/not-authorized-for-resource",
    }
