"""`python -m quotecheck`: the same as the command."""

from quotecheck.cli.main import main

main()
