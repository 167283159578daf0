"""Where a page leads its visitors that shows nothing of its own: into its frames, or on to the next address."""

from typing import Final

from account_health.connectors.blog.answer_kinds import DETAILS, Kind
from account_health.connectors.blog.frames import inside
from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.connector import Look
from account_health.model.errors import CollectError, NotAPageError

MOST_ONWARD: Final = 2
"""How many pages that only lead on are followed."""


def followed(look: Look, home: Visited) -> Visited:
    """Go where a page sends its visitors that shows nothing of its own. Raises CollectError."""
    for _ in range(MOST_ONWARD):
        if home.answered.frames:
            home = inside(look, home)
        elif home.answered.onward:
            home = _onward(look, home.answered.onward)
    return home


def _onward(look: Look, url: str) -> Visited:
    try:
        return visit(look, url)
    except NotAPageError:
        raise
    except CollectError as error:
        raise NotAPageError(DETAILS[Kind.ELSEWHERE], Kind.ELSEWHERE.value) from error
