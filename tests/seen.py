"""Parts of a snapshot that a test knows to have been seen, or not."""

from account_health.model import Access, Conversation, Reason, Snapshot, Unavailable


def talk(snapshot: Snapshot) -> Conversation:
    """Return the comments, which were seen."""
    assert isinstance(snapshot.comments, Conversation), snapshot.comments
    return snapshot.comments


def access(snapshot: Snapshot) -> Access:
    """Return the access, which was seen."""
    assert isinstance(snapshot.access, Access), snapshot.access
    return snapshot.access


def reason(snapshot: Snapshot, part: str) -> Reason:
    """Return why a part was not seen."""
    value = getattr(snapshot, part)
    assert isinstance(value, Unavailable), value
    return value.reason
