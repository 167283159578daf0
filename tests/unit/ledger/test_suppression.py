"""An address that bounced for good or complained is not mailed, until a person lifts that."""

from datetime import timedelta

from account_health.ledger import Suppression, address_hash, lift, suppress, suppression_of
from tests.post_office import NOW, Memory

ADDRESS = "chefin@example.org"
PERSON = address_hash(ADDRESS)
BOUNCE = Suppression(since=NOW, why="Bounce Permanent/NoEmail", event="ledger/events/x/1.json")


def test_address_is_stopped_however_it_is_written() -> None:
    """One object, found by one read, that holds no address."""
    storage = Memory()
    assert suppression_of(storage, ADDRESS) is None
    suppress(storage, PERSON, BOUNCE)
    assert suppression_of(storage, " Chefin@Example.ORG") == BOUNCE
    assert suppression_of(storage, "chef@example.org") is None
    assert list(storage.objects) == [f"ledger/events/suppressed/{PERSON}.json"]
    assert b"chefin" not in storage.objects[f"ledger/events/suppressed/{PERSON}.json"]


def test_first_reason_stays() -> None:
    """Since when and why an address is stopped does not move with each further bounce."""
    storage = Memory()
    suppress(storage, PERSON, BOUNCE)
    suppress(storage, PERSON, Suppression(since=NOW + timedelta(days=7), why="Complaint", event="e"))
    assert suppression_of(storage, ADDRESS) == BOUNCE


def test_person_lifts_it_and_the_old_event_stops_nobody_again() -> None:
    """A bounce that is delivered once more after it was lifted is older than the person's decision."""
    storage = Memory()
    assert lift(storage, ADDRESS, NOW) is None
    suppress(storage, PERSON, BOUNCE)
    assert lift(storage, ADDRESS, NOW + timedelta(days=1)) == BOUNCE
    assert lift(storage, ADDRESS, NOW + timedelta(days=2)) is None
    suppress(storage, PERSON, BOUNCE)
    assert suppression_of(storage, ADDRESS) is None


def test_new_bounce_after_it_was_lifted_stops_it_again() -> None:
    """The mailbox is still gone: what happened after the decision counts."""
    storage = Memory()
    suppress(storage, PERSON, BOUNCE)
    lift(storage, ADDRESS, NOW + timedelta(days=1))
    again = Suppression(since=NOW + timedelta(days=2), why="Bounce Permanent/General", event="e")
    suppress(storage, PERSON, again)
    assert suppression_of(storage, ADDRESS) == again


def test_writer_who_is_quicker_wins_once() -> None:
    """Two events of one address at the same moment leave one reason and no error."""
    storage = Memory(iter([None, "after"]))  # written, and the answer lost
    try:
        suppress(storage, PERSON, BOUNCE)
    except Exception:  # noqa: BLE001 - Lambda repeats the event
        suppress(storage, PERSON, BOUNCE)
    assert suppression_of(storage, ADDRESS) == BOUNCE


def test_object_that_cannot_be_read_stops_the_mail_and_says_so() -> None:
    """Whoever complained is not mailed because a file is spoilt; a person can still lift it."""
    storage = Memory()
    path = f"ledger/events/suppressed/{PERSON}.json"
    storage.objects[path] = b"spoilt"
    found = suppression_of(storage, ADDRESS)
    assert found is not None
    assert found.why == f"{path} cannot be read"
    suppress(storage, PERSON, BOUNCE)
    assert storage.objects[path] == b"spoilt"
    assert lift(storage, ADDRESS, NOW) == found
    assert suppression_of(storage, ADDRESS) is None
