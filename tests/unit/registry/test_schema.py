"""The JSON Schema accepts what the reader accepts, and catches what an editor can catch."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from account_health.checks import CHECKS
from account_health.model.limits import THRESHOLDS
from account_health.registry import known_checks, registry_schema

FIXTURES = Path(__file__).parents[2] / "fixtures" / "registry"
GOOD = 'name = "N"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://www.facebook.com/n"\n'


def as_json(value: Any) -> Any:
    """Return TOML's values as JSON has them."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def complaints(text: str) -> list[str]:
    """Return where the schema complains."""
    found = Draft202012Validator(registry_schema()).iter_errors(as_json(tomllib.loads(text)))
    return [error.json_path for error in found]


def test_the_schema_is_one() -> None:
    """It is a schema of draft 2020-12 that names it, and every key of the file has a description."""
    schema = registry_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    tables = [schema, *schema["$defs"].values()]
    bare = [
        key
        for table in tables
        for key, value in table["properties"].items()
        if "description" not in value and "$ref" not in value
    ]
    assert bare == []


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.toml")), ids=lambda file: file.stem)
def test_good_files_fit(file: Path) -> None:
    """What the reader accepts, editors accept."""
    assert complaints(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "x"', "$"),
        (GOOD.replace('["a@b.example"]', "[]"), "$.report.to"),
        (GOOD.replace("a@b.example", "a at b"), "$.report.to[0]"),
        (GOOD + 'surprise = "x"', "$.accounts[0]"),
        (GOOD + 'posts = "daily"', "$.accounts[0].posts"),
        (GOOD + "page_id = 123", "$.accounts[0].page_id"),
        (GOOD + 'checks = { photoz = "on" }', "$.accounts[0].checks"),
        (GOOD + "thresholds = { last-post-age = { warn = 1 } }", "$.accounts[0].thresholds['last-post-age']"),
        (GOOD + '[people.Jana]\nname = "J"', "$.people"),
        (GOOD + '[brand]\ncolor = "petrol"', "$.brand.color"),
        (GOOD + "[facts]\nphone = 1", "$.facts.phone"),
        (GOOD + "[[pauses]]\nfrom = 2026-12-24", "$.pauses[0]"),
    ],
)
def test_bad_files_do_not_fit(text: str, path: str) -> None:
    """An editor underlines the place that is wrong."""
    assert complaints(text) == [path]


def test_every_check_may_be_named_in_a_file() -> None:
    """The reader's catalogue holds every check of the table, and every limit of the policy."""
    known = known_checks()
    assert {check.id for check in CHECKS} <= set(known)
    assert set(THRESHOLDS) <= set(known)
