"""The command line: the same functions as the app, for scripts and servers. What it says of data is Norwegian."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from helgelandlegen import commands, kpis, programme, recovery
from helgelandlegen.errors import PlainError
from helgelandlegen.places import default_path

# What the system says of a file, in the words of who is to do something about it.
WHY = {
    errno.ENOENT: "Filen eller mappen finnes ikke", errno.EISDIR: "Dette er en mappe, ikke en fil",
    errno.ENOTDIR: "Det som står foran filnavnet, er ikke en mappe", errno.EACCES: "Ingen tilgang",
    errno.EPERM: "Ingen tilgang", errno.EROFS: "Disken kan bare leses", errno.ENOSPC: "Disken er full",
    errno.EFBIG: "Disken er full", errno.EDQUOT: "Kvoten på disken er brukt opp",
}  # fmt: skip


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Says what is wrong in one sentence; exit code 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-03-01") from None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m helgelandlegen", description=__doc__)
    parser.add_argument(
        "--database", type=Path, metavar="PATH", help="the store (default: the programme's, in data/store)"
    )
    parser.add_argument("--programme", metavar="NAME", help="the folder in data/programmes (default: the only one)")
    add = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser).add_parser

    command = add("template", help="write the empty workbook")
    command.add_argument("out", type=Path, metavar="OUT.xlsx")

    command = add("export", help="write the current state as a workbook, or as a .zip with one for each municipality")
    command.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.zip")
    command.add_argument("--municipality", metavar="N", help="only this municipality: its number")

    command = add("check", help="check workbooks and change nothing; exit code 1 with a stopp")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _json(command)

    command = add("import", help="import workbooks, each whole or not at all")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _json(command)

    command = add("kpis", help="all key figures, unsuppressed")
    command.add_argument("--as-of", type=_day, required=True, metavar="DATE", help="the day that the figures hold for")
    command.add_argument("--known-on", type=_day, metavar="DATE", help="as the store knew it at the end of this day")
    command.add_argument("--by", choices=kpis.LEVELS, default=kpis.PROGRAMME, help="the groups (default: programme)")
    _json(command)

    command = add("rows", help="the rows behind one key figure, unsuppressed")
    command.add_argument("kpi", metavar="KPI")
    command.add_argument("--as-of", type=_day, required=True, metavar="DATE", help="the day that the figure holds for")
    command.add_argument("--known-on", type=_day, metavar="DATE", help="as the store knew it at the end of this day")
    _json(command)

    command = add("imports", help="the history of imports, newest first")
    _json(command)

    command = add("undo", help="withdraw an import")
    command.add_argument("import_id", type=int, metavar="IMPORT", help="its number in the history")

    add("demo", help="load the demo programme's workbooks into a store without imports")

    command = add("briefing", help="write a briefing for the steering group, OSO or a municipality")
    command.add_argument("--audience", choices=("steering", "oso", "municipality"), required=True, help="for whom")
    command.add_argument("--municipality", metavar="N", default="", help="its number")
    dates = command.add_mutually_exclusive_group(required=True)
    dates.add_argument("--meeting", type=_day, metavar="DATE", help="the steering group's meeting, as locked if it is")
    dates.add_argument("--as-of", type=_day, metavar="DATE", help="the day that the figures hold for")
    command.add_argument("--since", type=_day, metavar="DATE", help="the day that --as-of is compared with")
    command.add_argument("--without", action="append", default=[], metavar="SECTION", help="leave a section out")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.pptx|.xlsx")

    command = add("backup", help="make one more backup, also while the app runs")
    command.add_argument("--out", type=Path, metavar="FILE.zip", help="write it as a .zip too, with the files received")

    command = add("backups", help="the backups, newest first, each read from end to end")
    _json(command)

    command = add("restore", help="go back to a backup; what is there now is kept")
    command.add_argument("backup", type=Path, metavar="BACKUP|FILE.zip", help="its name in the list, or a file")

    add("check-store", help="read every table of the store and say whether it is whole")

    add("refresh-official", help="fetch Statistics Norway's newest figures into the programme's observations.csv")
    return parser


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write JSON")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code: 0, 1 for a refusal or an error in words, 2 for wrong usage."""
    given = _parser().parse_args(arguments)
    chosen = None
    try:
        chosen = programme.load(given.programme)
        path = given.database or default_path(chosen)
        return commands.run(given, chosen, path)
    except PlainError as error:
        print(recovery.in_one_line(error, chosen), file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"{WHY.get(error.errno or 0, 'Feil ved lesing eller skriving')}: {error.filename or ''}".rstrip(": "),
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
