"""The steps of a run: what one does, which event it takes, what it answers and where it leaves the rest.

Each step is one module with one function of the module's name, `step(event, services) -> dict`, JSON in and out.
Nothing here knows a rule or a layout. Only references travel between steps; everything else lies in the storage:

    registry/<company>.toml                 what a person registered
    registry/_defaults.toml                 what all companies share; state/_defaults.toml is the last good one
    runs/_plans/<run>.json                  [{"company", "due"}]: whom the run is about
    runs/_plans/<run>.lines.json            [{"line", "width"}]: in which lines its accounts stand
    runs/_plans/<run>/<line>/<n>.queue.json round n of a line: its batches, when it begins, who waits beside it
    runs/_plans/<run>/<line>/<n>.json       its batches as the map reads them
    runs/_plans/<run>/<line>/<n>/<batch>.json   who is left of a batch, and from when; or {"error"} where it died
    runs/_plans/<run>/<line>/end.json       {"why", "left"}: the time for looking was over before the line was
    runs/_plans/<run>.outcomes/<company>.json   what became of a company's mails, for the end of the run
    runs/_plans/<run>.notes.json            when the run began, looks and mails; what the operator should hear about the registry
    runs/_plans/<run>.overview/<hash>.eml   the overview, frozen, for each of its readers
    runs/_plans/<run>.operator.eml          the operator's mail, frozen
    runs/<company>/<run>/company.json       the company as this run reads it
    runs/<company>/<run>/listed/<entry>.json    the accounts that an entry for every location stands for
    runs/<company>/<run>/snapshots/<account>.json
    runs/<company>/<run>/failures/<account>.json    {"error", "why"?}: why there is no snapshot (optional)
    runs/<company>/<run>/report.{html,txt,json,csv} and mails/<hash>.eml, frozen
    runs/<company>/<run>/mails/tasks/<hash>.eml and mails/alert/<hash>.eml, frozen
    runs/<company>/<run>/due.json           [{"mail", "recipient"}]: which mails this run owes the company's people
    runs/<company>/alerts/<day>.json        {"run", "matters", "recipients"}: what was told that day, decided once
    runs/<company>/<run>/error.json         why there is no report
    state/<company>.json  history/<company>.json
    state/_asks/<ask>.json                  {"run", "at"}: the run that was asked for last by hand to mail companies, and when
    state/_lines/<line>.json                until when nobody asks a platform, in whatever run
    ledger/<mail>/<period>/<company or _all>/<hash>.json     what is known of one mail, with every attempt
    ledger/events/<tag>/<event>.json        what SES told of a mail; `tag` stands for the key of its ledger's object
    ledger/events/suppressed/<hash>.json    why an address is not mailed any more, until a person lifts it

`run` is a `Run` as JSON (`run_to_json`) and looks the same in every event.

| step | event | answer |
|---|---|---|
| start_audit | what a person or the schedule says, see `name_run` | {"execution", "started"}; the execution's input is {"run", "attempt"} |
| plan_run | {"run"} | {"run", "plan", "lines", "look_from", "mail_from", "senders"}: keys and times, how many companies are mailed side by side; the run knows until when it looks |
| plan_looks | {"line", "next": {"round"}, "run"}: the round that ended, 0 before the first | {"round", "looks", "batches", "begins"}: the next one, the key of its batches and their number; 0 ends the line |
| audit_accounts | {"line", "round", "batch", "by", "accounts", "run"}: a row of the round | {"left"}: how many of them are to be looked at again |
| audit_sites | the same, where the row's "by" is "sites" | as audit_accounts; it knows no credential |
| send_report | {"company", "due", "run"}: `due` is true where the company is owed its report | {"state"}: settled or unsettled |
| settle_report | as send_report, after its answer "unsettled" or its death | {"state"}: unsettled where SES told nothing of a mail |
| close_run | {"run"} | {"run"} with the figures that `services.count` got too, see `Tally.figures` |
| audit_company | {"company", "account"?} | {"company", "run", "score", "coverage", "findings", "report"} |
| show_report | a request of a function URL: {"rawPath": "/<token>", "headers", "requestContext": {"http": {"method"}}} | {"statusCode", "headers", "isBase64Encoded", "body"}: the page or 404; outside the runs, see docs/report-link.md |
| renew_access | {} | {"renewed", "fresh", "none_stored", "skipped"}: daily and outside the runs, see `renew_access` |
| record_mail_event | an event of SES as EventBridge hands it over: beside the runs, see `record_mail_event` | {"recorded"}: false where it is about no mail of ours |

`resend` is no step of a run: the command alone calls it, for a person.

Errors that are worth another try by the engine: MailThrottledError (send_report, close_run), ConflictError and
BackendError. Everything else is final: what is wrong with an account is data, and a later round of its line asks again.
"""
