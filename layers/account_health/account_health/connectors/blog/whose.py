"""Whether a site's registered address answers with a page or a feed: one request, no credential."""

from account_health.connectors.blog.home import is_feed, read_visit
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.connectors.whose import Whose
from account_health.model import Identity
from account_health.model.errors import CollectError
from account_health.text.hosts import host_of


def whose(look: Look) -> Whose:
    """Return which host answers. Never raises a CollectError: what fails is `trouble`."""
    try:
        answer = look.fetcher.get(look.account.url)
        if not is_feed(answer):
            read_visit(answer)
    except CollectError as error:
        return Whose(trouble=unavailable(error))
    return Whose(identity=Identity(id=host_of(answer.url) or answer.url))
