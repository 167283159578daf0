"""What whoever runs the product asks: do the accesses work, does the stack, what did the last run do. Nothing here prints.

What is asked of a platform or of AWS and what follows from the answer are modules apart: judging is pure.
"""
