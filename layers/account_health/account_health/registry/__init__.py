"""Registry files in TOML to companies; every complaint names file, key, and the cure.

Nothing here collects, judges or saves.
"""

from account_health.registry.advice import advise
from account_health.registry.document import merge_defaults
from account_health.registry.known_checks import known_checks
from account_health.registry.reading import read_company, read_defaults
from account_health.registry.schema import registry_schema

__all__ = [
    "advise",
    "known_checks",
    "merge_defaults",
    "read_company",
    "read_defaults",
    "registry_schema",
]
