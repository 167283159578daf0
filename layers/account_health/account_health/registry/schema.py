"""The JSON Schema of a registry file, so that editors complete and check it."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from account_health.model.platform import registered_platforms
from account_health.registry.known_checks import known_checks
from account_health.registry.tables import Registry


def registry_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a registry file.

    It knows keys, kinds of values and what is allowed; what depends on several keys, or on lists as long as
    those of time zones, is only said by `account-health validate`.
    """
    schema = Registry.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = GenerateJsonSchema.schema_dialect
    schema["title"] = "account-health registry file"
    account = schema["$defs"]["AccountTable"]["properties"]
    account["thresholds"] = {
        "type": "object",
        "description": account["thresholds"]["description"],
        "additionalProperties": False,
        "properties": {check: _limits(keys) for check, keys in known_checks().items() if keys},
    }
    account["platform"] = {
        "type": "string",
        "enum": list(registered_platforms()),
        "description": account["platform"]["description"],
    }
    account["checks"]["propertyNames"] = {"enum": list(known_checks())}
    schema["$defs"]["MuteTable"]["properties"]["check"]["enum"] = list(known_checks())
    schema["properties"]["people"]["propertyNames"] = {"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}
    schema["$defs"]["AccountTable"]["anyOf"] = [{"required": ["url"]}, {"required": ["platform"]}]
    return _without_null(schema)


def _limits(keys: Mapping[str, float]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"type": "number", "minimum": 0, "default": usual} for key, usual in keys.items()
        },
    }


def _without_null(table: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out `null`: TOML has none, so a key is there or is not."""
    plain = {
        key: _without_null(value) if isinstance(value, dict) else value
        for key, value in table.items()
        if not (key == "default" and value is None)
    }
    choices = plain.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [each for each in choices if each != {"type": "null"}]
        plain.pop("anyOf")
        plain |= left[0] if len(left) == 1 else {"anyOf": left}
    return plain
