"""The command `quotecheck`: its commands, and the one place where errors become exit codes."""

import os
import sys
import traceback
from typing import Annotated

import typer

from quotecheck import __version__
from quotecheck.cli import check, explain, extract, library, links, report, trace
from quotecheck.cli.options import ExitCode
from quotecheck.cli.output import say
from quotecheck.errors import QuotecheckError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Tell whether quotations are what their sources say.",
)


def _print_version(value: bool) -> None:  # noqa: FBT001 - the shape typer calls back with
    if value:
        print(f"quotecheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Tell whether quotations are what their sources say."""


app.command("extract")(extract.command)
app.command("check")(check.command)
app.command("report")(report.command)
app.command("links")(links.command)
app.command("trace")(trace.command)
app.add_typer(library.app, name="library")
app.command("explain")(explain.command)


def main() -> None:
    """Run the command line; exits with a code of `ExitCode`, or 130 when interrupted."""
    try:
        app()
    except QuotecheckError as error:
        say(f"quotecheck: {error}")
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:  # the reader of our output went away: not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.CLEAN)
    except Exception as error:  # noqa: BLE001 - the last resort: one line for people, the trace on request
        if os.environ.get("QUOTECHECK_DEBUG"):
            traceback.print_exc()
        say(f"quotecheck: internal error ({type(error).__name__}: {error}); set QUOTECHECK_DEBUG=1 for the trace")
        sys.exit(ExitCode.INTERNAL)
