"""The command `quotecheck`: its commands, and the one place where errors become exit codes."""

import io
import os
import sys
import traceback
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from quotecheck import __version__
from quotecheck.cli.options import ExitCode
from quotecheck.cli.output import say
from quotecheck.errors import QuotecheckError, WorkerLost, internal

COMMANDS = {
    "report": "Verify every quotation of the documents.",
    "check": "Compare a quotation with its source.",
    "links": "Say which cited addresses are alive, gone or changed.",
    "extract": "List the quotations of documents.",
    "trace": "Find the text of a library a quotation comes from.",
    "sources": "Say which source a citation means, and which sources are missing.",
    "library": "Keep the texts that quotations are traced in.",
    "cache": "Look after the evidence store.",
    "explain": "Say what a finding code means.",
}
"""In the order of the help text, with the first sentence of each one's own; each is a module of this package with a
typer `app`."""


class _Lazy(TyperGroup):
    """Loads a command's module when it is called: `explain` need not wait for numpy and requests."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the shape the parent has
        """Return the names of the commands."""
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return a command by name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"quotecheck.cli.{cmd_name}").app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Lazy,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
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


_UsageError: Any = typer.BadParameter.__base__
"""What typer raises for words it cannot use; it has no public name of its own."""


def main() -> None:
    """Run the command line; exits with a code of `ExitCode`, or 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):  # a console of cp1252 or ASCII shows what it can, and stops at nothing
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(app(standalone_mode=False) or ExitCode.CLEAN)
    except _UsageError as error:
        _explain_usage(error)
        sys.exit(ExitCode.USAGE)
    except QuotecheckError as error:
        say(f"quotecheck: {error}")
        sys.exit(ExitCode.INTERNAL if isinstance(error, WorkerLost) else ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - the last resort: one line for people, the trace on request
        if os.environ.get("QUOTECHECK_DEBUG"):
            traceback.print_exc()
        say(f"quotecheck: {internal(error)}; set QUOTECHECK_DEBUG=1 for the trace")
        sys.exit(ExitCode.INTERNAL)


def _explain_usage(error: Any) -> None:
    """Say in one line what is wrong with the words given; without any words the help is what is wanted."""
    command = error.ctx.command_path if error.ctx else "quotecheck"
    said = error.format_message()
    if not sys.argv[1:] or "\n" in said:
        print(said, file=sys.stderr)
        return
    why = said.replace("Value error, ", "").rstrip(".")
    say(f"{command}: {why[:1].lower()}{why[1:]}; {command} --help says more")
