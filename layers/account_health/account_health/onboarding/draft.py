"""The text of a registry file for a company of which a site tells: facts as values, what is doubtful as comments with its source."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from account_health.model import Message, message
from account_health.model.company import Language
from account_health.onboarding.found import Found, SiteFacts, certain, doubtful
from account_health.onboarding.linked import AUDITED, is_google_place, network_of
from account_health.onboarding.naming import id_of
from account_health.registry.addresses import AddressError, read_address
from account_health.text.i18n import translator
from account_health.text.profile_keys import profile_of

PLACEHOLDER: Final = "you@example.org"
"""Who gets the report, until somebody writes their own address."""
_CHECK: Final = message("Please check")
_ZONES: Final = {
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "IT": "Europe/Rome",
    "FR": "Europe/Paris",
    "NL": "Europe/Amsterdam",
    "GB": "Europe/London",
}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person adds to what the site tells; empty where nobody said anything.

    `accounts` are addresses of profiles, `name` the company's name as its people write it.
    """

    name: str | None = None
    to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    language: Language | None = None
    mode: str | None = None


def draft_of(facts: SiteFacts, wishes: Wishes) -> str:
    """Return the whole text of a registry file. Raises nothing: what cannot be written as a value stands as a comment."""
    return _Draft(facts, wishes).text()


class _Draft:
    """One file in the making: its lines in the language of the company."""

    def __init__(self, facts: SiteFacts, wishes: Wishes) -> None:
        self._facts = facts
        self._wishes = wishes
        self._language: Language = wishes.language or facts.language or "de"
        self._speaker = translator(self._language)

    def text(self) -> str:
        return "\n".join([*self._head(), *self._report(), *self._company(), *self._accounts(), ""])

    def _say(self, sentence: Message) -> str:
        return self._speaker.text(sentence)

    def _note(self, sentence: Message, after: str = "") -> str:
        return f"# {_one_line(self._say(sentence))}{after}"

    def _head(self) -> Iterator[str]:
        facts, wishes = self._facts, self._wishes
        if facts.url:
            yield self._note(
                message(
                    "What the website says of its company. Look through it once, and delete what is wrong."
                )
            )
        if facts.imprint:
            yield self._note(message("Legal notice"), f": {_one_line(facts.imprint)}")
        if facts.privacy:
            yield self._note(message("Privacy policy"), f": {_one_line(facts.privacy)}")
        name = wishes.name or (facts.name.value if facts.name else "")
        yield f"name = {quoted(name)}"
        if facts.name and not facts.name.certain and not wishes.name:
            yield self._check(facts.name, "name")
        if facts.legal_name:
            yield from self._value("legal_name", facts.legal_name)
        yield f"language = {quoted(self._language)}"
        if facts.country:
            yield f"country = {quoted(facts.country)}"
            if facts.country in _ZONES:
                yield f"timezone = {quoted(_ZONES[facts.country])}"
        elif facts.url:
            yield self._note(
                message("The site does not say in which country the company is: Germany is assumed.")
            )
        if facts.region:
            yield f"region = {quoted(facts.region)}"

    def _report(self) -> Iterator[str]:
        wishes = self._wishes
        yield ""
        yield "[report]"
        if wishes.to:
            yield f"to = {_list(wishes.to)}"
        else:
            nobody = self._note(message("who gets the report: write your address"))
            yield f"to = {_list((PLACEHOLDER,))}  {nobody}"
        if wishes.copy_to:
            yield f"copy_to = {_list(wishes.copy_to)}"
        if wishes.mode:
            yield f"mode = {quoted(wishes.mode)}"

    def _company(self) -> Iterator[str]:
        facts = self._facts
        yield ""
        yield "[facts]"
        if facts.url:
            yield f"website = {quoted(facts.url)}"
        for key, found in (("phone", facts.phones), ("email", facts.emails), ("address", facts.addresses)):
            values = certain(found)
            if values:
                yield f"{key} = {quoted(values[0]) if len(values) == 1 else _list(values)}"
            for one in doubtful(found):
                yield self._check(one, key)
        if facts.hours is not None:
            yield from self._value("hours", facts.hours)

    def _value(self, key: str, found: Found) -> Iterator[str]:
        if found.certain:
            yield f"{key} = {quoted(found.value)}"
        else:
            yield self._check(found, key)

    def _check(self, found: Found, key: str) -> str:
        """Return a comment that a person turns into a value by deleting its beginning."""
        return f"{self._note(_CHECK)}: {key} = {quoted(found.value)}  ({self._why(found)}; {_one_line(found.source)})"

    def _why(self, found: Found) -> str:
        return _one_line(self._say(found.doubt)) if found.doubt else ""

    # --- accounts -----------------------------------------------------------------------------------

    def _accounts(self) -> Iterator[str]:
        facts = self._facts
        if facts.url:
            yield from self._site()
        wished = [Found(url, facts.url) for url in self._wishes.accounts]
        found = [*wished, *self._linked(wished)]
        unlooked = [
            one for one in found if one.certain and not is_google_place(one.value) and not _is_account(one)
        ]
        if unlooked:
            yield ""
            yield self._note(
                message(
                    "Profiles that no audit looks at are noted as yours, so that nobody asks whose they are:"
                )
            )
            yield from (f"#   {_one_line(one.value)}" for one in unlooked)
        seen: set[str] = set()
        ids: set[str] = set()
        for one in found:
            key = one.value.rstrip("/").casefold()
            if key not in seen:
                seen.add(key)
                yield from self._profile(one, ids)

    def _linked(self, wished: Sequence[Found]) -> Iterator[Found]:
        """Yield the profiles that the site links to; where a person named one of the same network, another one is a question."""
        named = {network_of(one.value): profile_of(one.value) for one in wished}
        for one in self._facts.profiles:
            network = network_of(one.value)
            if network not in named:
                yield one
            elif profile_of(one.value) != named[network]:
                yield replace(
                    one, doubt=message("another profile of this network was named; is this one yours, too?")
                )

    def _site(self) -> Iterator[str]:
        posts = self._facts.posts
        yield ""
        yield "[[accounts]]"
        if posts.there is False:
            yield self._note(
                message("No blog was found; if there is one, write url and its address instead of platform.")
            )
            yield 'platform = "website"'
            return
        yield f"url = {quoted(self._facts.url)}"
        if posts.feed:
            yield f"feed = {quoted(posts.feed)}"
        if posts.newest:
            yield self._note(message("Newest post"), f": {posts.newest.isoformat()}")
        elif posts.there is None:
            yield self._note(
                message("We could not see whether the site has a blog; the next check will tell.")
            )

    def _profile(self, one: Found, ids: set[str]) -> Iterator[str]:
        yield ""
        if not one.certain:
            yield f"{self._note(_CHECK)}: {_one_line(one.value)}  ({self._why(one)})"
            return
        if is_google_place(one.value):
            yield self._note(message("Google Business Profile"), f": {_one_line(one.value)}")
            yield self._note(message("To have it looked at, write these lines with the location's number:"))
            yield "# [[accounts]]"
            yield '# platform = "google_business_profile"'
            yield '# location_id = "…"'
            return
        table = "accounts" if _is_account(one) else "known"
        yield f"[[{table}]]"
        yield f"url = {quoted(one.value)}"
        if table == "known":
            yield 'is = "ours"'
            return
        network = network_of(one.value)
        if network in ids:
            # A platform's second account needs an id of its own.
            profile = profile_of(one.value)
            network = id_of(f"{network} {profile.name if profile else ''}", ids)
            yield f"id = {quoted(network)}"
        ids.add(network)


def _is_account(one: Found) -> bool:
    """Say whether an audit can look at a profile."""
    try:
        return network_of(one.value) in AUDITED and bool(read_address(one.value))
    except AddressError:
        return False


def quoted(text: str) -> str:
    """Return a text as a TOML string in one line."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", escaped)


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
