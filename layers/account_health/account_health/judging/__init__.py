"""From snapshots to a company's report, purely: audit, score, history, tasks, alerts, advice.

No network, no clock and no storage; how a report looks is decided elsewhere.
"""
