"""The corpus run on many processes or machines: one plan of stages over files, and three ways to run it."""
