"""What a look leaves for the next one: what waits, what was answered, what was noted as done.

Merged purely. Nothing here judges, and nothing reads or writes a file.
"""
