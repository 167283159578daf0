"""An agency's three companies on Meta: one shared credential, each with a Page, its Instagram account and a second one."""

import json
from dataclasses import dataclass, field
from typing import Final

from tests.builders import NOW
from tests.simulator.graph import APP_ID, APP_SECRET, Graph, Token
from tests.simulator.graph_world import (
    INSTAGRAM_SCOPES,
    LOGIN_SCOPES,
    PAGE_SCOPES,
    FacebookWorld,
    InstagramWorld,
)

NAMES: Final = ("sommer", "winter", "herbst")
SHARED_TOKEN: Final = "agency-wide-4711-token"
"""In no form that a filter for secrets would know: what keeps it out of sight has to be the code."""
LOGIN_TOKEN: Final = "login-0815-token-of-"
PAGE_TOKEN: Final = "page-token-of-"
"""What every derived token begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One company: its worlds, and the words that only its accounts say."""

    name: str
    page: FacebookWorld
    linked: InstagramWorld
    own: InstagramWorld

    @property
    def word(self) -> str:
        """Return a word that stands in nobody else's comments."""
        return f"geheim{self.name}"

    @property
    def file(self) -> str:
        """Return the registry file."""
        return (
            f'name = "{self.name.title()}"\n[report]\nto = ["chefin@{self.name}.example"]\n'
            f'[[accounts]]\nurl = "https://www.facebook.com/{self.name}"\ncredential = "shared/agency-meta"\n'
            f'[[accounts]]\nurl = "https://www.instagram.com/{self.name}/"\ncredential = "shared/agency-meta"\n'
            f'[[accounts]]\nid = "cafe"\nurl = "https://www.instagram.com/{self.name}.cafe/"\nlogin = "instagram"\n'
        )


@dataclass
class Agency:
    """The platform with all that belongs to the agency's companies."""

    graph: Graph = field(default_factory=Graph)
    branches: tuple[Branch, ...] = ()

    @property
    def environ(self) -> dict[str, str]:
        """Return the environment's credentials."""
        app = {"app_id": APP_ID, "app_secret": APP_SECRET}
        shared = json.dumps({"access_token": SHARED_TOKEN, **app})
        own = {
            f"ACCOUNT_HEALTH_SECRET__{name.upper()}__CAFE": json.dumps({"access_token": LOGIN_TOKEN + name})
            for name in NAMES
        }
        return {"ACCOUNT_HEALTH_SECRET___SHARED__AGENCY_META": shared, **own}


def agency() -> Agency:
    """Return three companies with a few posts, comments and replies each."""
    found = Agency()
    found.branches = tuple(_branch(number, name) for number, name in enumerate(NAMES, 1))
    pages = []
    for branch in found.branches:
        branch.page.page.fields["instagram_business_account"] = branch.linked.account
        for thing in (branch.page.page, branch.linked.account, branch.own.account):
            found.graph.add(thing)
        pages.append(branch.page.page.id)
        login = Token("INSTAGRAM", branch.own.account.id, LOGIN_SCOPES)
        found.graph.tokens[LOGIN_TOKEN + branch.name] = login
    found.graph.tokens[SHARED_TOKEN] = Token(
        "SYSTEM_USER", "5005", PAGE_SCOPES | INSTAGRAM_SCOPES, roles=tuple(pages)
    )
    return found


def _branch(number: int, name: str) -> Branch:
    page = FacebookWorld(NOW, page_id=f"{number}0010", username=name)
    linked = InstagramWorld(NOW, user_id=f"1784140000000001{number}", username=name)
    own = InstagramWorld(NOW, "instagram", user_id=f"1784140000000002{number}", username=f"{name}.cafe")
    # The simulation gives every account of this flavour one id; here are three.
    own.account.id = own.account.owner = f"260000000000000{number}"
    branch = Branch(name=name, page=page, linked=linked, own=own)
    first = number * 1000
    for at in range(1, 4):
        post = page.post(first + at, at)
        page.comment(post, first + 10 + at, at - 0.5, f"Wann habt ihr offen, {branch.word}?")
    page.answer(page.comment(post, first + 20, 2, f"Und sonntags, {branch.word}?"), first + 21, 1)
    page.conversation(number, 1, 2)
    for world in (linked, own):
        # The two flavours share nothing, not even numbers.
        offset = first + (0 if world is linked else 500)
        for at in range(1, 4):
            medium = world.medium(offset + at, at)
            world.comment(medium, offset + 10 + at, at - 0.5, f"Wann habt ihr offen, {branch.word}?")
    return branch
