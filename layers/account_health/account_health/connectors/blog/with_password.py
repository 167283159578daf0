"""What WordPress's interface shows to who has an application password: JSON alone, after the pages were read by others."""

from dataclasses import replace
from datetime import timedelta

from account_health.connectors.blog.memory import known_interface
from account_health.connectors.blog.widgets import KEY
from account_health.connectors.blog.wordpress import Closed, authorization, look_at_rest
from account_health.connectors.connector import Look
from account_health.model import Access, Conversation, NotOffered, Reason, Snapshot, Unavailable
from account_health.model.limits import COMMENT_WINDOW_DAYS


class WithPassword:
    """Reads comments with the password, at the interface that the site's own pages name."""

    def is_there(self, seen: Snapshot) -> bool:
        """Say whether the site has an interface, and is the company's: strangers are shown no password."""
        comments = seen.comments
        strange = isinstance(comments, Unavailable) and comments.reason is Reason.NOT_OURS
        return (
            not isinstance(comments, NotOffered) and not strange and known_interface(seen.memory) is not None
        )

    def see(self, look: Look, seen: Snapshot) -> Snapshot:
        """Return the snapshot with these comments; the very same where no password is stored, or it opens nothing."""
        root = known_interface(seen.memory)
        if root is None or not authorization(look, root):
            return seen
        found = look_at_rest(look, root, look.now - timedelta(days=COMMENT_WINDOW_DAYS))
        if isinstance(found, Closed):
            return seen
        shown = (
            self.miss(found, seen)
            if isinstance(found, Unavailable)
            else replace(seen, comments=_beside(found, seen.comments))
        )
        return replace(shown, requests=seen.requests + look.fetcher.requests)

    def miss(self, gap: Unavailable, seen: Snapshot) -> Snapshot:
        """Return the snapshot with a gap where the comments would be; a refused password is told as an access that ended."""
        before = seen.comments
        shown = isinstance(before, Conversation) and before.items
        told = replace(before, gap=before.gap or gap) if isinstance(before, Conversation) and shown else gap
        refused = gap.reason is Reason.CREDENTIAL_REFUSED
        access = Access(problem="revoked", never_expires=True) if refused else seen.access
        return replace(seen, comments=told, access=access)


def _beside(
    found: Conversation, before: Conversation | Unavailable | NotOffered
) -> Conversation | Unavailable | NotOffered:
    """Return what the interface shows, with what only pages show: other comments where it has none, reviews, and services."""
    items = before.items if isinstance(before, Conversation) else ()
    reviews = tuple(item for item in items if item.kind == "review")
    if not found.items and len(items) > len(reviews):
        return before
    gap = before if isinstance(before, Unavailable) else getattr(before, "gap", None)
    kept = gap if gap is not None and (reviews or KEY in gap.detail) else None
    both = sorted((*found.items, *reviews), key=lambda item: item.at, reverse=True)
    return replace(found, items=tuple(both), gap=found.gap or kept)
