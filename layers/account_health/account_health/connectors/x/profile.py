"""Who answers to a registered name, and what the profile says: one look-up, and pure functions on its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.values import followers, identifier, inner, objects, text, whole_number
from account_health.connectors.x.client import XClient
from account_health.connectors.x.dialect import Dialect, Heard, ask_in, first_of
from account_health.connectors.x.errors import error_in
from account_health.connectors.x.memory import Kept
from account_health.connectors.x.posts import number_of, text_of
from account_health.connectors.x.threads import url_of
from account_health.model import (
    Badge,
    Identity,
    NotOffered,
    Part,
    Pictures,
    Presence,
    Reason,
    Statement,
    Statements,
    Unavailable,
)
from account_health.model.company import Company
from account_health.model.errors import NotFoundError, UnreadableAnswerError
from account_health.text.hosts import host_of
from account_health.text.profile_texts import legal_words, said

_NO_FACE: Final = "default_profile"
"""Part of the address of the picture that X gives to whoever has none."""
_SHORT: Final = "t.co"
_NO_BADGE: Final = "none"
"""`verified_type` of a profile without a badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The user who answered. `was` is the registered handle where it is not the account's any more.

    `pinned` is the number of the pinned post, None where none is pinned; `pinned_text` its text where it came along;
    `others` are (handle, id) of who was asked for along with it; `gap` says what X left out of the profile.
    """

    user: Mapping[str, Any]
    id: str
    handle: str
    dialect: Dialect
    was: str | None = None
    pinned: int | None = None
    pinned_text: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    gap: Unavailable | None = None

    @property
    def url(self) -> str:
        """The profile's public address."""
        return f"https://x.com/{self.handle}"


def find(look: Look, client: XClient, order: tuple[Dialect, ...], others: tuple[str, ...] = ()) -> Profile:
    """Look up the registered account: by its name, and by its id where the name leads nowhere any more.

    `others` are handles that are asked for along with the name. Raises NotFoundError, SuspendedError, other CollectErrors.
    """
    named, known = look.account.username, look.account.user_id or look.pinned_id
    if named is None:
        if known is None:
            raise UnreadableAnswerError("X: neither a name nor an id of the account is registered.")
        return _looked_up(client, order, "/2/users", {"ids": known})
    try:
        return _looked_up(client, order, "/2/users/by", {"usernames": ",".join((named, *others))})
    except NotFoundError as error:
        # A suspended one is a NotFoundError too: the name is still its own.
        if known is None or type(error) is not NotFoundError:
            raise
    return _looked_up(client, order, "/2/users", {"ids": known}, was=named)


def _looked_up(
    client: XClient, order: tuple[Dialect, ...], path: str, who: Mapping[str, str], was: str | None = None
) -> Profile:
    heard = ask_in(client, order, "user", path, who)
    asked = next(iter(who.values())).partition(",")[0]
    rows = objects(heard.body.get("data"))
    if not rows:
        raise UnreadableAnswerError("X answered with neither a user nor a reason why there is none.")
    people = [(row, identifier(row.get("id")), text(row.get("username"))) for row in rows]
    # Whoever was asked for alone is who came, whatever the spelling.
    alone = "," not in next(iter(who.values()))
    mine = [one for one in people if alone or (one[2] or "").lower() == asked.lower()]
    if not mine:
        raise error_in(heard.body, asked) or UnreadableAnswerError("X left out the user that was asked for.")
    user, named, handle = mine[0]
    if named is None or handle is None:
        raise UnreadableAnswerError("X answered with a user without id or name.")
    pinned = number_of(first_of(user, "pinned_tweet_id", "pinned_post_id"))
    return Profile(
        user=user,
        id=named,
        handle=handle,
        dialect=heard.dialect,
        was=was if was and was.lower() != handle.lower() else None,
        pinned=pinned,
        pinned_text=_included(heard, pinned),
        others=tuple(
            (name.lower(), number) for _, number, name in people if name and number and number != named
        ),
        gap=Unavailable(Reason.UNREADABLE, f"X left out {heard.lacks}, in both vocabularies")
        if heard.lacks
        else None,
    )


def _included(heard: Heard, pinned: int | None) -> str | None:
    includes = inner(heard.body.get("includes"))
    rows = objects(first_of(includes, "tweets", "posts"))
    return next((text_of(row) for row in rows if pinned and number_of(row.get("id")) == pinned), None)


def identity_of(profile: Profile) -> Identity:
    """Return who answered."""
    return Identity(
        id=profile.id,
        handle=profile.handle,
        name=text(profile.user.get("name")),
        created_at=_time(profile.user.get("created_at")),
        was=profile.was,
    )


def presence_of(profile: Profile, country: str) -> Part[Presence]:
    """Return whether the public sees the profile; unknown where X does not say that it is not protected."""
    protected = profile.user.get("protected")
    if not isinstance(protected, bool):
        return Unavailable(Reason.UNREADABLE, "X does not say whether the profile is protected")
    if protected:
        return Presence(problem="protected")
    countries = inner(profile.user.get("withheld")).get("country_codes")
    withheld = isinstance(countries, list) and bool({country, "XX", "XY"} & set(map(str, countries)))
    return Presence(problem="withheld" if withheld else None)


def profile_parts(profile: Profile, company: Company, pinned: Part[Kept]) -> dict[str, Any]:
    """Return every part that the profile alone fills. `pinned` is the pinned post's text, NotOffered without one."""
    user, url = profile.user, profile.url
    description = _expanded(user, "description") or ""
    websites = _website(profile)
    texts: tuple[Statement, ...] = (Statement(description, url),) if description else ()
    if isinstance(pinned, Kept):
        texts += (Statement(pinned.text, url_of(pinned.id, profile.handle)),)
    lost = pinned if isinstance(pinned, Unavailable) else profile.gap
    return {
        "identity": identity_of(profile),
        "presence": presence_of(profile, company.country),
        "names": said((text(user.get("name")),), url),
        "handles": said((profile.handle,), url),
        "descriptions": said((description,), url),
        "websites": websites,
        "texts": Statements(texts, lost),
        "pictures": _pictures(user),
        "wording": legal_words((description,), url),
        "results": followers(inner(user.get("public_metrics")).get("followers_count")),
    }


def posts_counted(profile: Profile) -> int:
    """Return how many posts X counts of a profile, replies and reposts among them; 0 where it does not say."""
    metrics = inner(profile.user.get("public_metrics"))
    return max(whole_number(metrics.get(name)) or 0 for name in ("tweet_count", "post_count"))


def badge_of(profile: Profile, before: Badge | None, now: datetime) -> Part[Badge]:
    """Return whether X vouches for the profile, and when a look first missed a badge that it had.

    Not offered where X says nothing of it, or where there never was one.
    """
    kind = text(profile.user.get("verified_type"))
    if kind is None:
        return NotOffered()
    if kind.casefold() != _NO_BADGE:
        return Badge(shown=True)
    if before is None:
        return NotOffered()
    return Badge(shown=False, lost_at=now if before.shown else before.lost_at)


def _website(profile: Profile) -> Statements:
    """Return the profile's website; X stores a short link, the real address stands among the entities."""
    real = _first_link(inner(profile.user.get("entities")).get("url")) or text(profile.user.get("url"))
    if real is not None and host_of(real) in ("", _SHORT):
        return Statements((), Unavailable(Reason.UNREADABLE, "X does not say where the profile's link leads"))
    return said((real,), profile.url)


def _first_link(entity: object) -> str | None:
    urls = objects(inner(entity).get("urls"))
    return next((link for one in urls if (link := text(one.get("expanded_url")))), None)


def _expanded(user: Mapping[str, Any], name: str) -> str | None:
    """Return a text of the profile with the real addresses in place of the short ones."""
    written = text(user.get(name))
    if written is None:
        return None
    for one in objects(inner(inner(user.get("entities")).get(name)).get("urls")):
        short, real = text(one.get("url")), text(one.get("expanded_url"))
        if short and real:
            written = written.replace(short, real)
    return written


def _pictures(user: Mapping[str, Any]) -> Pictures:
    face = text(user.get("profile_image_url"))
    return Pictures(
        profile=face is not None and _NO_FACE not in face, cover=bool(text(user.get("profile_banner_url")))
    )


def _time(value: object) -> datetime | None:
    written = text(value)
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo else None
