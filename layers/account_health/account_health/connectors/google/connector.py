"""One look at one location: its facts, reviews, posts and photos side by side, then what only some need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.followed import Followed, follow
from account_health.connectors.google.client import (
    INFORMATION_HOST,
    VERIFICATIONS_HOST,
    GoogleClient,
)
from account_health.connectors.google.errors import (
    SCOPE,
    GrantRefusedError,
    QuotaZeroError,
    ScopeMissingError,
    ServiceDisabledError,
    SignInNeededError,
    gap_of,
)
from account_health.connectors.google.gone import after_reading
from account_health.connectors.google.locations import (
    EVERY,
    account_of,
    expand,
    registered_account,
    registered_location,
)
from account_health.connectors.google.lookalikes import look_at_lookalikes
from account_health.connectors.google.memory import Memory, read_memory, written
from account_health.connectors.google.performance import Figures, look_at_performance
from account_health.connectors.google.posts import LocalPosts, look_at_photos, look_at_posts
from account_health.connectors.google.profile import (
    READ_MASK,
    editor_url,
    listing_status,
    presence_of,
    profile_parts,
    said,
    social_links,
)
from account_health.connectors.google.reviews import Reviews, look_at_reviews
from account_health.connectors.google.token import Token, read_grant
from account_health.connectors.values import inner, text
from account_health.model import (
    Access,
    Conversation,
    NotOffered,
    Part,
    Pictures,
    Presence,
    Reason,
    Results,
    Snapshot,
    Statements,
    Unavailable,
)
from account_health.model.errors import AccessDeniedError, CollectError, NotFoundError, UnreadableAnswerError
from account_health.model.platform import PLATFORM_ROWS

_P = TypeVar("_P")

OFFERS: Final = PLATFORM_ROWS["google_business_profile"].parts

ATTRIBUTE_DAYS: Final = range(8, 15)
"""Days of the month on which the profiles elsewhere are read, in place of the photos: once a month with weekly looks.

Both change rarely, so that one request does for both, and the photos are fresh in the month's first report.
"""
IN_TESTING: Final = (
    "The grant worked for about a week and no longer: the consent screen is probably still in testing, where Google "
    "ends every grant after seven days. Publish it, then make a new refresh token; docs/google.md says how."
)


class GoogleConnector:
    """Looks at one location of a Google Business Profile."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is `Unavailable` with its reason."""
        followed = Followed(look)
        parts, memory = _seen(followed, read_memory(look.memory))
        return snapshot_of(look, {**parts, "memory": followed.added_to(written(memory))})


def _seen(followed: Followed, before: Memory) -> tuple[dict[str, Any], Memory]:
    """Return every part, each observed or with the reason why not, and what to remember."""
    look, grant = followed.look, ""
    try:
        client = GoogleClient(look=look, grant=read_grant(look))
        grant = client.grant.mark
        token = client.token()
        if look.account.location_id == EVERY:
            expand(look)
            return _dark(NOT_LISTED), before
        builder = SnapshotBuilder(
            client=client,
            location=registered_location(look.account),
            memory=before.accepted(grant, look.now),
            followed=followed,
        )
        return builder.parts(_access(look, token, builder.memory))
    except GrantRefusedError as error:
        memory = before.rejected(grant, look.now)
        ended = error.problem == "revoked" and memory.ended_like_a_test()
        refused = GrantRefusedError(
            f"{IN_TESTING} {error}" if ended else str(error),
            "expired" if ended else error.problem,
            ended=ended,
        )
        return _dark(gap_of(refused), access=Access(problem=refused.problem)), memory
    except CollectError as error:
        return _dark(gap_of(error), access=_access_after(error)), before


_AskList: TypeAlias = Callable[[GoogleClient, str], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The answers of the requests that need nothing of each other."""

    location: Mapping[str, Any] | CollectError
    old: "_Old"
    links: Part[Statements]
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """What the older interface shows; `asked` is the account that it was asked through, `account` where that answered."""

    reviews: Reviews
    posts: LocalPosts
    pictures: Part[Pictures]
    asked: str | None = None
    account: str | None = None

    @property
    def lists(self) -> tuple[Part[Any], ...]:
        """Return the part that each of the three lists fills."""
        return self.reviews.reviews, self.posts.posts, self.pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotBuilder:
    """One location on its way into a snapshot; `location` is `locations/2`."""

    client: GoogleClient
    location: str
    memory: Memory
    followed: Followed

    def parts(self, access: Access) -> tuple[dict[str, Any], Memory]:
        """Return every part, and what to remember. Raises CollectError where nothing at all can be seen."""
        found = self._found()
        location = found.location
        if isinstance(location, GrantRefusedError):
            raise location
        if not isinstance(location, CollectError):
            found = replace(found, old=self._asked_again(found.old))
        memory = replace(
            self.memory,
            account=found.old.account,
            links=_values(found.links),
            pictures=_whole(found.old.pictures, self.memory.pictures),
            reviews=_listed(found.old.reviews, self.memory.reviews),
            figures=found.figures,
        )
        if isinstance(location, CollectError):
            return self._without_facts(found, location, access), memory
        voice, updated = self._voice(location), self._updated(location)
        alike = look_at_lookalikes(self.client, location, self.memory.lookalikes, _today(self.client.look))
        memory = replace(memory, lookalikes=alike or memory.lookalikes)
        reviews, posts = _doubted(found.old.reviews, self.memory.reviews), found.old.posts
        if inner(location.get("metadata")).get("hasVoiceOfMerchant") is not True:
            reviews, posts = _distrusted(reviews), _distrusted_posts(posts)
        memory = replace(
            memory, ledger=after_reading(memory.ledger, reviews.reviews, _today(self.client.look))
        )
        if memory.figures.is_told_off(_today(self.client.look)):
            access = replace(access, beyond=("figures",))
        said = profile_parts(location, self.location)
        links = tuple(one.value for one in said["websites"].items)
        return {
            "access": access,
            "results": _results(memory),
            **said,
            "destinations": follow(self.followed, links, editor_url(self.location)),
            "presence": presence_of(location, voice),
            "listing": listing_status(location, voice, updated),
            "links": found.links,
            "lookalikes": alike or NotOffered(),
            "reviews": reviews.reviews,
            "rating": reviews.rating,
            "posts": posts.posts,
            "upkeep": posts.upkeep,
            "pictures": found.old.pictures,
            "texts": _texts(location, posts, editor_url(self.location)),
        }, memory

    def _found(self) -> _Found:
        calls: list[Callable[[], Any]] = [self._facts, self._older, self._links, self._figures]
        location, old, links, figures = self.client.look.pool.map(lambda call: call(), calls)
        return _Found(location=location, old=old, links=links, figures=figures)

    def _facts(self) -> Mapping[str, Any] | CollectError:
        mask = {"readMask": ",".join(READ_MASK)}
        try:
            found = self.client.get(INFORMATION_HOST, f"/v1/{self.location}", mask)
        except CollectError as error:
            return error
        if text(found.get("name")) is None:
            return UnreadableAnswerError("Google answered with something else than a location.")
        return found

    def _older(self) -> _Old:
        """Return reviews, posts and photos, side by side once the location's account is known."""
        try:
            account = registered_account(self.client.look.account) or self.memory.account
            account = account or account_of(self.client, self.location)
        except CollectError as error:
            gap = gap_of(error)
            return _Old(reviews=Reviews(gap, gap), posts=LocalPosts(gap, gap, gap=gap), pictures=gap)
        rest = self._photos_rest
        calls: tuple[_AskList, ...] = (
            look_at_reviews,
            look_at_posts,
            look_at_photos if rest is None else lambda *_: rest,
        )
        return self._lists(account, calls)

    def _lists(self, account: str, calls: tuple["_AskList", ...]) -> "_Old":
        """Return what the three lists of the older interface say, asked side by side through an account."""
        parent = f"{account}/{self.location}"
        reviews, posts, pictures = self.client.look.pool.map(lambda call: call(self.client, parent), calls)
        # A location may move to another account: what could not be read is looked up again next time.
        known = None if isinstance(reviews.reviews, Unavailable) else account
        return _Old(asked=account, reviews=reviews, posts=posts, pictures=pictures, account=known)

    def _asked_again(self, old: "_Old") -> "_Old":
        """Return the lists after those that were not there were asked for once more: the location itself is there.

        What stays away then is a fault of the platform's, unless no list at all is there under the registered account.
        """
        if old.asked is None or not any(map(_not_there, old.lists)):
            return old
        calls: tuple[_AskList, ...] = (
            look_at_reviews if _not_there(old.reviews.reviews) else lambda *_: old.reviews,
            look_at_posts if _not_there(old.posts.posts) else lambda *_: old.posts,
            look_at_photos if _not_there(old.pictures) else lambda *_: old.pictures,
        )
        again = self._lists(old.asked, calls)
        if registered_account(self.client.look.account) and all(map(_not_there, again.lists)):
            return again
        return _Old(
            asked=again.asked,
            reviews=Reviews(_passing(again.reviews.reviews), _passing(again.reviews.rating)),
            posts=_passing_posts(again.posts),
            pictures=_passing(again.pictures),
            account=again.account,
        )

    @property
    def _photos_rest(self) -> Pictures | None:
        """Return the remembered photos in the week in which the profiles elsewhere are read instead, None otherwise."""
        return self.memory.pictures if _today(self.client.look).day in ATTRIBUTE_DAYS else None

    def _links(self) -> Part[Statements]:
        """Return the profiles elsewhere: read in one week of the month, remembered for the rest of it."""
        url = editor_url(self.location)
        if self._photos_rest is None:
            known = self.memory.links
            return NotOffered() if known is None else said(known, url)
        try:
            return social_links(self.client.get(INFORMATION_HOST, f"/v1/{self.location}/attributes"), url)
        except NotFoundError:
            return Statements(())
        except CollectError as error:
            return gap_of(error)

    def _figures(self) -> Figures:
        """Return the figures of the month before; the first look at a location asks for nothing that can wait."""
        look = self.client.look
        if look.memory is None:
            return self.memory.figures
        return look_at_performance(self.client, self.location, _today(look), self.memory.figures)

    def _voice(self, location: Mapping[str, Any]) -> Part[Mapping[str, Any]]:
        """Return why our word does not count there; not asked where it does."""
        if inner(location.get("metadata")).get("hasVoiceOfMerchant") is True:
            return NotOffered()
        return self._further(VERIFICATIONS_HOST, f"/v1/{self.location}/VoiceOfMerchantState", {})

    def _updated(self, location: Mapping[str, Any]) -> Part[Mapping[str, Any]]:
        """Return what Google changed; not asked where it changed nothing."""
        if inner(location.get("metadata")).get("hasGoogleUpdated") is not True:
            return NotOffered()
        mask = {"readMask": ",".join(READ_MASK)}
        return self._further(INFORMATION_HOST, f"/v1/{self.location}:getGoogleUpdated", mask)

    def _further(self, host: str, path: str, parameters: Mapping[str, str]) -> Part[Mapping[str, Any]]:
        try:
            return self.client.get(host, path, parameters)
        except CollectError as error:
            return gap_of(error)

    def _without_facts(self, found: _Found, error: CollectError, access: Access) -> dict[str, Any]:
        """Return what is left where the facts cannot be seen; a location that was there once is gone.

        Where nothing answered but the endpoint that gives tokens, nothing was seen: neither that our access still reaches
        the profile nor what was remembered of it.
        """
        gap = gap_of(error)
        if gap.reason in DOWN and all(isinstance(one, Unavailable) for one in found.old.lists[:2]):
            return _dark(gap)
        verdict = _access_after(error)
        dark = _dark(gap, access=access if isinstance(verdict, Unavailable) else verdict)
        if isinstance(error, NotFoundError) and self.client.look.pinned_id is not None:
            dark["presence"] = Presence(problem="gone")
        old = found.old
        reviews = _doubted(old.reviews, self.memory.reviews)
        seen = {
            "reviews": reviews.reviews,
            "rating": reviews.rating,
            "posts": old.posts.posts,
            "upkeep": old.posts.upkeep,
            "pictures": old.pictures,
            "links": found.links,
        }
        return {**dark, **seen}


DOWN: Final = frozenset(
    {
        Reason.PLATFORM_UNAVAILABLE,
        Reason.RATE_LIMITED,
        Reason.TOO_SLOW,
        Reason.UNKNOWN_HOST,
        Reason.UNREADABLE,
    }
)
"""Reasons that say nothing of our access or of the location: the platform itself did not answer as it should."""

NOT_LISTED: Final = Unavailable(
    Reason.PLATFORM_UNAVAILABLE, "Google: the locations could not be listed when this run began, and can now."
)


def _dark(gap: Unavailable, **observed: object) -> dict[str, Any]:
    """Return parts of which none could be seen but those that are observed."""
    return {**dict.fromkeys(OFFERS, gap), **observed}


def _access(look: Look, token: Token, memory: Memory) -> Access:
    """Return how Google takes our grant; it has no end where it outlived what a grant for a test lives."""
    if token.grant_left is not None:
        return Access(expires_at=look.now + token.grant_left)
    return Access(never_expires=memory.outlived_a_test(look.now))


def _access_after(error: CollectError) -> Access | Unavailable:
    """Return what an error says of our access, the reason itself where it says nothing."""
    problem: Literal["revoked", "not_enrolled", "no_role"] | None = None
    match error:
        case QuotaZeroError() | ServiceDisabledError():
            problem = "not_enrolled"
        case SignInNeededError():
            problem = "revoked"
        case ScopeMissingError():
            return Access(missing=(SCOPE,))
        case AccessDeniedError() if type(error) is AccessDeniedError:
            problem = "no_role"
        case _:
            return gap_of(error)
    return Access(problem=problem)


def _gap_in(part: Part[Any]) -> Unavailable | None:
    """Return why a part is not known, or not known whole."""
    gap = part if isinstance(part, Unavailable) else getattr(part, "gap", None)
    return gap if isinstance(gap, Unavailable) else None


def _not_there(part: Part[Any]) -> bool:
    """Whether the platform said of a list, or of a page of it, that there is no such thing."""
    gap = _gap_in(part)
    return gap is not None and gap.reason is Reason.NOT_FOUND


def _passing(part: Part[_P]) -> Part[_P]:
    """Return a part with a 404 told as what it is where the location is there: a fault of the platform's."""
    if not _not_there(part):
        return part
    if isinstance(part, Unavailable):
        return LIST_NOT_THERE
    changed: Any = replace(part, gap=LIST_NOT_THERE)  # type: ignore[type-var] # only what has a gap is not there
    return cast("Part[_P]", changed)


def _passing_posts(seen: LocalPosts) -> LocalPosts:
    gap = LIST_NOT_THERE if seen.gap is not None and seen.gap.reason is Reason.NOT_FOUND else seen.gap
    return replace(seen, posts=_passing(seen.posts), upkeep=_passing(seen.upkeep), gap=gap)


LIST_NOT_THERE: Final = Unavailable(
    Reason.PLATFORM_UNAVAILABLE,
    "Google shows this location, and said twice that a list of it is not there (HTTP 404)",
)


def _distrusted(seen: Reviews) -> Reviews:
    """Take back an empty list: Google only lists the reviews of a location that is under our control."""
    if isinstance(seen.reviews, Conversation) and not seen.reviews.items:
        return Reviews(NOT_OURS, NOT_OURS)
    return seen


def _doubted(seen: Reviews, before: int) -> Reviews:
    """Take back an empty list where there were reviews at the last look: a second one like it is believed."""
    if not before or not isinstance(seen.reviews, Conversation) or seen.reviews.items:
        return seen
    gap = Unavailable(
        Reason.UNREADABLE, f"Google listed {before} reviews at the last look, and none at all this time"
    )
    return Reviews(gap, gap)


def _listed(seen: Reviews, before: int) -> int:
    """Return how many reviews were listed, as before where they could not be asked for."""
    if not isinstance(seen.reviews, Conversation):
        return before
    return sum(1 for item in seen.reviews.items if not item.ours)


def _whole(seen: Part[Pictures], before: Pictures | None) -> Pictures | None:
    """Return photos that were seen whole, those known before where they were not."""
    return seen if isinstance(seen, Pictures) and seen.gap is None else before


def _distrusted_posts(seen: LocalPosts) -> LocalPosts:
    """Take back an empty list of posts likewise."""
    if isinstance(seen.posts, Unavailable) or (not isinstance(seen.posts, NotOffered) and seen.posts.items):
        return seen
    return LocalPosts(NOT_OURS, NOT_OURS, gap=NOT_OURS)


NOT_OURS: Final = Unavailable(
    Reason.UNVERIFIED,
    "Google shows reviews and posts only of a location that is verified and under our control.",
)


def _results(memory: Memory) -> Results:
    figures = memory.figures
    return Results(
        calls=figures.calls,
        directions=figures.directions,
        clicks=figures.clicks,
        first=None if figures.last is None else figures.last.replace(day=1),
        last=figures.last,
        gone=memory.ledger.gone,
    )


def _texts(location: Mapping[str, Any], posts: LocalPosts, url: str) -> Statements:
    description = text(inner(location.get("profile")).get("description"))
    own = said([description], url, posts.gap)
    return own if posts.newest is None else replace(own, items=(*own.items, posts.newest))


def _values(links: Part[Statements]) -> tuple[str, ...] | None:
    return tuple(one.value for one in links.items) if isinstance(links, Statements) else None


def _today(look: Look) -> date:
    return look.now.astimezone(ZoneInfo(look.company.timezone)).date()
