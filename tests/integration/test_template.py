"""What the template promises: who may do what, what is kept how long, what rings, and that checkers accept it."""

import json
import os
import re
import shutil
import subprocess
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from moto.events.models import EventPattern

from account_health.model.lines import LONG_STOP
from account_health.storage.secret import key_of
from account_health.workflow.lambda_steps import METRICS
from benchmarks.memory import WHY
from tests.local.engine import AWS_PORT, NAME, SITES_PORT
from tests.template import (
    ACCOUNT,
    BUCKET,
    GIVEN,
    KEY,
    KEY_ARN,
    PSEUDO,
    REGION,
    ROOT,
    STACK,
    Call,
    allowing,
    functions,
    listed,
    log_rules,
    machine,
    machine_text,
    parameter,
    raw_template,
    resolve,
    resources,
    statements,
    with_key,
)
from tests.tools import need

UNNAMEABLE = {"logs:CreateLogDelivery"}
"""Actions of which IAM knows no resource; their statement is the only one with `*`."""


@pytest.fixture(scope="module")
def transformed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as CloudFormation sees it after the transformation AWS::Serverless; treat it as read-only."""
    return _transform(raw_template(), tmp_path_factory.mktemp("sam"))


def test_functions_run_where_the_layer_was_built_for() -> None:
    """One runtime, one architecture, the layer everywhere, no snapshots; traces where no stranger can call."""
    assert len(functions()) == 12
    for name, row in functions().items():
        assert (row["Runtime"], row["Architectures"], row["Handler"]) == (
            "python3.13",
            ["arm64"],
            "app.handler",
        )
        assert row["Tracing"] == ("PassThrough" if "FunctionUrlConfig" in row else "Active")
        assert "SnapStart" not in row, name
        assert len(row["Layers"]) == 1
    [layer] = resources("AWS::Serverless::LayerVersion").values()
    assert (layer["CompatibleRuntimes"], layer["CompatibleArchitectures"]) == (["python3.13"], ["arm64"])


@pytest.mark.parametrize(("processor", "wheels"), [("x86_64", "x86_64"), ("arm64", "aarch64")])
def test_the_layer_is_built_for_the_processor_that_the_stack_names(processor: str, wheels: str) -> None:
    """One parameter for functions and layer, and the recipe takes the wheels of that processor and of no other."""
    assert raw_template()["Globals"]["Function"]["Architectures"] == [{"Ref": "Architecture"}]
    assert processor in raw_template()["Parameters"]["Architecture"]["AllowedValues"]
    recipe = ROOT / "layers/account_health/Makefile"
    said = subprocess.run(  # noqa: S603 - our own recipe, which is only said and not done
        [
            shutil.which("make") or "make",
            "--dry-run",
            f"--file={recipe}",
            "build-AccountHealthLayer",
            f"ARCH={processor}",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "ARTIFACTS_DIR": "build"},
    ).stdout
    assert set(re.findall(r"--platform manylinux\w*?_(x86_64|aarch64)", said)) == {wheels}


def test_events_and_answers_reach_no_log_and_no_trace() -> None:
    """They name people and quote them; the switches stand in every function, and the machine logs none either."""
    for row in functions().values():
        variables = row["Environment"]["Variables"]
        assert variables["POWERTOOLS_LOGGER_LOG_EVENT"] == "false"
        # No function makes a trace of its own, so there is nothing to be set about it.
        assert not [name for name in variables if name.startswith("POWERTOOLS_TRACE")]
        assert variables["POWERTOOLS_LOG_LEVEL"] == "INFO"
        source = (ROOT / row["CodeUri"] / "app.py").read_text()
        assert "@logger.inject_lambda_context(log_event=False)" in source
        assert "\n@told\ndef handler(" in source, "keys on every line, and one line with the outcome"
    [machine] = resources("AWS::Serverless::StateMachine").values()
    assert machine["Logging"]["IncludeExecutionData"] is False


def test_functions_are_thin_shells() -> None:
    """At most 30 lines each, one function, one call, no branch: everything else is in the package."""
    for row in functions().values():
        folder = ROOT / row["CodeUri"]
        assert [path.name for path in folder.iterdir() if path.suffix] == ["app.py"]
        source = (folder / "app.py").read_text()
        assert len(source.splitlines()) <= 30
        assert not re.search(r"^\s*(if|for|while|try|with|match)\b| if ", source, re.MULTILINE)
        assert source.count("def ") == 1


def test_what_outside_rules_ask_and_the_template_leaves_out_has_its_reason() -> None:
    """`checkov` reads the file by itself; each rule in it has a sentence of its own above it, and none is about the key."""
    above = ""
    for line in (ROOT / ".checkov.yaml").read_text("utf-8").partition("skip-check:\n")[2].splitlines():
        if line.startswith("  - "):
            assert re.fullmatch(r"  - CKV_AWS_\d+", line)
            assert len(above.split()) > 8, line
            assert line.partition("- ")[2] not in {"CKV_AWS_7", "CKV_AWS_33"}, (
                "the key is renewed and opens for nobody else"
            )
        above = line if line.startswith("  #") else ""


def test_no_permission_names_everything() -> None:
    """Neither an action nor a resource is `*` where it can be named."""
    for name, row in {**functions(), **resources("AWS::Serverless::StateMachine")}.items():
        for statement in statements(row):
            actions = listed(statement["Action"])
            assert all("*" not in action for action in actions), name
            if "*" in listed(statement["Resource"]) and actions != ["ses:GetAccount"]:
                assert set(actions) >= UNNAMEABLE
                assert all(action.startswith("logs:") for action in actions)


def test_objects_are_allowed_by_prefix_only() -> None:
    """No function reads or writes the whole bucket, and a listing is bound to prefixes that are listed."""
    for name, row in functions().items():
        for statement in statements(row):
            for action in listed(statement["Action"]):
                if action == "s3:ListBucket":
                    assert statement["Condition"]["StringLike"]["s3:prefix"], name
                elif action.startswith("s3:"):
                    for arn in listed(statement["Resource"]):
                        assert re.fullmatch(rf"arn:aws:s3:::{BUCKET}/[a-z_]+[/.].+", arn), name


def test_whoever_reads_may_tell_missing_from_refused() -> None:
    """Without s3:ListBucket for the same prefix S3 answers 403 for a missing object, never "nothing there yet"."""
    for name, row in functions().items():
        read, told = set(), set()
        for statement in statements(row):
            if "s3:GetObject" in listed(statement["Action"]):
                read |= {arn.removeprefix(f"arn:aws:s3:::{BUCKET}/") for arn in listed(statement["Resource"])}
            if "s3:ListBucket" in listed(statement["Action"]):
                told |= set(statement["Condition"]["StringLike"]["s3:prefix"])
        assert read == told, name


def test_only_the_steps_that_mail_may_mail_and_only_from_our_address() -> None:
    """Whoever looks cannot send, whatever happens there."""
    mailing = {}
    for name, row in functions().items():
        for statement in statements(row):
            if any(action.startswith("ses:Send") for action in listed(statement["Action"])):
                mailing[name] = statement
    assert set(mailing) == {"SendReportFunction", "CloseRunFunction"}
    for statement in mailing.values():
        assert set(statement["Action"]) == {"ses:SendEmail", "ses:SendRawEmail"}
        assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": "reports@agency.example"}}
        assert [arn.rpartition(":")[2] for arn in statement["Resource"]] == [
            "identity/*",
            "configuration-set/account-health-reports",
        ]


LINK_KEY = "/_stack/report-link"


@pytest.fixture
def other_stack(monkeypatch: pytest.MonkeyPatch) -> str:
    """Deploy a stack whose name is not the folder that all stacks shared, and return that name."""
    monkeypatch.setitem(PSEUDO, "AWS::StackName", "clients")
    return "clients"


def test_credentials_are_read_by_those_who_look_and_below_the_stack_s_name(other_stack: str) -> None:
    """Neither planning nor mailing can read a token; the folder of before is read too, and no other."""
    reading = {}
    for name, row in functions().items():
        for statement in statements(row):
            if "ssm:GetParameter" in listed(statement["Action"]) and statement["Effect"] == "Allow":
                reading[name] = {arn.rpartition(":")[2] for arn in statement["Resource"]}
    folders = [f"parameter/{other_stack}", "parameter/account-health"]
    assert [reading.pop(f"{one}ReportFunction") for one in ("Send", "Show")] == [
        {f"{folder}{LINK_KEY}" for folder in folders}
    ] * 2
    assert set(reading) == {"AuditAccountsFunction", "AuditCompanyFunction", "RenewAccessFunction"}
    assert all(paths == {f"{folder}/*" for folder in folders} for paths in reading.values())


def test_who_reads_credentials_cannot_touch_the_key_of_report_links(other_stack: str) -> None:
    """The key lies below the same path, and whoever looks at platforms or renews tokens is denied it."""
    for name in ("AuditAccounts", "AuditCompany", "RenewAccess"):
        policy = statements(functions()[f"{name}Function"])
        for folder in (other_stack, "account-health"):
            assert allowing(policy, Call("ssm:GetParameter", (parameter(f"/{folder}/acme/x"),)))
            for action in ("ssm:GetParameter", "ssm:PutParameter"):
                assert not allowing(policy, Call(action, (parameter(f"/{folder}{LINK_KEY}"),)))


def test_each_role_opens_with_the_stack_s_key_what_it_reads_and_nothing_else(other_stack: str) -> None:
    """Through SSM alone, of the stack's own folder alone; one function may close anything with it; the others know no key."""
    opens = {"AuditAccounts": "/acme/x", "AuditCompany": "/acme/x", "RenewAccess": "/acme/x"}
    opens |= {"SendReport": LINK_KEY, "ShowReport": LINK_KEY}
    for name, row in functions().items():
        step, policy = name.removesuffix("Function"), statements(row)
        for what in ("/acme/x", LINK_KEY):
            mine = f"/{other_stack}{what}"
            reads = allowing(policy, Call("ssm:GetParameter", (parameter(mine),))) and allowing(
                policy, with_key("kms:Decrypt", mine)
            )
            assert bool(reads) is (opens.get(step) == what), (step, what)
        assert not allowing(policy, with_key("kms:Decrypt", "/account-health/acme/x")), step
        assert not allowing(policy, with_key("kms:Decrypt", "/clients-of-others/acme/x")), step
        assert not allowing(policy, with_key("kms:Decrypt", f"/{other_stack}/acme/x", "s3")), step
        for action in ("kms:Encrypt", "kms:GenerateDataKey"):
            writes = allowing(policy, with_key(action, f"/{other_stack}/acme/x"))
            assert bool(writes) is (step == "RenewAccess"), step
        for statement in policy:
            if any(action.startswith("kms:") for action in listed(statement["Action"])):
                assert statement["Resource"] == KEY_ARN


def test_the_key_of_credentials_opens_through_ssm_alone_and_outlives_the_stack() -> None:
    """Who administers it opens nothing with it; it is renewed each year, and bears the stack's name."""
    row = raw_template()["Resources"]["CredentialsKey"]
    assert (row["DeletionPolicy"], row["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    [key] = resources("AWS::KMS::Key").values()
    assert key["EnableKeyRotation"] is True
    administer, use = key["KeyPolicy"]["Statement"]
    opening = {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant"}
    for action in opening:
        assert not any(fnmatchcase(action, pattern) for pattern in administer["Action"]), action
    assert use["Condition"] == {"StringEquals": {"kms:ViaService": f"ssm.{REGION}.amazonaws.com"}}
    assert {one["Principal"]["AWS"] for one in (administer, use)} == {f"arn:aws:iam::{ACCOUNT}:root"}
    [alias] = resources("AWS::KMS::Alias").values()
    assert alias == {"AliasName": key_of("account-health"), "TargetKeyId": KEY}


def test_who_reads_strangers_pages_knows_no_credential_and_writes_what_it_saw_alone() -> None:
    """Neither it nor who asks platforms writes mails, plans, reports or what is owed; it has no way to a parameter or a key."""
    common = raw_template()["Globals"]["Function"]["Environment"]["Variables"]
    own = functions()["AuditSitesFunction"]["Environment"]["Variables"]
    assert set(own) - set(common) == {"ACCOUNT_HEALTH_SENTIMENT"}
    sites = statements(functions()["AuditSitesFunction"])
    assert {action.partition(":")[0] for row in sites for action in listed(row["Action"])} == {"s3"}
    run, plans = "runs/acme/weekly-2026-W48", "runs/_plans/weekly-2026-W48"
    forbidden = [
        *(
            f"{run}/{name}"
            for name in ("company.json", "due.json", "report.html", "report.json", "mails/0.eml")
        ),
        *(
            f"{plans}{name}"
            for name in (".json", ".lines.json", ".outcomes/acme.json", "/web/1.queue.json", "/web/1.json")
        ),
        *("state/acme.json", "history/acme.json", "ledger/report/2026-W48/acme/0.json", "registry/acme.toml"),
    ]
    for name in ("AuditSites", "AuditAccounts"):
        policy = statements(functions()[f"{name}Function"])
        for key in forbidden:
            assert not allowing(policy, Call("s3:PutObject", (f"arn:aws:s3:::{BUCKET}/{key}",))), key
        for key in (
            f"{run}/mails/0.eml",
            f"{run}/report.html",
            f"{plans}.json",
            "ledger/events/x",
            "registry/acme.toml",
        ):
            assert not allowing(policy, Call("s3:GetObject", (f"arn:aws:s3:::{BUCKET}/{key}",))), key
        for key in (f"{run}/snapshots/blog.json", f"{run}/failures/blog.json", f"{plans}/web/1/0.json"):
            assert allowing(policy, Call("s3:PutObject", (f"arn:aws:s3:::{BUCKET}/{key}",))), key
    clock = Call("s3:PutObject", (f"arn:aws:s3:::{BUCKET}/state/_lines/google.json",))
    assert not allowing(sites, clock)


def test_one_function_writes_credentials_and_writes_nothing_else() -> None:
    """Whoever renews tokens writes no object and sends no mail; whoever looks writes no token."""
    writing = {
        name: {
            action
            for statement in statements(row)
            if statement["Effect"] == "Allow"
            for action in listed(statement["Action"])
        }
        for name, row in functions().items()
        if any(
            "ssm:PutParameter" in listed(statement["Action"])
            for statement in statements(row)
            if statement["Effect"] == "Allow"
        )
    }
    assert writing == {
        "RenewAccessFunction": {
            *("s3:GetObject", "s3:ListBucket", "ssm:GetParameter", "ssm:PutParameter"),
            *("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
        }
    }


def test_comments_go_to_comprehend_only_where_it_is_switched_on() -> None:
    """Off by default; on, the two functions that look may read tones, and nobody may do anything else there."""
    assert raw_template()["Parameters"]["SentimentService"]["Default"] == "none"
    assert raw_template()["Conditions"]["UseComprehend"] == {
        "Fn::Equals": [{"Ref": "SentimentService"}, "comprehend"]
    }
    policy = raw_template()["Resources"]["ComprehendPolicy"]
    assert policy["Condition"] == "UseComprehend"
    looking = ["AuditSitesFunction", "AuditAccountsFunction", "AuditCompanyFunction"]
    assert policy["Properties"]["Roles"] == [{"Ref": f"{name}Role"} for name in looking]
    [statement] = policy["Properties"]["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Action"]) == ("Allow", "comprehend:BatchDetectSentiment")
    variable = "ACCOUNT_HEALTH_SENTIMENT"
    told = {
        name: row["Environment"]["Variables"][variable]
        for name, row in functions().items()
        if variable in row["Environment"]["Variables"]
    }
    assert told == dict.fromkeys(looking, "none")
    granted = {
        action for row in functions().values() for one in statements(row) for action in listed(one["Action"])
    }
    assert not [action for action in granted if action.startswith("comprehend:")]


def test_tokens_are_renewed_daily_in_the_operators_zone() -> None:
    """On a schedule of its own; what it cannot do ends in the queue that rings."""
    renewal = functions()["RenewAccessFunction"]
    event = renewal["Events"]["Daily"]["Properties"]
    assert event["ScheduleExpression"] == "cron(30 5 * * ? *)"
    assert event["ScheduleExpressionTimezone"] == "Europe/Berlin"
    assert event["OmitName"] is True
    state = raw_template()["Resources"]["RenewAccessFunction"]["Properties"]["Events"]["Daily"]["Properties"]
    assert state["State"] == {"Ref": "RenewalState"}, "who stops the reports does not stop who would notice"
    assert json.loads(event["Input"]) == json.loads((ROOT / "events/renew_access.json").read_text())
    queue = resolve({"Fn::GetAtt": "NotStartedQueue.Arn"})
    assert event["DeadLetterConfig"] == {"Arn": queue}
    assert renewal["EventInvokeConfig"]["MaximumRetryAttempts"] == 2
    assert renewal["EventInvokeConfig"]["DestinationConfig"]["OnFailure"] == {
        "Type": "SQS",
        "Destination": queue,
    }


def test_the_daily_look_starts_on_the_days_between_the_reports() -> None:
    """From Tuesday to Friday, after the hour of the reports; one parameter switches it off, and X is left out."""
    start, renewal = functions()["StartAuditFunction"], functions()["RenewAccessFunction"]
    event = start["Events"]["Daily"]["Properties"]
    assert event["ScheduleExpression"] == "cron(30 7 ? * TUE-FRI *)"
    assert event["ScheduleExpressionTimezone"] == "Europe/Berlin"
    assert json.loads(event["Input"]) == {"kind": "daily", "scheduled_time": "<aws.scheduler.scheduled-time>"}
    assert (event["OmitName"], event["State"]) == (True, "ENABLED")
    for key in ("RetryPolicy", "DeadLetterConfig", "FlexibleTimeWindow"):
        assert event[key] == renewal["Events"]["Daily"]["Properties"][key]
    variables = functions()["PlanRunFunction"]["Environment"]["Variables"]
    assert variables["ACCOUNT_HEALTH_ALERTS_READ_X"] == "off"


def test_one_parameter_switches_the_alerts_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Off is off, also where the schedules are enabled; and where they are disabled on is off too."""

    def state() -> str:
        event = functions()["StartAuditFunction"]["Events"]["Daily"]["Properties"]
        return str(event["State"])

    monkeypatch.setitem(GIVEN, "ScheduleState", "DISABLED")
    assert state() == "DISABLED"
    monkeypatch.delitem(GIVEN, "ScheduleState")
    monkeypatch.setitem(GIVEN, "Alerts", "off")
    assert state() == "DISABLED"
    assert functions()["StartAuditFunction"]["Events"]["Weekly"]["Properties"]["State"] == "ENABLED"


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("", True),
        ("a@agency.example", True),
        ("a@agency.example,b@agency.example", True),
        ("a@agency.example, b@agency.example", False),
        ("agency.example", False),
        ("a@agency.example,", False),
    ],
)
def test_who_deploys_cannot_mistype_the_readers_of_the_overview(written: str, good: bool) -> None:  # noqa: FBT001 - a row of a table
    """Nobody, one address, or several with commas."""
    pattern = raw_template()["Parameters"]["OverviewEmail"]["AllowedPattern"]
    assert bool(re.search(pattern, written)) == good


def test_bucket_is_private_versioned_encrypted_and_stays() -> None:
    """A deleted stack leaves the registry and the ledger where they are."""
    [row] = resources("AWS::S3::Bucket").values()
    assert set(row["PublicAccessBlockConfiguration"].values()) == {True}
    assert row["VersioningConfiguration"] == {"Status": "Enabled"}
    [rule] = row["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    raw = raw_template()["Resources"]["Bucket"]
    assert raw["DeletionPolicy"] == raw["UpdateReplacePolicy"] == "Retain"
    [policy] = resources("AWS::S3::BucketPolicy").values()
    [only_tls] = policy["PolicyDocument"]["Statement"]
    assert (only_tls["Effect"], only_tls["Action"], only_tls["Principal"]) == ("Deny", "s3:*", "*")
    assert only_tls["Resource"] == [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]
    assert only_tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_stack_takes_a_bucket_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ExistingBucket no bucket is made, and its rules are left alone; functions, machine and output name the one given."""
    raw = raw_template()
    made = {name for name, row in raw["Resources"].items() if row.get("Condition") == "MakesBucket"}
    assert made == {"Bucket", "BucketPolicy"}
    assert raw["Resources"]["BucketPolicy"]["DeletionPolicy"] == "Retain"  # it goes with the bucket
    pattern = raw["Parameters"]["ExistingBucket"]["AllowedPattern"]
    good = ("", "account-health-bucket-1a2b3c", "logs.example.org")
    assert all(re.search(pattern, one) for one in good)
    assert not any(re.search(pattern, one) for one in ("s3://x-bucket", "Bucket", "x-", "a/b"))
    monkeypatch.setitem(GIVEN, "ExistingBucket", "of-the-stack-before")
    used = json.dumps([functions(), resources("AWS::Serverless::StateMachine"), resolve(raw["Outputs"])])
    assert BUCKET not in used
    assert "s3://of-the-stack-before" in used
    assert resolve(raw["Outputs"]["BucketName"]["Value"]) == "of-the-stack-before"
    assert machine()["States"]["SendReports"]["ItemReader"]["Parameters"]["Bucket"] == "of-the-stack-before"


def test_the_bucket_is_named_in_one_place() -> None:
    """Where there may be none of the stack's own, CloudFormation resolves no reference to it, but inside a condition."""
    text = (ROOT / "template.yaml").read_text()
    for use in re.findall(r".*(?:!Ref Bucket\b|\$\{Bucket[.}]|GetAtt Bucket\.).*", text):
        assert "MakesBucket" in use or "BucketPolicy" in text[: text.index(use)].rpartition("AWS::S3::")[2], (
            use
        )


def test_runs_are_forgotten_and_the_ledger_is_kept() -> None:
    """runs/ goes with its old versions; the ledger outlives every repeat of a week, whatever is configured."""
    [row] = resources("AWS::S3::Bucket").values()
    rules = {rule.get("Prefix"): rule for rule in row["LifecycleConfiguration"]["Rules"]}
    assert rules["runs/"]["ExpirationInDays"] == 180
    assert rules["runs/"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}
    assert rules["ledger/"]["ExpirationInDays"] >= 400
    assert raw_template()["Parameters"]["LedgerRetentionDays"]["MinValue"] == 400
    for prefix in ("registry/", "state/", "history/"):
        assert "ExpirationInDays" not in rules[prefix]
    for prefix in ("state/", "history/"):  # what was forgotten is gone a week later
        assert rules[prefix]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}


def test_schedule_starts_a_weekly_run_in_the_operators_zone() -> None:
    """Every Monday, in a zone with summer time, saying for when it was meant."""
    start = functions()["StartAuditFunction"]
    event = start["Events"]["Weekly"]["Properties"]
    assert event["ScheduleExpression"] == "cron(0 20 ? * SUN *)"
    assert event["ScheduleExpressionTimezone"] == "Europe/Berlin"
    assert event["OmitName"] is True
    assert json.loads(event["Input"]) == {
        "kind": "weekly",
        "scheduled_time": "<aws.scheduler.scheduled-time>",
    }
    assert event["RetryPolicy"]["MaximumRetryAttempts"] > 0
    queue = resolve({"Fn::GetAtt": "NotStartedQueue.Arn"})
    assert event["DeadLetterConfig"] == {"Arn": queue}
    assert start["EventInvokeConfig"]["DestinationConfig"]["OnFailure"] == {
        "Type": "SQS",
        "Destination": queue,
    }


def test_machine_is_named_by_text_so_that_no_circle_arises() -> None:
    """StartAudit may start the one machine that the template makes, and knows it by the same ARN."""
    [machine] = resources("AWS::Serverless::StateMachine").items()
    arn = resolve({"Fn::GetAtt": f"{machine[0]}.Arn"})
    start = functions()["StartAuditFunction"]
    assert start["Environment"]["Variables"]["ACCOUNT_HEALTH_STATE_MACHINE"] == arn
    [statement] = [one for one in statements(start) if one["Sid"] == "StartTheMachine"]
    assert (statement["Action"], statement["Resource"]) == ("states:StartExecution", arn)


def test_definition_gets_exactly_what_it_asks_for() -> None:
    """No substitution is missing and none is left over."""
    [machine] = resources("AWS::Serverless::StateMachine").values()
    assert set(re.findall(r"\$\{(\w+)\}", machine_text())) == set(machine["DefinitionSubstitutions"])


def test_what_goes_wrong_rings() -> None:
    """Failed runs, starts that never happened, mails in doubt and mails that came back reach the operator's mailbox."""
    alarms = resources("AWS::CloudWatch::Alarm")
    names = {
        metric["MetricStat"]["Metric"]["MetricName"] for metric in alarms["RunFailedAlarm"]["Metrics"][1:]
    }
    assert names == {"ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"}
    assert alarms["NotStartedAlarm"]["MetricName"] == "ApproximateNumberOfMessagesVisible"
    assert alarms["NotStartedAlarm"]["Dimensions"] == [{"Name": "QueueName", "Value": "NotStartedQueue"}]
    assert alarms["MailEventsLostAlarm"]["Dimensions"] == [{"Name": "QueueName", "Value": "MailEventsQueue"}]
    variables = functions()["SettleReportFunction"]["Environment"]["Variables"]
    for name, metric in (
        ("MailUnsettledAlarm", "mails_unsettled"),
        ("MailUndeliveredAlarm", "mails_undelivered"),
    ):
        assert (alarms[name]["Namespace"], alarms[name]["MetricName"]) == ("AccountHealth", metric)
        assert alarms[name]["Namespace"] == variables["POWERTOOLS_METRICS_NAMESPACE"]
        dimension = {"Name": "service", "Value": variables["POWERTOOLS_SERVICE_NAME"]}
        assert alarms[name]["Dimensions"] == [dimension]
    assert (alarms["ReportNotShownAlarm"]["MetricName"], alarms["ReportNotShownAlarm"]["Dimensions"]) == (
        "Errors",
        [{"Name": "FunctionName", "Value": "account-health-show-report"}],
    )
    [(topic, properties)] = resources("AWS::SNS::Topic").items()
    assert properties["Subscription"] == [{"Protocol": "email", "Endpoint": "operator@agency.example"}]
    for alarm in alarms.values():
        assert alarm["AlarmActions"] == [resolve({"Ref": topic})]


def test_silence_and_what_grows_worse_ring_too() -> None:
    """No weekly report for eight days, or nobody who looks for one; too much unseen; haste, slowness; SES's patience."""
    alarms = resources("AWS::CloudWatch::Alarm")
    silent = alarms["NoWeeklyReportAlarm"]
    assert silent["MetricName"] == "days_since_weekly_report"
    assert (silent["ComparisonOperator"], silent["Threshold"]) == ("GreaterThanOrEqualToThreshold", 8)
    assert (silent["Period"], silent["TreatMissingData"]) == (60 * 60, "breaching")
    # A day has 25 hours in autumn, and a call that failed is tried again for six.
    assert silent["EvaluationPeriods"] == silent["DatapointsToAlarm"] > 25 + 6
    unseen = alarms["AccountsNotSeenAlarm"]
    assert unseen["Threshold"] == 10
    assert unseen["Metrics"][0]["Expression"] == "IF(accounts > 0, 100 * unseen / accounts, 0)"
    stopped = alarms["LineStoppedAlarm"]
    assert (stopped["MetricName"], stopped["Statistic"]) == ("line_stopped_minutes", "Maximum")
    assert (stopped["ComparisonOperator"], stopped["Threshold"]) == (
        "GreaterThanThreshold",
        LONG_STOP / timedelta(minutes=1),
    )
    assert stopped["TreatMissingData"] == "notBreaching", "nobody looks by day, and that is calm"
    assert alarms["LambdasThrottledAlarm"]["MetricName"] == "Throttles"
    assert "Dimensions" not in alarms["LambdasThrottledAlarm"], "the quota belongs to the AWS account"
    for name, most in (("Bounce", 0.05), ("Complaint", 0.001)):
        rate = alarms[f"{name}RateAlarm"]
        assert rate["MetricName"] == f"Reputation.{name}Rate"
        assert 0 < rate["Threshold"] < most, "before SES itself looks into it"


def test_a_step_rings_before_its_own_limit() -> None:
    """The alarm about durations knows the time that each function has."""
    alarm = resources("AWS::CloudWatch::Alarm")["StepNearItsLimitAlarm"]
    rows = {row["Id"]: row for row in alarm["Metrics"]}
    timeouts = {row["FunctionName"]: row["Timeout"] for row in functions().values()}
    [steps] = re.findall(r"MAX\(\[(.*)\]\)", rows["share"]["Expression"])
    watched = set()
    for one in steps.split(", "):
        metric, limit = re.findall(r"FILL\((\w+), 0\) / (\d+)", rows[one]["Expression"])[0]
        [dimension] = rows[metric]["MetricStat"]["Metric"]["Dimensions"]
        assert int(limit) == 1000 * timeouts[dimension["Value"]], one
        watched.add(dimension["Value"])
    # The others do one small thing each, or a person waits for them; an alarm reads ten metrics at most.
    small = ("start-audit", "settle-report", "record-mail-event", "show-report", "audit-company")
    assert watched == timeouts.keys() - {f"account-health-{name}" for name in small}


def test_the_dashboard_and_the_alarms_read_every_metric_that_is_written_and_no_other() -> None:
    """A metric that nobody looks at costs, and a curve without a metric is taken for calm."""
    [board] = resources("AWS::CloudWatch::Dashboard").values()
    widgets = json.loads(board["DashboardBody"])["widgets"]
    drawn = set(re.findall(r'"([a-z_]+)", "(?:service|\.)"', board["DashboardBody"]))
    rung = set(re.findall(r"'MetricName': '([a-z_]+)'", str(resources("AWS::CloudWatch::Alarm"))))
    assert drawn | rung == METRICS
    places = [(one["x"], one["y"], one["width"], one["height"]) for one in widgets]
    assert all(x + width <= 24 for x, _, width, _ in places)
    assert len({(x, y) for x, y, _, _ in places}) == len(places)
    assert all(one["properties"]["region"] == "eu-central-1" for one in widgets)


def test_who_closes_a_run_may_ask_who_hears_the_alarms() -> None:
    """Of the alarms' own topic, and nothing else of it; no other function knows it."""
    [topic] = resources("AWS::SNS::Topic")
    knowing = [
        name
        for name, row in functions().items()
        if "ACCOUNT_HEALTH_ALARM_TOPIC" in row["Environment"]["Variables"]
    ]
    assert knowing == ["CloseRunFunction"]
    row = functions()["CloseRunFunction"]
    assert row["Environment"]["Variables"]["ACCOUNT_HEALTH_ALARM_TOPIC"] == resolve({"Ref": topic})
    [right] = [one for one in statements(row) if "sns" in str(one["Action"])]
    assert (right["Effect"], right["Action"], right["Resource"]) == (
        "Allow",
        "sns:GetTopicAttributes",
        resolve({"Ref": topic}),
    )


def test_every_alarm_is_explained() -> None:
    """docs/operations.md says of each what it means and what to do first."""
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    for name in resources("AWS::CloudWatch::Alarm"):
        assert f"\n### {name}\n" in page, name
    assert re.findall(r"\n### (\w+Alarm)\n", page) == list(resources("AWS::CloudWatch::Alarm"))


def test_the_page_says_how_much_memory_each_function_has() -> None:
    """No function is missing, and what is given there is what the template gives."""
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    told = re.findall(r"^\| (\w+) \| \d+ MB \| (\d+) MB \|", page, re.MULTILINE)
    given = {name.removesuffix("Function"): row["MemorySize"] for name, row in functions().items()}
    assert {name: int(size) for name, size in told} == given
    assert [name for name, _ in told] == sorted(given), "as `make memory` prints them"
    assert WHY.keys() <= given.keys()


def test_nobody_is_followed() -> None:
    """The configuration set has no pixel and rewrites no link, opens and clicks are not told, mail travels encrypted."""
    [row] = resources("AWS::SES::ConfigurationSet").values()
    assert "TrackingOptions" not in row
    assert row["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    assert row["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    [destination] = resources("AWS::SES::ConfigurationSetEventDestination").values()
    assert destination["ConfigurationSetName"] == row["Name"]
    assert destination["EventDestination"] == {
        "Name": "event-bus",
        "Enabled": True,
        "MatchingEventTypes": [
            "send",
            "delivery",
            "deliveryDelay",
            "bounce",
            "complaint",
            "reject",
            "renderingFailure",
        ],
        "EventBridgeDestination": {
            "EventBusArn": "arn:aws:events:eu-central-1:123456789012:event-bus/default"
        },
    }


def test_what_ses_tells_of_our_mails_reaches_the_recorder_or_rings() -> None:
    """The rule takes our configuration set's events and nobody else's; what is not recorded ends in a queue."""
    recorder = functions()["RecordMailEventFunction"]
    rule = recorder["Events"]["Told"]["Properties"]
    pattern = EventPattern.load(json.dumps(rule["Pattern"]))
    told: Any = json.loads((ROOT / "events/record_mail_event.json").read_text())
    assert pattern.matches_event(told)
    foreigners: tuple[Any, ...] = (
        {**told, "source": "aws.s3"},
        {**told, "detail-type": "Email Opened"},
        {**told, "detail": {"mail": {"tags": {"ses:configuration-set": ["newsletter"]}}}},
        {**told, "detail": {"mail": {"tags": {}}}},
    )
    for foreign in foreigners:
        assert not pattern.matches_event(foreign)
    queue = resolve({"Fn::GetAtt": "MailEventsQueue.Arn"})
    assert rule["DeadLetterConfig"] == {"Arn": queue}
    assert rule["RetryPolicy"]["MaximumRetryAttempts"] > 0
    assert recorder["EventInvokeConfig"]["DestinationConfig"]["OnFailure"] == {
        "Type": "SQS",
        "Destination": queue,
    }
    [policy] = [
        row
        for row in resources("AWS::SQS::QueuePolicy").values()
        if row["Queues"][0].endswith("MailEventsQueue")
    ]
    [allow] = [
        statement for statement in policy["PolicyDocument"]["Statement"] if statement["Effect"] == "Allow"
    ]
    assert allow["Principal"] == {"Service": "events.amazonaws.com"}
    assert allow["Condition"]["ArnEquals"]["aws:SourceArn"].endswith(f":rule/{rule['RuleName']}")


def test_recorder_appends_and_does_nothing_else() -> None:
    """It writes below ledger/events/ only, sees no entry of the ledger, and cannot mail."""
    recorder = functions()["RecordMailEventFunction"]
    written = {
        action: arn.removeprefix(f"arn:aws:s3:::{BUCKET}/")
        for statement in statements(recorder)
        for action in listed(statement["Action"])
        for arn in listed(statement["Resource"])
    }
    assert written == {
        "s3:PutObject": "ledger/events/*",
        "s3:GetObject": "ledger/events/suppressed/*",
        "s3:ListBucket": f"arn:aws:s3:::{BUCKET}",
    }


def test_every_log_is_forgotten_one_day() -> None:
    """Each function and the machine write to a group of the template with a retention."""
    groups = {row["LogGroupName"]: row for row in resources("AWS::Logs::LogGroup").values()}
    assert all(row["RetentionInDays"] == 90 for row in groups.values())
    for row in functions().values():
        assert row["LoggingConfig"]["LogGroup"] == f"/aws/lambda/{row['FunctionName']}"
        assert row["LoggingConfig"]["LogGroup"] in groups
    assert len(groups) == len(functions()) + 1


def test_a_function_writes_its_own_log_and_no_other() -> None:
    """What SAM's managed policy allows for every log is denied for all but one, by the form of AWS's own role for one function."""
    for name, row in functions().items():
        rule, _ = log_rules(row)
        own = row["LoggingConfig"]["LogGroup"]
        assert rule["Effect"] == "Deny", name
        assert rule["NotResource"] == f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{own}:*", name
        assert set(rule["Action"]) == {"logs:CreateLogStream", "logs:PutLogEvents"}
        # No group's name begins like another's before the colon, so none is covered by a neighbour's rule.
        written = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{own}:log-stream:2026/11/23/[$LATEST]1a2b"
        mine = [
            one
            for one, each in functions().items()
            if fnmatchcase(written, log_rules(each)[0]["NotResource"])
        ]
        assert mine == [name]


def test_no_function_makes_a_log_anew() -> None:
    """A line that arrives after the stack was deleted brings no log group back: the next stack of that name has to make its own."""
    for name, row in functions().items():
        _, rule = log_rules(row)
        assert (rule["Effect"], rule["Action"], rule["Resource"]) == ("Deny", "logs:CreateLogGroup", "*"), (
            name
        )


def test_sam_attaches_no_policy_of_its_own_that_allows_more(transformed: Path) -> None:
    """Beside the function's own there are logs, which are narrowed, and traces, of which IAM knows no resource."""
    made = json.loads(transformed.read_text())
    roles = [row["Properties"] for row in made["Resources"].values() if row["Type"] == "AWS::IAM::Role"]
    attached = {arn.rpartition("/")[2] for row in roles for arn in row.get("ManagedPolicyArns", [])}
    assert attached == {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"}


def test_a_link_is_open_in_both_ways_that_aws_asks_for(transformed: Path) -> None:
    """Since October 2025 an address of a function answers nobody unless two rights are given; SAM gives both."""
    made = json.loads(transformed.read_text())["Resources"].values()
    rights = [row["Properties"] for row in made if row["Type"] == "AWS::Lambda::Permission"]
    public = {row["Action"]: row for row in rights if row["Principal"] == "*"}
    assert public["lambda:InvokeFunctionUrl"]["FunctionUrlAuthType"] == "NONE"
    assert public["lambda:InvokeFunction"]["InvokedViaFunctionUrl"] is True
    assert {row["FunctionName"]["Ref"] for row in public.values()} == {"ShowReportFunction"}


def test_what_a_schedule_cannot_deliver_reaches_the_queue(transformed: Path) -> None:
    """A dead-letter queue without the right to write to it loses the event, and nobody hears of it."""
    made = json.loads(transformed.read_text())["Resources"]
    schedules = [row["Properties"] for row in made.values() if row["Type"] == "AWS::Scheduler::Schedule"]
    assert len(schedules) == 3
    for schedule in schedules:
        queue = schedule["Target"]["DeadLetterConfig"]["Arn"]
        role = made[schedule["Target"]["RoleArn"]["Fn::GetAtt"][0]]
        rights = [one for row in role["Properties"]["Policies"] for one in row["PolicyDocument"]["Statement"]]
        assert {"Action": "sqs:SendMessage", "Effect": "Allow", "Resource": queue} in rights


def test_strangers_reach_one_function_that_reads_reports_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A single function has an address; it may read finished pages and the key, and its cost can be bounded."""
    [(name, row)] = [(name, row) for name, row in functions().items() if "FunctionUrlConfig" in row]
    assert name == "ShowReportFunction"
    assert row["FunctionUrlConfig"] == {"AuthType": "NONE", "InvokeMode": "BUFFERED"}
    assert "ReservedConcurrentExecutions" not in row, (
        "a new account has ten Lambdas, and AWS lets none be set aside"
    )
    monkeypatch.setitem(GIVEN, "ReportLinkConcurrency", 5)
    assert functions()["ShowReportFunction"]["ReservedConcurrentExecutions"] == 5
    assert row["Timeout"] <= 20
    allowed = {
        (action, arn.rpartition(":")[2])
        for statement in statements(row)
        for action in listed(statement["Action"])
        for arn in listed(statement["Resource"])
    }
    assert allowed == {
        ("s3:GetObject", f"{BUCKET}/runs/*/report.html"),
        ("s3:ListBucket", BUCKET),
        ("ssm:GetParameter", "parameter/account-health/_stack/report-link"),
        ("kms:Decrypt", f"key/{KEY}"),
    }


def test_without_report_link_there_is_no_address_at_all() -> None:
    """Off is the default: no function, no log, no output, and the mail is told of no address."""
    assert raw_template()["Parameters"]["ReportLink"]["Default"] == "off"
    made = raw_template()["Resources"]
    conditional = {name for name, row in made.items() if row.get("Condition") == "ReportLinkIsOn"}
    assert conditional == {"ShowReportFunction", "ShowReportLogs", "ReportNotShownAlarm"}
    assert raw_template()["Outputs"]["ReportUrl"]["Condition"] == "ReportLinkIsOn"
    told = made["SendReportFunction"]["Properties"]["Environment"]["Variables"]["ACCOUNT_HEALTH_REPORT_URL"]
    assert (told["Fn::If"][0], told["Fn::If"][2]) == ("ReportLinkIsOn", "")


def test_sam_lets_everybody_call_the_address_and_only_by_its_address(transformed: Path) -> None:
    """Lambda asks for both permissions of a function URL; calling the function in another way stays refused."""
    made = json.loads(transformed.read_text())["Resources"]
    public = [
        row
        for row in made.values()
        if row["Type"] == "AWS::Lambda::Permission" and row["Properties"]["Principal"] == "*"
    ]
    assert {row["Properties"]["Action"] for row in public} == {
        "lambda:InvokeFunctionUrl",
        "lambda:InvokeFunction",
    }
    for row in public:
        properties = row["Properties"]
        assert properties.get("FunctionUrlAuthType") == "NONE" or properties["InvokedViaFunctionUrl"] is True
        assert row["Condition"] == "ReportLinkIsOn"


def test_every_parameter_says_what_it_is() -> None:
    """Who deploys is asked for two addresses and told what everything else means."""
    parameters = raw_template()["Parameters"]
    assert all(row["Description"].endswith(".") or "," in row["Description"] for row in parameters.values())
    assert {name for name, row in parameters.items() if "Default" not in row} == {
        "SenderAddress",
        "OperatorEmail",
    }
    grouped = raw_template()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    assert {name for group in grouped for name in group["Parameters"]} == set(parameters)


def test_sam_accepts_the_template() -> None:
    """`sam validate --lint` finds nothing."""
    done = _run([need("sam"), "validate", "--lint", "--template", str(ROOT / "template.yaml")])
    assert done.returncode == 0, done.stdout + done.stderr


def test_cfn_lint_accepts_what_sam_makes_of_it(transformed: Path) -> None:
    """The template after SAM's transformation, with its roles and permissions, is clean too."""
    done = _run([need("cfn-lint"), "--regions", "eu-central-1", "--template", str(transformed)])
    assert done.returncode == 0, done.stdout + done.stderr
    kinds = {row["Type"] for row in json.loads(transformed.read_text())["Resources"].values()}
    assert {"AWS::Lambda::Function", "AWS::IAM::Role", "AWS::Scheduler::Schedule"} <= kinds
    made = [row["Properties"] for row in json.loads(transformed.read_text())["Resources"].values()]
    formats = {row["LoggingConfig"].get("LogFormat") for row in made if "LoggingConfig" in row}
    assert formats == {"JSON"}, "the fields of a log line are kept"


def test_cfn_lint_would_find_a_fault(transformed: Path, tmp_path: Path) -> None:
    """The check can fail: a runtime that does not exist is refused."""
    faulty = tmp_path / "cloudformation.json"
    faulty.write_text(transformed.read_text().replace("python3.13", "python3.99"))
    done = _run([need("cfn-lint"), "--regions", "eu-central-1", "--template", str(faulty)])
    assert "python3.99" in done.stdout
    assert done.returncode != 0


TRANSFORM = """
import json, sys
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
template = json.load(open(sys.argv[1]))
class Managed:
    def load(self): return {name: "arn:aws:iam::aws:policy/" + name for name in (
        "AWSXrayWriteOnlyAccess", "service-role/AWSLambdaBasicExecutionRole")}
parameters = {name: str(row.get("Default", "someone@agency.example")) for name, row in template["Parameters"].items()}
made = Translator(Managed().load(), Parser()).translate(template, parameters)
json.dump(made, open(sys.argv[2], "w"))
"""


def _transform(template: dict[str, Any], folder: Path) -> Path:
    """Return the template as CloudFormation sees it after the transformation AWS::Serverless."""
    copy: dict[str, Any] = json.loads(json.dumps(template))
    for row in copy["Resources"].values():
        for key in ("CodeUri", "ContentUri", "DefinitionUri"):
            if key in row.get("Properties", {}):
                row["Properties"][key] = "s3://artifacts/built.zip"
    (folder / "sam.json").write_text(json.dumps(copy))
    (folder / "transform.py").write_text(TRANSFORM)
    out = folder / "cloudformation.json"
    done = _run([need("sam-python"), str(folder / "transform.py"), str(folder / "sam.json"), str(out)])
    if done.returncode != 0:
        pytest.fail(done.stdout + done.stderr)
    return out


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AWS_DEFAULT_REGION": "eu-central-1", "SAM_CLI_TELEMETRY": "0"}
    return subprocess.run(  # noqa: S603 - our own tools on our own files
        command, capture_output=True, text=True, check=False, timeout=120, env=environment, cwd=ROOT
    )


def test_sam_local_is_told_only_what_the_template_declares() -> None:
    """`sam local` passes no other variable on, and mounts nothing but the function's own folder."""
    declared = {name for row in functions().values() for name in row["Environment"]["Variables"]}
    folder, standing = _told_locally("folder"), _told_locally("environment")
    assert folder.keys() | standing.keys() <= declared
    assert folder["ACCOUNT_HEALTH_STORE"].startswith("/var/task/")
    readme = (ROOT / "docs" / "local.md").read_text("utf-8")
    below = folder["ACCOUNT_HEALTH_STORE"].removeprefix("/var/task/")
    assert f".aws-sam/build/AuditCompanyFunction/{below}/registry/" in readme
    for path in re.findall(r"events/[a-z_/]+\.json", readme):
        assert (ROOT / path).is_file(), path


def test_sam_local_finds_the_aws_that_stands_on_this_machine() -> None:
    """`make local-aws` listens where events/local/environment.json sends every function, with the bucket and machine named there."""
    told = _told_locally("environment")
    assert told["ACCOUNT_HEALTH_STORE"] == f"s3://{BUCKET}"
    assert told["ACCOUNT_HEALTH_STACK"] == STACK, (
        "sam calls every stack local, and credentials lie below its name"
    )
    assert told["ACCOUNT_HEALTH_STATE_MACHINE"] == resolve({"Fn::GetAtt": "AuditStateMachine.Arn"})
    assert told["AWS_ENDPOINT_URL"] == f"http://{NAME}:{AWS_PORT}"
    assert told["ACCOUNT_HEALTH_GATEWAY"] == f"http://{NAME}:{SITES_PORT}"


def test_on_aws_nobody_stands_in_for_anybody() -> None:
    """The two variables that name a stand-in are empty in the template, and every function has them."""
    for name, row in functions().items():
        variables = row["Environment"]["Variables"]
        assert (variables["ACCOUNT_HEALTH_GATEWAY"], variables["AWS_ENDPOINT_URL"]) == ("", ""), name


def _told_locally(name: str) -> dict[str, str]:
    told: dict[str, str] = json.loads((ROOT / f"events/local/{name}.json").read_text("utf-8"))["Parameters"]
    return told


def test_yaml_is_read_the_same_by_an_ordinary_reader() -> None:
    """No key stands twice, where the last one would silently win."""

    class Strict(yaml.SafeLoader):
        """Refuses a mapping with the same key twice."""

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), node.start_mark
        return {
            key: loader.construct_object(value, deep=True)
            for key, (_, value) in zip(keys, node.value, strict=True)
        }

    Strict.add_constructor("tag:yaml.org,2002:map", mapping)
    Strict.add_multi_constructor("!", lambda _loader, _suffix, node: str(node.value))
    assert yaml.load((ROOT / "template.yaml").read_text(), Loader=Strict)  # noqa: S506 - a SafeLoader
