"""docs/registry.md has every key of a registry file, with an example that is good."""

from typing import Any

import pytest

from account_health.registry import read_company, registry_schema
from account_health.registry.page import EXAMPLES, SINCE, TABLES, keys_of, registry_page
from tests.house import ROOT

KEYS = [f"{table}.{key}" if table else key for table, key, _ in keys_of(registry_schema())]
ACCOUNT = '[[accounts]]\nurl = "https://www.example.org/"\n'
PEOPLE = '[people.jana]\nname = "Jana"\n[people.tom]\nname = "Tom"\n'
ALONE = {
    "AccountTable.platform": 'platform = "google_business_profile"\nlocation_id = "1"',
    "AccountTable.location_id": 'platform = "google_business_profile"\nlocation_id = "987"',
    "AccountTable.username": 'platform = "x"\nusername = "stadtbaeckerei"',
    "AccountTable.page_id": 'platform = "facebook"\npage_id = "1234567890"',
    "AccountTable.user_id": 'url = "https://www.instagram.com/a/"\nuser_id = "17841400000000000"',
    "AccountTable.account_id": 'url = "https://www.instagram.com/a/"\naccount_id = "17841400000000000"',
    "AccountTable.login": 'url = "https://www.instagram.com/a/"\nlogin = "instagram"',
    "AccountTable.max_reads": 'url = "https://x.com/a"\nmax_reads = 200',
    "KnownTable.reported": 'is = "fake"\nreported = 2026-11-28',
    "KnownTable.gone": 'is = "fake"\ngone = 2026-12-11',
    "AccountTable.url": 'url = "https://www.facebook.com/stadtbaeckerei"',
}
"""Keys that mean nothing beside a website."""
_KNOWN = ('url = "https://x.com/stadtbaeckerei"', 'is = "ours"')
_OTHER = {"reported": 'is = "ours"', "gone": 'is = "ours"'}
"""What only a fake has."""
_FEED = {"name": 'credential = "alert"', "credential": 'name = "N"', "url": 'name = "N"'}
"""What a feed needs beside each of its keys."""


def test_the_page_is_the_tables() -> None:
    """What is written down is what the tables say today."""
    written = (ROOT / "docs" / "registry.md").read_text("utf-8")
    assert written == registry_page(), "docs/registry.md is not of today's tables: make registry-page"


def test_every_key_is_explained_and_no_example_is_left_over() -> None:
    """What it means, what happens without it, what one would write, and since when."""
    assert set(EXAMPLES) == set(KEYS)
    assert set(SINCE) <= set(KEYS)
    for table, key, value in keys_of(registry_schema()):
        assert value.get("description"), f"{table}.{key}"


@pytest.mark.parametrize("name", KEYS)
def test_every_example_is_good(name: str) -> None:
    """Pasted into a file, it is read as it stands."""
    table, _, key = name.rpartition(".")
    line = ALONE.get(name, f"{key} = {EXAMPLES[name]}")
    top = "" if name == "name" else 'name = "N"\n'
    report = "" if name == "ReportTable.to" else 'to = ["a@b.example"]\n'
    named = "" if key == "name" else 'name = "J"'
    item = "" if key == "item" else 'item = "fb-1_2"'
    copies = 'copy_to = ["c@agency.example"]\n'
    parts: dict[str, Any] = {
        "": f"{line}\n{top}[report]\n{report}{ACCOUNT}",
        "ReportTable": f"{top}[report]\n{report}{'' if key == 'copy_to' else copies}{line}\n{ACCOUNT}",
        "AccountTable": f"{top}[report]\n{report}{PEOPLE}[[accounts]]\n{'' if name in ALONE else ACCOUNT[13:]}{line}\n",
        "MuteTable": f"{top}[report]\n{report}{ACCOUNT}[[accounts.mute]]\n{line}\n"
        + "\n".join(
            f"{other} = {EXAMPLES['MuteTable.' + other]}" for other in ("check", "reason") if other != key
        ),
        "NameMuteTable": f"{top}[report]\n{report}{ACCOUNT}[[watch.mute]]\n{line}\n"
        + "\n".join(
            f"{other} = {EXAMPLES['NameMuteTable.' + other]}" for other in ("check", "reason") if other != key
        ),
        "PersonTable": f"{top}[report]\n{report}[people.jana]\n{line}\n{named}\n{ACCOUNT}",
        "PauseTable": f"{top}[report]\n{report}[[pauses]]\n{line}\n"
        + "\n".join(
            f"{other} = {EXAMPLES['PauseTable.' + other]}" for other in ("from", "to") if other != key
        )
        + f"\n{ACCOUNT}",
        "AlertFeedTable": f"{top}[report]\n{report}[[watch.feeds]]\n{line}\n{_FEED.get(key, '')}\n{ACCOUNT}",
        "DoneTable": f"{top}[report]\n{report}[[done]]\n{line}\n{item}\n{ACCOUNT}",
        "KnownTable": f"{top}[report]\n{report}{PEOPLE}[[known]]\n{line}\n"
        + "\n".join(one for one in _KNOWN if not one.startswith(f"{key} ") and one != _OTHER.get(key))
        + f"\n{ACCOUNT}",
    }
    heading = TABLES[table][0]
    text = parts.get(table) or f"{top}[report]\n{report}{copies}{heading}\n{line}\n{ACCOUNT}"
    if name == "BrandTable.logo":
        text = text.replace("c@agency.example", "c@www.agency.example")
    read_company(text.encode(), "stadtbaeckerei.toml")
