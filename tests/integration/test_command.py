"""The command from end to end: registry files in, reports out, over simulated sites on loopback."""

import csv
import email
import json
import os
import re
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from account_health.judging.account import judge_account
from account_health.model import AccountReport, Snapshot
from tests.simulator.gateway import Gateway, html
from tests.simulator.sites import PlainBlog, SimulatedPost
from tests.simulator.wordpress import SimulatedComment, WordPressSite

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
HOST = "www.baeckerei-sommer.example"
FILE = f"""\
name = "Bäckerei Sommer"
[report]
to = ["chefin@baeckerei-sommer.example"]
[facts]
phone = "089 23456780"
[[accounts]]
url = "https://{HOST}/"
"""
FORMS = {"report.html", "report.txt", "report.json", "report.eml", "report.csv"}


def posts(*ages: int) -> tuple[SimulatedPost, ...]:
    """Return posts of these ages in days."""
    return tuple(
        SimulatedPost(number=age + 1, title=f"Brot {age}", at=NOW - timedelta(days=age), slug=f"brot-{age}")
        for age in ages
    )


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Yield a simulated internet with one healthy bakery."""
    with Gateway({HOST: PlainBlog(host=HOST, posts=posts(3, 20, 40))}) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder to work in, with one registry file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sommer.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def run(gateway: Gateway | None, *arguments: str) -> int:
    """Run the command, for a fixed time where it looks."""
    environ = {"ACCOUNT_HEALTH_GATEWAY": gateway.url} if gateway else {}
    now = () if arguments[0] != "audit" or "--now" in arguments else ("--now", "2026-11-23T07:00:00Z")
    return main([*arguments, *now], environ)


def read(path: Path) -> Any:
    """Return a JSON file's content."""
    return json.loads(path.read_bytes())


def test_an_audit_leaves_everything_in_the_companys_folder(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports in five forms, the registry file, the run, what was seen, the history; a table on the screen."""
    assert run(gateway, "audit", "sommer.toml") == 0
    folder = place / "reports" / "sommer"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == FORMS | {"company.toml", "run.json", "history.json", "state.json", "snapshots/blog.json"}
    assert (folder / "company.toml").read_text(encoding="utf-8") == FILE
    report = read(folder / "report.json")
    assert report["company"] == {"id": "sommer", "name": "Bäckerei Sommer"}
    assert report["run"]["now"] == "2026-11-23T07:00:00Z"
    assert report["run"]["week"] == "2026-W48"
    (account,) = report["accounts"]
    assert account["last_post_at"] == "2026-11-20T07:00:00Z"
    assert read(folder / "run.json")["now"] == "2026-11-23T07:00:00Z"
    assert len(read(folder / "history.json")["entries"]) == 1
    shown = capsys.readouterr()
    assert "Bäckerei Sommer (sommer), 2026-W48" in shown.out
    assert "2026-11-20" in shown.out
    assert str(Path("reports") / "sommer" / "report.html") in shown.out
    assert shown.err == ""


def test_the_mail_is_the_one_for_the_first_recipient(gateway: Gateway, place: Path) -> None:
    """report.eml is a whole message with text and HTML; the page in report.html is made for a browser."""
    assert run(gateway, "audit", "sommer.toml") == 0
    folder = place / "reports" / "sommer"
    mail = email.message_from_bytes((folder / "report.eml").read_bytes(), policy=default)
    assert mail["To"] == "chefin@baeckerei-sommer.example"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "<html" in (folder / "report.html").read_text(encoding="utf-8")


def test_the_table_has_one_row_per_finding(gateway: Gateway, place: Path) -> None:
    """The CSV's columns are those that people build their own lists on."""
    assert run(gateway, "audit", "sommer.toml") == 0
    text = (place / "reports" / "sommer" / "report.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    columns = "company,account,platform,check,status,severity,title,url,first_seen,weeks,owner,due"
    assert ",".join(rows[0]) == columns
    found = read(place / "reports" / "sommer" / "report.json")["accounts"][0]["findings"]
    assert [row["check"] for row in rows] == [finding["check"] for finding in found]


def test_only_the_chosen_forms_are_written(gateway: Gateway, place: Path) -> None:
    """`--format` and `--out` say what goes where."""
    assert run(gateway, "audit", "sommer.toml", "--format", "json,csv", "--out", "elsewhere") == 0
    folder = place / "elsewhere" / "sommer"
    assert FORMS & {path.name for path in folder.iterdir()} == {"report.json", "report.csv"}
    assert not (place / "reports").exists()


def test_the_language_can_be_chosen(gateway: Gateway, place: Path) -> None:
    """`--language` wins over the registry file."""
    report = place / "reports" / "sommer" / "report.txt"
    assert run(gateway, "audit", "sommer.toml") == 0
    german = report.read_text(encoding="utf-8")
    assert run(gateway, "audit", "sommer.toml", "--language", "en") == 0
    assert report.read_text(encoding="utf-8") != german


def test_a_repeated_run_gives_the_same_bytes_and_one_entry(gateway: Gateway, place: Path) -> None:
    """The same `now` takes the place of the run before, and judges as if it were the first."""
    assert run(gateway, "audit", "sommer.toml") == 0
    folder = place / "reports" / "sommer"
    names = [*FORMS, "run.json", "history.json", "state.json"]
    first = {name: (folder / name).read_bytes() for name in names}
    assert run(gateway, "audit", "sommer.toml") == 0
    assert {name: (folder / name).read_bytes() for name in names} == first


def test_a_second_week_is_compared_with_the_first(gateway: Gateway, place: Path) -> None:
    """What appeared since is new, and the trend has two weeks."""
    assert run(gateway, "audit", "sommer.toml") == 0
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(95)))
    assert run(gateway, "audit", "sommer.toml", "--now", "2026-11-30T07:00:00Z") == 0
    report = read(place / "reports" / "sommer" / "report.json")
    assert [week["week"] for week in report["trend"]] == ["2026-W48", "2026-W49"]
    assert report["new"]
    assert len(read(place / "reports" / "sommer" / "history.json")["entries"]) == 2


@pytest.mark.usefixtures("place")
def test_a_moment_before_the_last_look_is_told(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder's memory is of later then, so nobody takes the comparison at its word; in order nothing is said."""
    assert run(gateway, "audit", "sommer.toml", "--now", "2026-11-23T07:00:00Z") == 0
    assert run(gateway, "audit", "sommer.toml", "--now", "2026-11-23T07:00:00Z") == 0
    assert run(gateway, "audit", "sommer.toml", "--now", "2026-11-30T07:00:00Z") == 0
    assert "after --now" not in capsys.readouterr().err
    assert run(gateway, "audit", "sommer.toml", "--now", "2026-11-23T07:00:00Z") == 0
    assert "remembers a look of 2026-11-30 07:00 UTC, which is after --now" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_only_their_owner_reads_the_files(gateway: Gateway, place: Path, mask: int) -> None:
    """A report quotes people, and what it was made from holds all of their words: others on the machine see none of it."""
    before = os.umask(mask)
    try:
        assert run(gateway, "audit", "sommer.toml") == 0
        assert run(gateway, "audit", "sommer.toml", "--account", "blog") == 0
        assert run(None, "replay", "reports") == 0
    finally:
        os.umask(before)
    files = [path for path in (place / "reports").rglob("*") if path.is_file()]
    assert files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_one_account_alone_lies_beside_the_report_and_never_over_it(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--account` looks at one account, changes no byte of the company's report, and can be replayed by itself."""
    (place / "sommer.toml").write_text(
        FILE + '[[accounts]]\nid = "two"\nurl = "https://two.example/"\n', "utf-8"
    )
    folder = place / "reports" / "sommer"
    assert run(gateway, "audit", "sommer.toml") == 0
    whole = {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "state.json"
    }
    gateway.forget()
    assert run(gateway, "audit", "sommer.toml", "--account", "blog", "--now", "2026-11-24T07:00:00Z") == 0
    assert {path: path.read_bytes() for path in whole} == whole
    alone = folder / "accounts" / "blog"
    assert {path.name for path in alone.iterdir()} == FORMS | {"company.toml", "run.json", "snapshots"}
    report = read(alone / "report.json")
    assert [account["id"] for account in report["accounts"]] == ["blog"]
    assert report["run"]["now"] == read(alone / "run.json")["now"] == "2026-11-24T07:00:00Z"
    assert {request.host for request in gateway.requests} == {HOST}
    assert str(Path("accounts") / "blog" / "report.html") in capsys.readouterr().out
    first = (alone / "report.html").read_bytes()
    assert run(None, "replay", "reports/sommer/accounts/blog") == 0
    assert (alone / "report.html").read_bytes() == first
    assert run(None, "replay", "reports", "--account", "two") in {0, 3}
    assert {path: path.read_bytes() for path in whole} == whole
    assert run(gateway, "audit", "sommer.toml", "--account", "three") == 2
    assert "no account three; it has blog, two" in capsys.readouterr().err


def test_three_audits_of_one_company_at_once_mix_nothing(gateway: Gateway, place: Path) -> None:
    """Each has the folder alone or hears who has it; what lies there afterwards is one run, and nothing else."""
    begin = threading.Barrier(3)

    def audit(day: int) -> int:
        begin.wait()
        return run(gateway, "audit", "sommer.toml", "--now", f"2026-11-{day}T07:00:00Z")

    with ThreadPoolExecutor(3) as threads:
        codes = list(threads.map(audit, (24, 25, 26)))
    assert 0 in codes
    assert set(codes) <= {0, 2}
    folder = place / "reports" / "sommer"
    moments = {read(folder / "run.json")["now"], read(folder / "report.json")["run"]["now"]}
    assert len(moments) == 1
    days = [f"2026-11-{day}T07:00:00Z" for day, code in zip((24, 25, 26), codes, strict=True) if code == 0]
    assert moments <= set(days)
    assert sorted(entry["now"] for entry in read(folder / "history.json")["entries"]) == days
    assert not [path.name for path in folder.rglob(".*")]


def test_what_lies_in_a_folder_is_of_one_run(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form that is not written this time goes; a replay of another run is refused, and changes nothing."""
    assert run(gateway, "audit", "sommer.toml", "--out", "then") == 0
    assert run(gateway, "audit", "sommer.toml") == 0
    later = ("--now", "2026-11-30T07:00:00Z")
    assert run(gateway, "audit", "sommer.toml", "--format", "html,json", *later) == 0
    folder = place / "reports" / "sommer"
    assert FORMS & {path.name for path in folder.iterdir()} == {"report.html", "report.json"}
    before = (folder / "report.html").read_bytes()
    capsys.readouterr()
    assert run(None, "replay", "then/sommer") == 2
    assert "holds another audit" in capsys.readouterr().err
    assert (folder / "report.html").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("name", ["sommer", "sommer/snapshots", "sommer/state.json", "sommer/run.json"])
def test_no_link_below_the_folder_is_followed(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """What is meant for the reports is written nowhere else, and nothing from elsewhere is taken for a memory."""
    elsewhere = place / "elsewhere"
    (elsewhere / "kept").mkdir(parents=True)
    (place / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
    (place / "reports" / name).symlink_to(elsewhere)
    assert run(gateway, "audit", "sommer.toml") == 2
    assert "is a link to another place" in capsys.readouterr().err
    assert [path.name for path in elsewhere.rglob("*")] == ["kept"]
    assert gateway.requests == ()


def test_a_draft_is_addressed_to_the_agency_with_its_part(gateway: Gateway, place: Path) -> None:
    """The client gets nothing that nobody released, not even from a file that is opened in a mail program."""
    draft = 'copy_to = ["team@agentur.example"]\nmode = "review"\n[facts]'
    closed = '[[accounts]]\nurl = "https://x.com/sommer"\n'
    (place / "sommer.toml").write_text(FILE.replace("[facts]", draft) + closed, "utf-8")
    assert run(gateway, "audit", "sommer.toml") == 0
    mail = email.message_from_bytes(
        (place / "reports" / "sommer" / "report.eml").read_bytes(), policy=default
    )
    assert mail["To"] == "team@agentur.example"
    assert "chefin@baeckerei-sommer.example" not in str(mail["Reply-To"])
    body = mail.get_body(("plain",))
    assert body is not None
    told = body.get_content().replace("\r\n", " ")
    assert "Nur für die Agentur" in told
    assert "ACCOUNT_HEALTH_SECRET__SOMMER__X" in told
    assert "/account-health/" not in told


def test_a_replay_gives_the_same_report_without_network(gateway: Gateway, place: Path) -> None:
    """Judged again from what was saved, the report is the same to the byte; the history stays as it is."""
    assert run(gateway, "audit", "sommer.toml") == 0
    folder = place / "reports" / "sommer"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    gateway.forget()
    (place / "sommer.toml").unlink()
    for source in ("reports", "reports/sommer"):
        assert run(None, "replay", source, "--out", f"again/{source}") == 0
        for name in FORMS:
            assert (place / "again" / source / "sommer" / name).read_bytes() == before[folder / name]
    assert not (place / "again" / "reports" / "sommer" / "history.json").exists()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert gateway.requests == ()


def test_a_replay_takes_other_facts_limits_times_and_languages(gateway: Gateway, place: Path) -> None:
    """What would we say with stricter limits, later, in English? No look is needed for that."""
    assert run(gateway, "audit", "sommer.toml") == 0

    def status(check: str) -> str:
        findings = read(place / "again" / "sommer" / "report.json")["accounts"][0]["findings"]
        return str(next(finding["status"] for finding in findings if finding["check"] == check))

    assert run(None, "replay", "reports", "--out", "again", "--now", "2027-01-20T07:00:00Z") == 0
    assert status("last-post-age") == "warn"
    strict = FILE + "thresholds = { last-post-age = { warn_days = 1, fail_days = 2 } }\n"
    (place / "sommer.toml").write_text(strict.replace("23456780", "99999999"), "utf-8")
    assert (
        run(None, "replay", "reports", "--out", "again", "--registry", "sommer.toml", "--language", "en") == 0
    )
    assert status("last-post-age") == "fail"
    assert status("phone") == "fail"
    assert "Last post" in (place / "again" / "sommer" / "report.csv").read_text("utf-8")


def test_a_replay_judges_no_other_address_than_was_looked_at(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The old look says nothing of the new address: both are named with the cure, and no report is written."""
    assert run(gateway, "audit", "sommer.toml") == 0
    elsewhere = (
        (f"https://{HOST}/", "https://www.winter.example/"),
        (f"https://{HOST}/", "https://x.com/sommer"),
    )
    for old, new in elsewhere:
        (place / "sommer.toml").write_text(FILE.replace(old, new, 1) + 'id = "blog"\n', "utf-8")
        capsys.readouterr()
        assert run(None, "replay", "reports", "--registry", "sommer.toml", "--out", "again") == 2
        said = capsys.readouterr().err
        assert f"blog: the saved look is one at blog {old}, and the registry file names" in said
        assert new in said
    assert not (place / "again").exists()


def test_a_look_that_cannot_be_judged_is_a_row_and_is_judged_once_that_is_mended(
    gateway: Gateway, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was observed as far as the report can tell; what was seen stays saved, so a replay needs no second look."""

    def stumbling(snapshot: Snapshot, *rest: Any) -> AccountReport:
        if snapshot.requests:
            raise KeyError("odd")
        return judge_account(snapshot, *rest)

    report = place / "reports" / "sommer" / "report.json"
    with monkeypatch.context() as patch:
        patch.setattr("account_health.judging.company.judge_account", stumbling)
        assert run(gateway, "audit", "sommer.toml") == 3
        (row,) = read(report)["accounts"]
        assert (row["score"], {gap["detail"] for gap in row["unavailable"]}) == (None, {"KeyError"})
        assert run(None, "replay", "reports/sommer") == 3
    assert run(None, "replay", "reports/sommer") == 0
    (row,) = read(report)["accounts"]
    assert row["score"] is not None


def test_an_account_that_was_not_looked_at_is_a_row(gateway: Gateway, place: Path) -> None:
    """A replay with an account more in the file says that it was not seen."""
    assert run(gateway, "audit", "sommer.toml") == 0
    (place / "sommer.toml").write_text(
        FILE + '[[accounts]]\nid = "two"\nurl = "https://two.example/"\n', "utf-8"
    )
    assert run(None, "replay", "reports", "--registry", "sommer.toml", "--out", "again") == 0
    two = read(place / "again" / "sommer" / "report.json")["accounts"][1]
    assert (two["id"], two["score"], two["coverage"]) == ("two", None, 0)


def test_shared_defaults_are_kept_with_the_report(gateway: Gateway, place: Path) -> None:
    """A replay knows what all companies shared at the time."""
    (place / "_defaults.toml").write_text('language = "en"\n', "utf-8")
    assert run(gateway, "audit", "sommer.toml", "_defaults.toml") == 0
    english = (place / "reports" / "sommer" / "report.txt").read_bytes()
    (place / "_defaults.toml").unlink()
    assert run(None, "replay", "reports", "--out", "again") == 0
    assert (place / "again" / "sommer" / "report.txt").read_bytes() == english


def test_a_wrong_file_stops_no_other_company(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Good files are audited although others are bad; the exit code says that something was wrong."""
    (place / "bad.toml").write_text(FILE.replace("[[accounts]]", "[accounts]"), "utf-8")
    (place / "copy").mkdir()
    (place / "copy" / "sommer.toml").write_text(FILE, "utf-8")
    files = ("bad.toml", "sommer.toml", "missing.toml", "copy", "copy/sommer.toml")
    assert run(gateway, "audit", *files) == 2
    assert (place / "reports" / "sommer" / "report.html").is_file()
    shown = capsys.readouterr()
    assert "bad.toml:accounts: write [[accounts]] with two pairs of brackets" in shown.err
    assert "missing.toml:file: does not exist" in shown.err
    assert "copy:file: is a folder" in shown.err
    assert "copy/sommer.toml:file name: sommer.toml is the company sommer too" in shown.err
    assert "Bäckerei Sommer" in shown.out


def test_several_files_end_with_one_page_that_leads_to_every_report(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst first, and whoever has no report is named; `--open` opens that page and not thirty. One account alone changes nothing on it."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url))  # type: ignore[func-returns-value] # None, so True
    closed = FILE.replace("Sommer", "Winter <b>") + '[[accounts]]\nurl = "https://x.com/winter"\n'
    (place / "winter.toml").write_text(closed, "utf-8")
    (place / "bad.toml").write_text("name = 3", "utf-8")
    assert run(gateway, "audit", "sommer.toml", "winter.toml", "bad.toml", "--open") == 2
    shown = place / "reports" / "overview.html"
    assert f"overview: {Path('reports') / 'overview.html'}" in capsys.readouterr().out
    assert opened == [shown.as_uri()]
    page = shown.read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links == ["winter/report.html", "sommer/report.html"]
    assert all((place / "reports" / link).is_file() for link in links)
    assert "<b>bad:</b> kein Bericht entstanden" in page
    assert "Ein Bericht ließ sich nicht erstellen." in page
    assert "Winter &lt;b&gt;" in page
    assert run(gateway, "audit", "sommer.toml", "winter.toml", "--account", "blog") == 0
    assert shown.read_text("utf-8") == page


def test_broken_defaults_stop_nobody(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The companies are audited without them, and their author is told."""
    (place / "_defaults.toml").write_text("language = 3\n", "utf-8")
    assert run(gateway, "audit", "sommer.toml") == 2
    assert "_defaults.toml:language:" in capsys.readouterr().err
    assert (place / "reports" / "sommer" / "report.html").is_file()


def test_the_exit_code_tells_a_low_and_an_unknown_score(gateway: Gateway, place: Path) -> None:
    """With --fail-under a score below it, or none, is code 1; without it no score is."""
    site = WordPressSite(host=HOST, posts=posts(3), comments=())
    gateway.add(HOST, site)
    assert run(gateway, "audit", "sommer.toml", "--fail-under", "1") == 0
    site.posts = posts(400)
    assert run(gateway, "audit", "sommer.toml", "--fail-under", "50") == 1
    assert run(gateway, "audit", "sommer.toml") == 0
    gateway.add(HOST, PlainBlog(host=HOST, posts=(), pages={"/feed.xml": html("<h1>500</h1>", 500)}))
    assert run(gateway, "audit", "sommer.toml", "--fail-under", "0") == 1
    assert read(place / "reports" / "sommer" / "report.json")["score"] is None


def test_the_exit_code_tells_when_nothing_could_be_observed(gateway: Gateway, place: Path) -> None:
    """A site that does not exist any more is no healthy site; a wrong file weighs more."""
    (place / "lost.toml").write_text(FILE.replace(HOST, "nowhere.example"), "utf-8")
    (place / "x.toml").write_text(FILE.replace(f"https://{HOST}/", "https://x.com/sommer"), "utf-8")
    assert run(gateway, "audit", "x.toml", "--fail-under", "50") == 3
    assert run(gateway, "audit", "x.toml", "sommer.toml") == 0
    assert run(gateway, "audit", "x.toml", "missing.toml") == 2
    assert run(None, "replay", "reports/x", "--out", "again") == 3


def test_an_account_without_a_score_says_why_on_the_screen(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to search a report, which may be in German, for the variable that is not set or cannot be read."""
    accounts = (
        '[[accounts]]\nurl = "https://x.com/sommer"\n'
        '[[accounts]]\nurl = "https://www.facebook.com/sommer"\ncredential = "shared/agency-meta"\n'
        '[[accounts]]\nurl = "https://www.instagram.com/sommer"\n'
    )
    (place / "sommer.toml").write_text(FILE + accounts, "utf-8")
    (place / ".env").write_text("ACCOUNT_HEALTH_SECRET__SOMMER__INSTAGRAM={CANARY", "utf-8")
    assert run(gateway, "audit", "sommer.toml") == 0
    shown = capsys.readouterr().out
    assert "  no score for x: " in shown
    assert (
        "it belongs into the variable ACCOUNT_HEALTH_SECRET__SOMMER__X or a line of .env; docs/x.md says how"
        in shown
    )
    assert "the variable ACCOUNT_HEALTH_SECRET___SHARED__AGENCY_META or" in shown
    assert (
        "  no score for instagram: The credential ACCOUNT_HEALTH_SECRET__SOMMER__INSTAGRAM has to be a JSON object"
        in shown
    )
    assert "no score for blog" not in shown
    assert "CANARY" not in shown
    assert run(None, "replay", "reports", "--out", "again") == 0
    assert "  no score for x: " in capsys.readouterr().out


def test_a_credential_comes_from_the_file_beside_and_stays_there(gateway: Gateway, place: Path) -> None:
    """`.env` beside the registry file opens a closed API, and nothing that is written holds the password."""
    comment = SimulatedComment(number=7, post=4, at=NOW - timedelta(days=12), text="Wann habt ihr offen?")
    site = WordPressSite(
        host=HOST,
        posts=posts(3),
        comments=(comment,),
        rest="rest_login_required",
        users={"jana": "CANARYpass1"},
    )
    gateway.add(HOST, site)
    secret = json.dumps({"username": "jana", "application_password": "CANARYpass1"})
    (place / ".env").write_text(f"ACCOUNT_HEALTH_SECRET__SOMMER__BLOG={secret}\n", "utf-8")
    assert run(gateway, "audit", "sommer.toml") == 0
    assert any("authorization" in request.headers for request in gateway.requests)
    written = b"".join(path.read_bytes() for path in (place / "reports").rglob("*") if path.is_file())
    assert b"CANARY" not in written


SPOILT = [
    ("run.json", b"{}", "run.json: is not what an audit saves"),
    ("run.json", b"[1", "run.json: is not what an audit saves"),
    ("company.toml", b"name = 3", "company.toml:name: is a number without quotes"),
    ("snapshots/blog.json", b"{}", "snapshots/blog.json:account: is missing"),
    ("snapshots/blog.json", b"\xff", "snapshots/blog.json: is not UTF-8 text"),
    ("history.json", b"[]", "history.json: holds no JSON object"),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=[f"{name}-{said[-20:]}" for name, _, said in SPOILT])
def test_a_spoilt_file_is_named(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], spoilt: tuple[str, bytes, str]
) -> None:
    """Whoever edits what was saved reads which file and key is wrong, and no traceback."""
    name, data, said = spoilt
    assert run(gateway, "audit", "sommer.toml") == 0
    (place / "reports" / "sommer" / name).write_bytes(data)
    capsys.readouterr()
    assert run(None, "replay", "reports") == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out` may be a file, or lie below one."""
    (place / "taken").write_text("x", "utf-8")
    assert run(gateway, "audit", "sommer.toml", "--out", "taken") == 2
    assert "choose another folder with --out" in capsys.readouterr().err
    assert gateway.requests == ()


@pytest.mark.parametrize("gateway_url", ["https://127.0.0.1:1", "http://evil.example:80", "nonsense"])
@pytest.mark.usefixtures("place")
def test_a_gateway_elsewhere_is_refused(capsys: pytest.CaptureFixture[str], gateway_url: str) -> None:
    """Nobody can send our requests to another machine."""
    assert main(["audit", "sommer.toml"], {"ACCOUNT_HEALTH_GATEWAY": gateway_url}) == 2
    assert "ACCOUNT_HEALTH_GATEWAY" in capsys.readouterr().err


def test_the_command_is_installed_and_survives_a_reader_that_has_enough(place: Path) -> None:
    """`account-health schema | head -1` ends quietly."""
    command = Path(sys.executable).with_name("account-health")
    if not command.exists():
        pytest.skip("the package is not installed here")
    with subprocess.Popen(  # noqa: S603 - our own command beside the running Python
        [str(command), "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_the_report_is_opened_in_the_browser_only_on_request(
    gateway: Gateway, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --open the page is shown; where no browser can be had, the command says where the page lies."""
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return len(opened) == 1

    monkeypatch.setattr("account_health.cli.results.webbrowser.open", browser)
    page = place / "reports" / "sommer" / "report.html"
    assert run(gateway, "audit", "sommer.toml") == 0
    assert opened == []
    assert run(gateway, "audit", "sommer.toml", "--open") == 0
    assert opened == [page.as_uri()]
    assert "no browser" not in capsys.readouterr().err
    assert run(gateway, "audit", "sommer.toml", "--open") == 0
    assert (
        "no browser could be opened; the report lies in reports/sommer/report.html" in capsys.readouterr().err
    )
