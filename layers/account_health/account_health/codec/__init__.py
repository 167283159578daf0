"""Registry files and saved JSON to dataclasses and back; every complaint names file, key, and the cure."""

from account_health.codec.advice import advise
from account_health.codec.catalogue import known_checks
from account_health.codec.document import merge_defaults
from account_health.codec.jsons import from_json, time_text, to_json
from account_health.codec.registry import read_company, read_defaults
from account_health.codec.schema import registry_schema

__all__ = [
    "advise",
    "from_json",
    "known_checks",
    "merge_defaults",
    "read_company",
    "read_defaults",
    "registry_schema",
    "time_text",
    "to_json",
]
