"""Registry files and saved JSON to dataclasses and back; every complaint names file, key, and the cure."""

from account_health.codec.jsons import from_json, time_text, to_json

__all__ = ["from_json", "time_text", "to_json"]
