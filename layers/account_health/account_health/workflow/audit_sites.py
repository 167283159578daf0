"""Looks at one batch of strangers' pages, without any credential: what runs there could give none away."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from account_health.workflow.audit_accounts import audit_accounts
from account_health.workflow.run_secrets import NO_SECRETS
from account_health.workflow.services import Services


def audit_sites(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Do as AuditAccounts does. Raises as it does."""
    return audit_accounts(event, replace(services, secrets=NO_SECRETS))
