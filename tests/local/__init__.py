"""The whole stack on this machine: moto's AWS, the real state machine, every step of ours. `python -m tests.local --help`."""
