"""A programme of two municipalities with a file of published figures, and somebody who answers as SSB does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import ssb
from helgelandlegen.programme import Programme
from tests.making import MUNICIPALITIES, PROGRAMME

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own servers are asked directly, whatever the machine's settings."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def small(tmp_path: Path) -> Programme:
    """The programme; its folder holds observations.csv."""
    folder = tmp_path / "prove"
    folder.mkdir()
    (folder / "observations.csv").write_bytes((HERE / "observations.csv").read_bytes())
    return replace(PROGRAMME, folder=folder, municipalities=MUNICIPALITIES[:2])


@dataclass
class Answers:
    """Answers from the files beside this one, each of which a test may change; `questions` is what was asked."""

    known: dict[str, Any] = field(default_factory=dict)
    questions: list[tuple[str, bytes | None]] = field(default_factory=list)

    def __call__(self, address: str, question: bytes | None) -> bytes:
        self.questions.append((address, question))
        name = address.rsplit("/", 1)[-1] + (".metadata" if question is None else "")
        answer = self.known.get(name, (HERE / f"{name}.json").read_bytes())
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    def changed(self, name: str, change: Callable[[Any], object]) -> Answers:
        """With one of the files changed."""
        content = json.loads((HERE / f"{name}.json").read_bytes())
        change(content)
        self.known[name] = content
        return self


@pytest.fixture
def answers() -> Answers:
    """What SSB would answer."""
    assert ssb.ADDRESS.startswith("https://")
    return Answers()
