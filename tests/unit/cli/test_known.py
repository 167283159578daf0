"""`account-health known` writes what a person decided, and changes nothing else; `notice` prints what a person may send."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main

GOOD = """# by hand
name = "Bäckerei"  # sign
[report]
to = ["a@b.example"]

[[accounts]]
url = "https://www.facebook.com/morgenrot"
"""
FAKE = "https://www.instagram.com/morgenrot.gewinn"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a good registry file."""
    path = tmp_path / "n.toml"
    path.write_bytes(GOOD.encode())
    return path


def tables(path: Path) -> dict[str, Any]:
    """Return what a file says."""
    return tomllib.loads(path.read_text("utf-8"))


def test_a_decision_is_added_and_the_rest_stays_to_the_byte(file: Path) -> None:
    """Comments and order survive."""
    assert main(["known", str(file), FAKE, "fake", "--seen", "2024-11-20", "--note", "Gewinnspiel"], {}) == 0
    assert file.read_text("utf-8").startswith(GOOD)
    (known,) = tables(file)["known"]
    assert {key: str(value) for key, value in known.items()} == {
        "url": FAKE,
        "is": "fake",
        "seen": "2024-11-20",
        "note": "Gewinnspiel",
    }


def test_the_same_profile_is_decided_in_one_table_however_it_is_written(file: Path) -> None:
    """What comes later joins it; a comment there stays; what no longer fits goes."""
    main(["known", str(file), FAKE, "fake", "--seen", "2024-11-20"], {})
    file.write_text(file.read_text("utf-8").replace('is = "fake"', '# found by Jana\nis = "fake"'), "utf-8")
    assert (
        main(
            ["known", str(file), "instagram.com/Morgenrot.Gewinn/?hl=de", "fake", "--reported", "2024-11-28"],
            {},
        )
        == 0
    )
    (known,) = tables(file)["known"]
    assert (known["url"], str(known["seen"]), str(known["reported"])) == (FAKE, "2024-11-20", "2024-11-28")
    assert "# found by Jana" in file.read_text("utf-8")

    assert main(["known", str(file), FAKE, "not_ours"], {}) == 0
    assert tables(file)["known"] == [{"url": FAKE, "is": "not_ours"}]


def test_the_day_of_a_search_is_set_and_set_anew(file: Path) -> None:
    """In a table of its own, or in the one that is there."""
    assert main(["known", str(file), "--searched", "2024-11-30"], {}) == 0
    assert main(["known", str(file), "--searched", "2024-12-01"], {}) == 0
    assert str(tables(file)["watch"]["searched"]) == "2024-12-01"
    assert file.read_text("utf-8").count("[watch]") == 1


def test_windows_line_ends_stay(file: Path) -> None:
    """A file is written as it was."""
    file.write_bytes(GOOD.replace("\n", "\r\n").encode())
    main(["known", str(file), FAKE, "not_ours"], {})
    main(["known", str(file), FAKE, "fake"], {})
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([FAKE], "name both the address and whose it is"),
        ([FAKE, "stranger"], "'stranger' says not whose it is; write ours, not_ours or fake"),
        ([FAKE, "not-ours"], 'did you mean "not_ours"'),
        (["ours", FAKE], "the address stands before ours"),
        (["morgenrot", "fake"], "'morgenrot' names no public website"),
        (["--seen", "2024-11-20"], "name the address and whose it is"),
        (["--searched", "2099-11-30"], "is still to come"),
        ([FAKE, "fake", "--reported", "2024-11-20", "--gone", "2024-11-10"], "--gone lies before --reported"),
        ([FAKE, "ours", "--reported", "2024-11-28"], "--reported only has a meaning with fake"),
        ([FAKE, "fake", "--seen", "28.11.2026"], "is no day; write year-month-day"),
        (["https://m.facebook.com/morgenrot/", "ours"], "is the account facebook of this file"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_written(
    arguments: list[str], said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence."""
    assert main(["known", str(file), *arguments], {}) == 2
    assert said in capsys.readouterr().err
    assert file.read_text("utf-8") == GOOD


def test_the_file_alone_lists_what_is_known(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each with its days; where nothing is known, how to note it."""
    assert main(["known", str(file)], {}) == 0
    assert "nothing is known yet" in capsys.readouterr().out
    main(["known", str(file), FAKE, "fake", "--seen", "2024-11-20", "--searched", "2024-11-21"], {})
    capsys.readouterr()
    assert main(["known", str(file)], {}) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"fake      {FAKE}  seen 2024-11-20",
        "somebody searched by hand on 2024-11-21",
    ]


def test_a_notice_has_the_four_parts_in_both_languages(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why, the exact address, who writes, and good faith; it is a draft, and nothing is sent."""
    main(["known", str(file), FAKE, "fake"], {})
    capsys.readouterr()
    assert main(["notice", str(file), FAKE], {}) == 0
    german = capsys.readouterr().out
    assert main(["notice", str(file), FAKE, "--language", "en"], {}) == 0
    english = capsys.readouterr().out
    for text, words in (
        (german, ("§ 12 BGB", FAKE, "a@b.example", "nach bestem Wissen", "Entwurf")),
        (english, ("§ 12 BGB", FAKE, "a@b.example", "in good faith", "draft")),
    ):
        assert all(word in text for word in words)


def test_a_notice_from_another_country_names_no_german_law(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The four parts are European, the reason is the country's own."""
    file.write_text('country = "AT"\n' + file.read_text("utf-8"), "utf-8")
    main(["known", str(file), FAKE, "fake"], {})
    capsys.readouterr()
    assert main(["notice", str(file), FAKE], {}) == 0
    text = capsys.readouterr().out
    assert "BGB" not in text
    assert all(word in text for word in ("2022/2065", FAKE, "a@b.example", "nach bestem Wissen"))


def test_a_notice_about_somebody_whom_nobody_called_a_fake_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person decides first."""
    assert main(["notice", str(file), FAKE], {}) == 2
    assert "decide first" in capsys.readouterr().err
