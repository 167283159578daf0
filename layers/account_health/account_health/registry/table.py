"""What every table of a registry file is: strict, and checked against the rest of the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationInfo

from account_health.registry.fields import wrong
from account_health.registry.guesses import did_you_mean
from account_health.registry.secrets import shown

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tables are checked against beside themselves: the catalogue of checks and the file's people.

    `people` is id -> name; the name is empty where it cannot be read.
    """

    checks: Mapping[str, Mapping[str, float]]
    people: Mapping[str, str]


class Table(BaseModel):
    """One table: unknown keys are refused, nothing is converted silently, inputs never appear in errors."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, frozen=True)


def known_person(name: str | None, info: ValidationInfo) -> str | None:
    """Return the id of a person of this file; raises where there is none of that id."""
    reading: Reading | None = info.context
    if name is None or reading is None or name in reading.people:
        return name
    if not reading.people:
        raise wrong(
            f"{shown(name)} is no person of this file; add [people.ID] with a name, or delete the line"
        )
    ids = [person for person, called in reading.people.items() if called.casefold() == name.casefold()]
    if ids:
        raise wrong(f'{shown(name)} is a name; write the person\'s id: "{ids[0]}"')
    some = sorted(reading.people)[:_MOST_NAMES]
    allowed = ", ".join(map(shown, some)).replace('"', "") + (
        ", …" if len(reading.people) > len(some) else ""
    )
    raise wrong(
        f"{shown(name)} is no person of this file; allowed: {allowed}{did_you_mean(name, reading.people)}"
    )
