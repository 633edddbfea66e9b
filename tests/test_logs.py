"""No log record may hold what a cell held."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from helgelandlegen import logs


@pytest.fixture
def careful():
    """Careful records for one test."""
    factory, hook, thread_hook = logging.getLogRecordFactory(), sys.excepthook, threading.excepthook
    logs.keep_values_out()
    yield
    logging.setLogRecordFactory(factory)
    sys.excepthook, threading.excepthook = hook, thread_hook


def wrong_cell() -> None:
    int("Kari Nordmann")


def test_an_exception_leaves_its_type_and_our_place_in_the_log_but_not_its_text(careful, caplog):
    try:
        wrong_cell()
    except ValueError:
        logging.getLogger("somebody").exception("It failed for %s", "a reason")
    line = next(n for n, text in enumerate(Path(__file__).read_text().splitlines(), 1) if "int(" in text)
    assert caplog.messages == [f"It failed for a reason (ValueError, tests/test_logs.py:{line})"]
    assert "Kari" not in caplog.text


def test_an_exception_given_as_a_value_or_as_the_message_is_not_written_out_either(careful, caplog):
    error = ValueError("Kari Nordmann")
    logging.getLogger("somebody").error("Failed: %s", error)
    logging.getLogger("somebody").error(error)
    assert caplog.messages == ["Failed: ValueError", "ValueError"]


def test_a_traceback_that_is_already_text_is_left_out(careful, caplog):
    logging.getLogger("somebody").error("Traceback (most recent call last):\n  ...\nValueError: Kari Nordmann")
    logging.getLogger("somebody").error("Start failed\nTraceback (most recent call last):\nValueError: Kari Nordmann")
    assert caplog.messages == ["Failed; the traceback is left out", "Start failed"]


def test_a_dying_process_and_a_dying_thread_say_the_type_alone():
    code = """
import threading
from helgelandlegen import logs
logs.keep_values_out()
thread = threading.Thread(target=int, args=("Kari Nordmann",))
thread.start(); thread.join()
int("Ola Nordmann")
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("ValueError") == 2
    assert "Nordmann" not in ended.stderr


def test_an_error_in_somebody_elses_code_alone_is_placed_there():
    try:
        compile("1 +", "<cell>", "exec")
    except SyntaxError as error:
        error.__traceback__ = None
        assert logs.place(error) == "SyntaxError"
