"""What is changed in a table beyond what was checked."""

from __future__ import annotations

import pytest

from helgelandlegen.ui.sheet_editor import Draft

CHECKED = Draft({"a": {"x": "1", "y": "2"}, "new-1": {"x": "3"}}, ["b"], ["new-1"])


@pytest.mark.parametrize(
    ("now", "more"),
    [
        (CHECKED, Draft()),
        (Draft({"a": {"x": "1", "y": "9"}, "new-1": {"x": "3"}}, ["b"], ["new-1"]), Draft({"a": {"y": "9"}})),
        (Draft({**CHECKED.cells, "c": {"x": "4"}}, ["b", "d"], ["new-1"]), Draft({"c": {"x": "4"}}, ["d"])),
        (
            Draft({**CHECKED.cells, "new-2": {"x": "5"}}, ["b"], ["new-1", "new-2"]),
            Draft({"new-2": {"x": "5"}}, [], ["new-2"]),
        ),
        # The new row that was checked has become another: nothing of it is lost.
        (
            Draft({"a": CHECKED.cells["a"], "new-1": {"x": "3", "y": "6"}}, ["b"], ["new-1"]),
            Draft({"new-1": {"x": "3", "y": "6"}}, [], ["new-1"]),
        ),
    ],
)
def test_what_is_changed_since_is_what_was_not_checked(now: Draft, more: Draft):
    assert now.since(CHECKED) == more
