"""The look at a company's name in a run on AWS: one row more, its own failure, the same state, and none in a daily run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from account_health.memory.state import State
from account_health.model.watching import WATCH
from account_health.storage.jsons import from_json
from tests.world import WEEKLY, World, world

WATCHED = """
name = "Acme"
region = "BY"
[report]
to = ["chefin@acme.example"]
[[accounts]]
url = "https://www.acme.example/"
[watch]
[[known]]
url = "https://www.linkedin.com/company/acme"
is = "ours"
[[known]]
url = "https://www.instagram.com/acme.gewinn"
is = "fake"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Return a world in which one company is watched."""
    with world(tmp_path, monkeypatch) as made:
        made.register("acme", WATCHED)
        yield made


def test_a_weekly_run_looks_at_the_name_and_tells_what_is_new(here: World) -> None:
    """It is a row of the list like an account, and no account of the report; its memory is kept."""
    here.run(WEEKLY)
    report = here.json(f"runs/acme/{here.named(WEEKLY).id}/report.json")
    assert [one["id"] for one in report["accounts"]] == ["blog"]
    assert [line["kind"] for line in report["watch"]["lines"]] == ["fake"]
    assert [row["is"] for row in report["watch"]["known"]] == ["ours", "fake"]
    stored = here.services.storage.read("state/acme.json")
    assert stored is not None
    assert from_json(State, stored.body).of(WATCH) is not None


def test_a_daily_run_leaves_the_name_out(here: World) -> None:
    """What is said there can wait for the week."""
    here.run({"kind": "daily"})
    stored = here.services.storage.read("state/acme.json")
    assert stored is not None
    assert from_json(State, stored.body).of(WATCH) is None
