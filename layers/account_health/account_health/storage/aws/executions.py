"""Executions of one state machine of Step Functions."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from account_health.model.errors import BackendError
from account_health.storage.aws.errors import code_of, name_of

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_stepfunctions import SFNClient


class StepFunctionsEngine:
    """Starts executions of one state machine."""

    def __init__(self, machine: str, client: "SFNClient") -> None:
        self._machine = machine
        self._client = client

    def start(self, name: str, document: Mapping[str, object]) -> bool:
        """Start the execution; False where one of this name exists already, running or not.

        Raises BackendError where Step Functions refuses or does not answer.
        """
        try:
            self._client.start_execution(
                stateMachineArn=self._machine, name=name, input=json.dumps(document, ensure_ascii=False)
            )
        except (ClientError, BotoCoreError) as error:
            if code_of(error) == "ExecutionAlreadyExists":
                return False
            raise BackendError(f"The execution {name} could not be started ({name_of(error)}).") from error
        return True
