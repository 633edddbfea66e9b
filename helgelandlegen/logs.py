"""Logs without cell values.

The text of an exception often quotes the value that was wrong ("could not convert 'Kari …' to a number"), and
Streamlit and uvicorn write whole tracebacks of whatever goes wrong. So every log record, whoever makes it, keeps only
the exception's type and the place in our own code.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_TRACEBACK = "Traceback (most recent call last)"
_LOGGER = logging.getLogger(__name__)


def place(error: BaseException) -> str:
    """The type of an exception and where in our own code it came from: `ValueError, pages/a.py:12`.

    Where none of our own files is on the way, the innermost file is named by its last two parts.
    """
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    frame = (ours or frames)[-1]
    path = Path(frame.filename)
    name = path.relative_to(ROOT).as_posix() if ours else "/".join(path.parts[-2:])
    return f"{type(error).__name__}, {name}:{frame.lineno}"


def keep_values_out() -> None:
    """From now on no log record and no dying thread of this process writes an exception's text. Safe to repeat."""
    if logging.getLogRecordFactory() is not _record:
        logging.setLogRecordFactory(_record)
        threading.excepthook = lambda dead: _died(dead.exc_type, dead.exc_value, dead.exc_traceback)
        sys.excepthook = _died


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    if isinstance(record.args, tuple):
        record.args = tuple(place(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    if isinstance(record.msg, BaseException):
        record.msg = place(record.msg)
    if isinstance(record.msg, str) and _TRACEBACK in record.msg:  # already made into text by somebody else
        record.msg = record.msg.split(_TRACEBACK)[0].strip() or "Failed; the traceback is left out"
    if record.exc_info:
        error = record.exc_info[1]
        if error is not None:
            record.msg, record.args = f"{record.getMessage()} ({place(error)})", ()
        record.exc_info = None
    return record


def _died(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _LOGGER.error("Uncaught", exc_info=(kind, error, trace) if error else None)


def _is_ours(path: Path) -> bool:
    # The virtual environment lies inside the project's folder; what is in it is not ours.
    return path.is_relative_to(ROOT) and not any(part in (".venv", "site-packages") for part in path.parts)
