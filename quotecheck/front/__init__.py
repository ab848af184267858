"""The front door: what a Python program calls, and results that print themselves."""
