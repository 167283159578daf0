"""Reads template.yaml as CloudFormation would for one stack: parameters, references and ARNs filled in."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
REGION, ACCOUNT, STACK = "eu-central-1", "123456789012", "account-health"
BUCKET = "account-health-bucket-1a2b3c"
KEY = "0a1b2c3d-0000-4000-8000-000000000000"
KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{KEY}"
GIVEN: dict[str, Any] = {
    "SenderAddress": "reports@agency.example",
    "OperatorEmail": "operator@agency.example",
    "ReportLink": "on",  # the stack with everything in it
}
REPORT_URL = "https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-central-1.on.aws/"

_NO_VALUE = object()
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::StackName": STACK}


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _intrinsic)


@cache
def raw_template(path: Path = ROOT / "template.yaml") -> dict[str, Any]:
    """Return the template, or one that was built from it, as written; treat it as read-only."""
    loaded: dict[str, Any] = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a SafeLoader with CloudFormation's tags
    return loaded


def processor_of(built: Path) -> str:
    """Return which processor a built template is for: it leaves no other choice."""
    return str(raw_template(built)["Parameters"]["Architecture"]["Default"])


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Return the properties of every resource of a type, by logical id, references filled in."""
    found = raw_template()["Resources"].items()
    return {name: resolve(row.get("Properties", {})) for name, row in found if row["Type"] == kind}


def functions() -> dict[str, dict[str, Any]]:
    """Return every function's properties with the globals below them."""
    common = resolve(raw_template()["Globals"]["Function"])
    merged = {}
    for name, own in resources("AWS::Serverless::Function").items():
        variables = {
            **common["Environment"]["Variables"],
            **own.get("Environment", {}).get("Variables", {}),
        }
        logging = {**common["LoggingConfig"], **own["LoggingConfig"]}
        merged[name] = {
            **common,
            **own,
            "Environment": {"Variables": variables},
            "LoggingConfig": logging,
        }
    return merged


def step_of(logical_id: str) -> str:
    """Return the step's name of a function's logical id: AuditAccountsFunction is audit_accounts."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", logical_id.removesuffix("Function")).lower()


def resolve(value: Any) -> Any:
    """Return a value of the template with every reference of one deployed stack filled in."""
    if isinstance(value, dict):
        [name, *others] = [*value, ""]
        if others == [""] and name in _FILLED:
            return _FILLED[name](value[name])
        found = {key: resolve(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item is not _NO_VALUE}
    if isinstance(value, list):
        return [item for item in map(resolve, value) if item is not _NO_VALUE]
    return value


def _chosen(argument: list[Any]) -> Any:
    condition, then, otherwise = argument
    return resolve(then if resolve(raw_template()["Conditions"][condition]) else otherwise)


_FILLED: dict[str, Callable[[Any], Any]] = {
    "Ref": lambda argument: _ref(argument),  # noqa: PLW0108 - it stands below
    "Fn::GetAtt": lambda argument: _attribute(
        *(argument.split(".", 1) if isinstance(argument, str) else argument)
    ),
    "Fn::Sub": lambda argument: re.sub(r"\$\{([^!}]+)\}", _substitute, argument),
    "Fn::If": _chosen,
    "Fn::Not": lambda argument: not resolve(argument[0]),
    "Fn::Equals": lambda argument: resolve(argument[0]) == resolve(argument[1]),
}


def _substitute(match: re.Match[str]) -> str:
    name, _, attribute = match.group(1).partition(".")
    return _attribute(name, attribute) if attribute else str(_ref(name))


def _ref(name: str) -> Any:
    if name == "AWS::NoValue":
        return _NO_VALUE
    if name in PSEUDO:
        return PSEUDO[name]
    parameters = raw_template()["Parameters"]
    if name in parameters:
        return GIVEN[name] if name in GIVEN else parameters[name]["Default"]
    row = raw_template()["Resources"][name]
    named: dict[str, Callable[[], Any]] = {
        "AWS::S3::Bucket": lambda: BUCKET,
        "AWS::SQS::Queue": lambda: f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}",
        "AWS::KMS::Key": lambda: KEY,
        "AWS::SNS::Topic": lambda: f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}",
        "AWS::Logs::LogGroup": lambda: resolve(row["Properties"]["LogGroupName"]),
        "AWS::SES::ConfigurationSet": lambda: resolve(row["Properties"]["Name"]),
        "AWS::Serverless::LayerVersion": lambda: f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:{STACK}:1",
        "AWS::Serverless::Function": lambda: resolve(row["Properties"]["FunctionName"]),
        "AWS::Serverless::StateMachine": lambda: _attribute(name, "Arn"),
    }
    return named[row["Type"]]()


def _attribute(name: str, attribute: str) -> str:
    if attribute == "FunctionUrl":  # of a resource that SAM makes beside the function
        assert "FunctionUrlConfig" in raw_template()["Resources"][name.removesuffix("Url")]["Properties"]
        return REPORT_URL
    row = raw_template()["Resources"][name]
    kind: str = row["Type"]
    if attribute == "QueueName":
        return name
    if kind == "AWS::SSM::Parameter":
        assert attribute == "Value"
        return str(resolve(row["Properties"]["Value"]))
    assert attribute == "Arn", f"{name}.{attribute} is not known to this helper"
    arns: dict[str, Callable[[], str]] = {
        "AWS::S3::Bucket": lambda: f"arn:aws:s3:::{BUCKET}",
        "AWS::SQS::Queue": lambda: f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}",
        "AWS::KMS::Key": lambda: KEY_ARN,
        "AWS::Logs::LogGroup": lambda: f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{_ref(name)}:*",
        "AWS::Serverless::Function": lambda: f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{_ref(name)}",
        "AWS::Serverless::StateMachine": lambda: (
            f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{resolve(row['Properties']['Name'])}"
        ),
    }
    return arns[kind]()


# --- the state machine ----------------------------------------------------------------------------


def machine_text() -> str:
    """Return the state machine's definition as written."""
    [properties] = resources("AWS::Serverless::StateMachine").values()
    return Path(ROOT, properties["DefinitionUri"]).read_text()


def machine() -> dict[str, Any]:
    """Return the definition with the template's substitutions, as Step Functions gets it."""
    [properties] = resources("AWS::Serverless::StateMachine").values()
    filled = properties["DefinitionSubstitutions"]
    text = re.sub(r"\$\{(\w+)\}", lambda match: str(filled[match.group(1)]), machine_text())
    definition: dict[str, Any] = json.loads(text)
    return definition


def states(definition: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Yield every state with its name and its depth: 0 in the machine itself, 1 in a child, 2 in a child's child."""
    for name, state in definition["States"].items():
        yield name, state, depth
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"], depth + 1)


# --- permissions ----------------------------------------------------------------------------------


_LOG_RULE = "WriteNoOtherLog"
_NO_LOG_RULE = "MakeNoLog"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of AWS as IAM sees it: an action, what it is done to, and the condition keys of the request."""

    action: str
    resources: tuple[str, ...]
    context: Mapping[str, str] = field(default_factory=dict)


def parameter(name: str) -> str:
    """Return the ARN of a parameter."""
    return f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{name}"


def with_key(action: str, name: str, service: str = "ssm") -> Call:
    """Return what KMS is asked in a caller's name where a service reads or writes a parameter under the stack's key."""
    context = {
        "kms:ViaService": f"{service}.{REGION}.amazonaws.com",
        "kms:EncryptionContext:PARAMETER_ARN": parameter(name),
    }
    return Call(action, (KEY_ARN,), context)


def statements(properties: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the statements of a function's or a machine's own policies, but for those that `log_rules` returns."""
    return [row for row in _all_statements(properties) if row["Sid"] not in {_LOG_RULE, _NO_LOG_RULE}]


def log_rules(properties: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the statements that keep a function from writing every log but its own, and from making any."""
    rows = {row["Sid"]: row for row in _all_statements(properties)}
    return rows[_LOG_RULE], rows[_NO_LOG_RULE]


def _all_statements(properties: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [statement for policy in properties.get("Policies", []) for statement in policy["Statement"]]


def allowing(policy: list[dict[str, Any]], call: Call) -> list[dict[str, Any]]:
    """Return the statements that allow a call; none means that AWS would refuse it, as it does where one denies it."""
    if any(_about(statement, call) for statement in policy if statement["Effect"] == "Deny"):
        return []
    return [
        statement
        for statement in policy
        if statement["Effect"] == "Allow"
        and _about(statement, call)
        and _holds(statement.get("Condition", {}), call.context)
    ]


def _about(statement: Mapping[str, Any], call: Call) -> bool:
    action = call.action.lower()
    return any(fnmatchcase(action, one.lower()) for one in listed(statement["Action"])) and all(
        _covers(statement, resource) for resource in call.resources
    )


def listed(value: Any) -> list[Any]:
    """Return a list of one where IAM allows one or several."""
    return value if isinstance(value, list) else [value]


def _covers(statement: Mapping[str, Any], resource: str) -> bool:
    return any(fnmatchcase(resource, pattern) for pattern in listed(statement["Resource"]))


def _holds(condition: Mapping[str, Mapping[str, Any]], context: Mapping[str, str]) -> bool:
    for operator, keys in condition.items():
        assert operator in ("StringEquals", "StringLike"), f"{operator} is not known to this helper"
        for key, patterns in keys.items():
            value = context.get(key)
            if value is None or not any(
                value == pattern if operator == "StringEquals" else fnmatchcase(value, pattern)
                for pattern in listed(patterns)
            ):
                return False
    return True
