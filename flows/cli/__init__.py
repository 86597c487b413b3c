"""The command line: `yuanjiang --help`.

Exit codes: 0 done, 1 the run failed, 2 wrong usage. Each command calls the function of the same
purpose that Python users call; nothing is decided here.
"""

from __future__ import annotations

import sys

from rich.text import Text

from extract.errors import YuanjiangError
from flows.cli.app import app, console


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit code 1."""
    # They register their commands.
    from flows.cli import data, operate, runs, sites, stages, takedown  # noqa: F401

    try:
        app()
    except YuanjiangError as error:
        console.print("[red]error[/red]", Text(str(error)), soft_wrap=True)
        sys.exit(1)
