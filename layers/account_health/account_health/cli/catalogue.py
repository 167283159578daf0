"""The catalogue of checks and the registry file's schema, printed."""

import json
from dataclasses import fields

from account_health.checks.catalogue import CatalogueRow, around_the_name, catalogue, markdown
from account_health.cli.screen import print_line, table
from account_health.registry import registry_schema

_KEYS = {"report_rhythm": "cadence"}
"""What programs know under the name that `report.json` has for it."""


def print_checks(form: str) -> int:
    """Print every check with its limits as `table`, `json` or `md`; returns the exit code."""
    if form == "md":
        print_line(markdown().rstrip("\n"))
        return 0
    rows = (*catalogue(), *around_the_name())
    if form == "json":
        print_line(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=2))
        return 0
    lines = [("check", "severity", "for", "told", "platforms", "limits")]
    lines += [
        (
            row.id,
            row.severity,
            row.audience,
            row.report_rhythm,
            " ".join(row.platforms),
            " ".join(f"{key}={value:g}" for key, value in row.thresholds.items()),
        )
        for row in rows
    ]
    for line in table(lines):
        print_line(line)
    return 0


def print_schema() -> int:
    """Print the registry file's JSON Schema; returns the exit code."""
    print_line(json.dumps(registry_schema(), ensure_ascii=False, indent=2))
    return 0


def _as_json(row: CatalogueRow) -> dict[str, object]:
    plain = {_KEYS.get(field.name, field.name): getattr(row, field.name) for field in fields(row)}
    return {**plain, "thresholds": dict(row.thresholds)}
