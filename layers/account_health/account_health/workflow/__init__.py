"""The steps of a run: what one does, which event it takes, what it answers and where it leaves the rest.

Each step is one module with one function of the module's name, `step(event, services) -> dict`, JSON in and out.
Nothing here knows a rule or a layout. Only references travel between steps; everything else lies in the storage:

    registry/<company>.toml                 what a person registered
    registry/_defaults.toml                 what all companies share; state/_defaults.toml is the last good one
    runs/_plans/<run>.json                  [{"company", "key", "version_id", "due"}]: whom the run is about
    runs/_plans/<run>.notes.json            when the run began, what the operator should hear about the registry
    runs/_plans/<run>.overview/<hash>.eml   the overview, frozen, for each of its readers
    runs/_plans/<run>.operator.eml          the operator's mail, frozen
    runs/<company>/<run>/company.json       the company as this run reads it
    runs/<company>/<run>/accounts.json      [{"account"}]
    runs/<company>/<run>/snapshots/<account>.json
    runs/<company>/<run>/accounts/<account>.json    its judgement
    runs/<company>/<run>/failures/<account>.json    {"error"}: why there is no snapshot (optional)
    runs/<company>/<run>/report.{html,txt,json,csv} and mails/<hash>.eml, frozen
    runs/<company>/<run>/mails/tasks/<hash>.eml and mails/alert/<hash>.eml, frozen
    runs/<company>/<run>/due.json           [{"mail", "recipient"}]: which mails this run owes the company's people
    runs/<company>/alerts/<day>.json        {"run", "matters", "recipients"}: what was told that day, decided once
    runs/<company>/<run>/error.json         why there is no report
    state/<company>.json  history/<company>.json
    ledger/<mail>/<period>/<company or _all>/<hash>.json     what is known of one mail, with every attempt
    ledger/events/<tag>/<event>.json        what SES told of a mail; `tag` stands for the key of its ledger's object
    ledger/events/suppressed/<hash>.json    why an address is not mailed any more, until a person lifts it

`run` is a `Run` as JSON (`run_to_json`) and looks the same in every event.

| step | event | answer |
|---|---|---|
| start_audit | what a person or the schedule says, see `name_run` | {"execution", "started"}; the execution's input is {"run", "attempt"} |
| plan_run | {"run"} | {"run", "plan"}: `plan` is the key of the plan |
| list_accounts | {"company", "key", "version_id", "due", "run"}: a row of the plan and the run | the event with "accounts", the key of the list |
| audit_account | {"company", "account", "run"}: `account` is an id | {"account", "seen"}: false where the row says that nothing could be seen |
| send_report | {"company", "due", "run"}: `due` is true where the company is owed its report; with "error": {"Error": name} where list_accounts failed | {"state"}: settled or unsettled |
| settle_report | as send_report, after its answer "unsettled" or its death | {"state"}: unsettled where SES told nothing of a mail |
| close_run | {"run"} | {"run"} with the figures that `services.count` got too, see `Tally.figures` |
| audit_company | {"company", "account"?} | {"company", "run", "score", "coverage", "findings", "report"} |
| show_report | a request of a function URL: {"rawPath": "/<token>", "headers", "requestContext": {"http": {"method"}}} | {"statusCode", "headers", "isBase64Encoded", "body"}: the page or 404; outside the runs, see docs/report-link.md |
| renew_access | {} | {"renewed", "fresh", "none_stored", "skipped"}: daily and outside the runs, see `renew_access` |
| record_mail_event | an event of SES as EventBridge hands it over: beside the runs, see `record_mail_event` | {"recorded"}: false where it is about no mail of ours |

`resend` is no step of a run: the command alone calls it, for a person.

Errors that are worth another try by the engine: PlatformUnavailableError (audit_account), MailThrottledError
and ConflictError and BackendError (send_report, settle_report, close_run). Everything else is final.
"""
