"""A platform that nobody thought of costs its row, its connector with a row, and its German line, and nothing else."""

import csv
import email
import gettext
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

import pytest

from account_health import connectors
from account_health.cli import main
from account_health.connectors import ConnectorRow
from account_health.connectors.connector import Look
from account_health.model import Posts, Snapshot, Topic, message
from account_health.model import platform as platforms
from account_health.model.platform import ChannelWords, PlatformRow
from account_health.registry import registry_schema
from account_health.report import brief_of
from account_health.report.overview import Line, Reader, render_overview
from account_health.text import i18n
from tests.builders import NOW, comment, company, conversation, post

ROW = PlatformRow(
    label="Mammut",
    words=ChannelWords(
        message("Mammut profile"), message("Mammut"), message("on Mammut"), message("the Mammut profile")
    ),
    kind="network",
    default_id="mammut",
    docs="checks.md",
    hosts=("mammut.example",),
    links=("mammut.example",),
    example="https://mammut.example/your_name",
    handle="[a-z_]{1,20}",
    reserved=frozenset({"explore"}),
    by_name="https://mammut.example/{}",
    keys=frozenset({"username"}),
    post_minutes=15,
    parts=frozenset({"posts", "comments", "texts"}),
    leading={Topic.ACTIVITY: "last-post-age", Topic.CONVERSATION: "unanswered-comments"},
)
FILE = """\
name = "Bäckerei Sommer"
region = "BY"
[report]
to = ["chefin@baeckerei-sommer.example"]
[team]
hours_per_week = 1
[[accounts]]
url = "https://mammut.example/sommer"
"""


@dataclass(frozen=True)
class Silent:
    """A connector that sees a profile which has been silent for 200 days, and on which somebody asked."""

    def collect(self, look: Look) -> Snapshot:
        """Return what was seen."""
        asked = comment(1, 6, "Haben Sie am Samstag geöffnet?")
        return Snapshot(
            account=look.account.id,
            platform=look.account.platform,
            url=look.account.url,
            taken_at=look.now,
            requests=1,
            posts=Posts(tuple(post(age) for age in (200, 214, 228))),
            comments=conversation(asked),
        )


class German(gettext.GNUTranslations):
    """The German catalogue with the platform's own lines."""

    def gettext(self, message: str) -> str:
        """Return a line of the platform, or the catalogue's."""
        return {"Mammut profile": "Mammut-Profil", "on Mammut": "bei Mammut"}.get(message) or super().gettext(
            message
        )


@pytest.fixture(autouse=True)
def sixth(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Add the platform for one test."""
    monkeypatch.setitem(platforms._ROWS, "mammut", ROW)  # noqa: SLF001 - where a new row is written
    monkeypatch.setitem(connectors._ROWS, "mammut", lambda: ConnectorRow(Silent()))  # noqa: SLF001 - likewise
    monkeypatch.setattr(gettext, "GNUTranslations", German)
    i18n._catalogue.cache_clear()  # noqa: SLF001 - read once per process
    monkeypatch.chdir(tmp_path)
    yield
    i18n._catalogue.cache_clear()  # noqa: SLF001 - the next test reads the written one


def audit(tmp_path: Path, *options: str) -> Path:
    """Audit the company; returns its folder."""
    (tmp_path / "sommer.toml").write_text(FILE, encoding="utf-8")
    assert main(["audit", "sommer.toml", "--now", "2026-11-23T07:00:00Z", *options], {}) == 0
    return tmp_path / "reports" / "sommer"


def test_an_invented_platform_goes_through_the_whole_house(tmp_path: Path) -> None:
    """Registry, collection, judgement, advice, mail, page, CSV and overview know it by its rows alone."""
    folder = audit(tmp_path)
    report = json.loads((folder / "report.json").read_bytes())
    (account,) = report["accounts"]
    assert (account["id"], account["platform"], account["url"]) == (
        "mammut",
        "mammut",
        "https://mammut.example/sommer",
    )
    findings = {one["check"]: one for one in account["findings"]}
    assert findings["dormant-account"]["status"] == "fail"
    assert [one["author"] for one in account["open_items"]] == ["Sabine M."]
    assert isinstance(account["score"], int)
    assert account["score"] <= 49
    mail = email.message_from_bytes((folder / "report.eml").read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "Mammut-Profil" in text
    assert "Unser Rat: " in text
    page = (folder / "report.html").read_text("utf-8")
    assert "Mammut-Profil" in page
    assert "https://mammut.example/" in page
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["platform"] for row in rows} == {"mammut"}
    brief = brief_of(report, company(id="sommer"))
    assert brief.urgent
    reader = Reader(language="de", timezone="Europe/Berlin", reply_to="team@agentur.example")
    overview = render_overview((Line(company="sommer", brief=brief),), reader, NOW)
    assert "Mammut" in overview.text


def test_the_registry_knows_its_keys_its_name_and_its_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A handle is enough, what means nothing there is refused, and the schema offers the name."""
    (tmp_path / "a.toml").write_text(
        FILE.replace('url = "https://mammut.example/sommer"', 'platform = "mammut"\nusername = "@sommer"'),
        "utf-8",
    )
    assert main(["validate", "a.toml"], {}) == 0
    (tmp_path / "b.toml").write_text(FILE + 'feed = "https://a.example/feed"\n', "utf-8")
    assert main(["validate", "b.toml"], {}) != 0
    assert "has no meaning for mammut" in capsys.readouterr().out
    assert "mammut" in registry_schema()["$defs"]["AccountTable"]["properties"]["platform"]["enum"]


def test_an_english_report_and_a_saved_look_know_it_too(tmp_path: Path) -> None:
    """Replayed without a connector, in the other language."""
    folder = audit(tmp_path, "--language", "en")
    assert "Mammut profile" in (folder / "report.txt").read_text("utf-8")
    assert main(["replay", "reports/sommer", "--format", "json"], {}) == 0
