"""The steps of a run: what one does, which event it takes, what it answers and where it leaves the rest.

Each step is one module with one function of the module's name, `step(event, services) -> dict`, JSON in and out.
Only references travel between steps; everything else lies in the storage:

    registry/<company>.toml                 what a person registered
    defaults.toml                           what all companies share; state/_defaults.toml is the last good one
    runs/_plans/<run>.json                  [{"company", "key", "version_id", "due"}]: whom the run is about
    runs/_plans/<run>.notes.json            what the operator should hear about the registry
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
    ledger/<mail>/<period>/<company or _all>/<hash>.json

`run` is a `Run` as JSON (`run_to_json`) and looks the same in every event.

| step | event | answer |
|---|---|---|
| start_audit | what a person or the schedule says, see `name_run` | {"execution", "started"}; the execution's input is {"run", "attempt"} |
| plan_run | {"run"} | {"run", "plan"}: `plan` is the key of the plan |
| list_accounts | {"company", "key", "version_id", "due", "run"}: a row of the plan and the run | the event with "accounts", the key of the list |
| audit_account | {"company", "account", "run"}: `account` is an id | {"account", "seen"}: false where the row says that nothing could be seen |
| send_report | {"company", "due", "run"}: `due` is true where the company is owed its report; with "error": {"Error": name} where list_accounts failed | {"state"}: settled or unsettled |
| close_run | {"run"} | {"run"} with the figures that `services.count` got too, see `Tally.figures` |
| audit_company | {"company", "account"?} | {"company", "run", "score", "coverage", "findings", "report"} |
| renew_access | {} | {"renewed", "fresh", "none_stored", "skipped"}: daily and outside the runs, see `renew_access` |

Errors that are worth another try by the engine: PlatformUnavailableError (audit_account), MailThrottledError
and ConflictError and BackendError (send_report, close_run). Everything else is final.
"""
