"""A workbook of 50,000 rows through check, compare and import, in a process of its own so that its memory shows.

`python -m tests.bench.large` does it once and writes what it measured as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from helgelandlegen import lean, programme
from helgelandlegen.workbook import first
from helgelandlegen.workbook.imports import store_file, try_out
from helgelandlegen.workbook.intake import look_through
from helgelandlegen.workbook.receive import receive
from tests.bench.data import seconds, workbook_of
from tests.bench.measure import line

ROWS = 50_000
TIMES = 3
FOLDER = Path(__file__).resolve().parent.parent.parent


def once(file: Path) -> dict[str, float]:
    """Seconds of each step; peak memory in MB of this process and of the reader, its child."""
    plan, content = programme.load(), file.read_bytes()
    with tempfile.TemporaryDirectory() as folder, first.opened(Path(folder) / "x.duckdb", plan) as store:
        reading, received = seconds(receive, content, "bench.xlsx")
        checking, checked = seconds(look_through, received, plan)
        comparing, _ = seconds(try_out, store, checked)
        storing, outcome = seconds(store_file, store, checked, content)
        assert outcome.import_id
    peaks = {
        name: resource.getrusage(which).ru_maxrss / 1000
        for name, which in (("memory", resource.RUSAGE_SELF), ("reader", resource.RUSAGE_CHILDREN))
    }
    return {"reading": reading, "checking": checking, "comparing": comparing, "storing": storing, **peaks}


def measure() -> None:
    """The same a few times, each in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.xlsx"
        file.write_bytes(workbook_of(ROWS, programme.load()))
        command = [sys.executable, "-m", "tests.bench.large", str(file)]
        found = [
            json.loads(subprocess.run(command, cwd=FOLDER, capture_output=True, check=True, text=True).stdout)
            for _ in range(TIMES)
        ]
    words = {"reading": "read", "checking": "checked", "comparing": "compared (the preview)", "storing": "stored"}
    for name, word in words.items():
        print(line(f"{ROWS} rows, {word}", [one[name] for one in found], "s"))
    print(line(f"{ROWS} rows, all of it", [sum(one[name] for name in words) for one in found], "s"))
    print(line(f"{ROWS} rows, peak memory of the server's process", [one["memory"] for one in found], "MB"))
    print(line(f"{ROWS} rows, peak memory of the reader", [one["reader"] for one in found], "MB", 1000))


if __name__ == "__main__":
    lean.leave_out_pandas()
    print(json.dumps(once(Path(sys.argv[1]))))
