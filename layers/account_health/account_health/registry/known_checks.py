"""Every check id that a registry file may name, with the limits that it may set."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.checks import BY_ID
from account_health.model.limits import THRESHOLDS


def known_checks() -> Mapping[str, Mapping[str, float]]:
    """Return check id -> limits that a file may set, with their defaults."""
    return MappingProxyType({name: THRESHOLDS.get(name, MappingProxyType({})) for name in sorted(BY_ID)})
