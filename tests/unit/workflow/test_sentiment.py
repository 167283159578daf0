"""A service for the tone of texts may add criticism, and never takes anything away."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from account_health.memory.waiting import waiting
from account_health.model import Conversation, Item, Reason, Snapshot, Unavailable
from account_health.model.errors import BackendError
from account_health.storage.jsons import from_json, to_json
from account_health.text.tone import Tone, WordLists, read_tone
from account_health.workflow.sentiment import with_sentiment
from tests.builders import answer, comment, conversation, snapshot
from tests.world import WEEKLY, world

UNCLEAR = "Ich sag nur Donauwelle"


class Service:
    """Hears criticism in what it is told, and remembers what it was asked."""

    def __init__(self, *negative: str) -> None:
        self.negative = negative
        self.asked: list[str] = []

    def read(self, texts: Sequence[str]) -> Sequence[Tone]:
        """Answer as a service does."""
        self.asked += texts
        return [Tone("criticism" if text in self.negative else "other") for text in texts]


class Broken:
    """Never answers."""

    def read(self, texts: Sequence[str]) -> Sequence[Tone]:
        """Fail."""
        raise BackendError(f"no tone of {len(texts)} texts")


def talk(seen: Snapshot) -> Conversation:
    """Return the comments."""
    assert isinstance(seen.comments, Conversation)
    return seen.comments


def sounds(*items: Item) -> dict[str, str]:
    """Return how what waits sounds, by text."""
    return {one.item.text: one.tone for one in waiting(conversation(*items), frozenset()).items}


def test_what_the_lists_hear_nothing_in_may_become_criticism() -> None:
    """The mark lies in the snapshot, so a replay years later judges the same without any service."""
    looked = snapshot(comments=conversation(comment(1, 3, UNCLEAR)))
    assert read_tone(UNCLEAR).kind == "other"
    kept = from_json(Snapshot, to_json(with_sentiment(looked, Service(UNCLEAR))))
    assert sounds(*talk(kept).items) == {UNCLEAR: "criticism"}
    assert sounds(*talk(looked).items) == {UNCLEAR: "other"}


def test_praise_that_a_service_calls_negative_waits() -> None:
    """Irony that no list knows: it is let go by the lists, and somebody looks now."""
    praise = comment(1, 3, "Super gemacht, weiter so")
    assert not sounds(praise)
    assert sounds(
        *talk(with_sentiment(snapshot(comments=conversation(praise)), Service(praise.text))).items
    ) == {praise.text: "criticism"}


@pytest.mark.parametrize(
    ("text", "tone"), [("Wann habt ihr offen?", "question"), ("Das Brot war schimmelig.", "criticism")]
)
def test_what_the_lists_hear_is_never_taken_away(text: str, tone: str) -> None:
    """A service that finds everything fine is not even asked about it, and a mark makes no criticism of a question."""
    service = Service()
    items = talk(with_sentiment(snapshot(comments=conversation(comment(1, 3, text))), service)).items
    assert service.asked == []
    assert sounds(*items) == {text: tone}
    assert sounds(replace(items[0], sounds_negative=True)) == {text: tone}


def test_only_what_may_still_wait_is_sent_to_a_service() -> None:
    """Nothing of ours, nothing hidden, liked, answered, without words, or of the past."""
    service = Service()
    done = comment(1, 5, "Dann eben nicht so")
    with_sentiment(
        snapshot(
            comments=conversation(
                done,
                answer(2, 4, done.thread),
                comment(3, 3, "Verborgenes", hidden=True),
                comment(4, 3, "Gemochtes", liked_by_us=True),
                comment(5, 3, "Nebenbei", in_passing=True),
                comment(6, 3, "🙃 12"),
                comment(7, 3, UNCLEAR),
            ),
            mentions=conversation(comment(8, 3, "Gezähltes"), counted_only=True),
            reviews=Unavailable(Reason.ACCESS_DENIED, "x"),
        ),
        service,
    )
    assert service.asked == [UNCLEAR]


@pytest.mark.parametrize("tones", [WordLists(), Broken()], ids=["off", "broken"])
def test_without_a_service_the_lists_alone_stand(tones: WordLists | Broken) -> None:
    """Switched off, which is the default, or out of order: not a byte of the snapshot differs."""
    looked = snapshot(
        comments=conversation(comment(1, 3, UNCLEAR), comment(2, 3, "Wann?"), comment(3, 3, "Danke!"))
    )
    assert to_json(with_sentiment(looked, tones)) == to_json(looked)


def test_a_run_asks_the_service_where_it_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was with_sentiment at the look lies in the saved snapshot, and the report is made of that."""
    looked = snapshot(comments=conversation(comment(1, 9, UNCLEAR)))
    with world(tmp_path, monkeypatch) as here:
        here.platform.does["morgenrot/blog"] = lambda look: replace(looked, url=look.account.url)
        here.register("morgenrot")
        here.services = replace(here.services, tones=Service(UNCLEAR))
        here.run(WEEKLY)
        [saved] = [key for key in here.storage.keys("runs/") if key.endswith("/snapshots/blog.json")]
        assert here.json(saved)["comments"]["seen"]["items"][0]["sounds_negative"] is True
        [judged] = here.json(saved.replace("snapshots/blog.json", "report.json"))["accounts"]
    criticism = [one for one in judged["findings"] if one["check"] == "unanswered-criticism"]
    assert [one["status"] for one in criticism] == ["fail"]
