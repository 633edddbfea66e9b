"""Somebody who visits the app: opens its pages by their addresses and reads all that is sent to the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from typing import Any

from google.protobuf import text_format
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app import SCREENS
from helgelandlegen.ui.look import Place
from tests.running import ROOT

FIRST = SCREENS[0].address
FILES = {screen.address: screen.file for screen in SCREENS}
FOR_ALL = tuple(screen.address for screen in SCREENS if not screen.coordinator)
FOR_THE_COORDINATOR = tuple(screen.address for screen in SCREENS if screen.coordinator)


@cache
def _components() -> BidiComponentManager:
    return BidiComponentManager()


class Visitor:
    """One session. `app` is Streamlit's own test runner, for its widgets."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        # Else every new session searches all installed packages for components: 0.3 s.
        self.app._bidi_component_manager = _components()
        self._begun = False

    def opens(self, address: str, **query: str) -> Visitor:
        """Opens a page with exactly this query, as a link or the menu does; the session goes on."""
        self.app.query_params = dict(query)
        if self._begun:
            self.app.switch_page(FILES[address]).run()
        else:  # Streamlit's runner knows the pages after a run only; to begin with another page would cost that page
            self.app._page_hash = "" if address == FIRST else calc_hash(address)
            self.app.run()
            self._begun = True
        return self

    def picks(self, reference: str) -> Visitor:
        """Picks what is drawn with this reference, as the browser says it; it has to be there."""
        assert f'data-pick="{escape(reference)}"' in self.html, reference
        return self.says(reference)

    def says(self, reference: str) -> Visitor:
        """Says that this has been picked, whether or not it is there."""
        drawn = [proto for _, proto in self._drawn() if isinstance(proto, BidiComponent)]
        listening = [proto for proto in drawn if proto.component_name in ("pick", "picks", "meeting")]
        assert listening, "nothing takes it"
        states = self.app._tree.get_widget_states()
        said = states.widgets.add(id=_make_trigger_id(listening[0].id, "events"))
        said.json_trigger_value = json.dumps([{"event": "picked", "value": reference}])
        self.app._run(states)
        return self

    @property
    def address(self) -> str:
        """The page that the last run has drawn."""
        now: Place = self.app.session_state["look_now"]
        return now.page

    @property
    def back(self) -> str:
        """What the button that leads back says; empty where there is none."""
        labels = [button.label for button in self.app.button if button.key == "hl_return"]
        return re.sub(r"\\(?=[^\w\s])", "", "".join(labels))

    def goes_back(self) -> Visitor:
        """Presses that button."""
        self.app.button("hl_return").click().run()
        return self

    @property
    def query(self) -> dict[str, str]:
        """The address's query after the run."""
        found = self.app.query_params.items()
        return {name: values if isinstance(values, str) else values[-1] for name, values in found}

    @property
    def sent(self) -> str:
        """Everything that the run has sent to the browser, in words; what is put into the page also as it stands."""
        protos = (text_format.MessageToString(proto, as_utf8=True) for _, proto in self._drawn())
        return "\n".join([*protos, self.mounted])

    @property
    def kinds(self) -> list[str]:
        """What the run has drawn below the header, by Streamlit's names, in order."""
        header = self.app.get_by_key("hl_header")
        inside = {id(node) for node in _below(header)}
        return [type(node).__name__ for node, _ in self._drawn() if id(node) not in inside]

    @property
    def html(self) -> str:
        """What is drawn with `st.markdown`, style sheet left out, and what is put into the page."""
        drawn = [element.value for element in self.app.markdown if not element.value.startswith("<style>")]
        return "\n".join([*drawn, self.mounted])

    @property
    def mounted(self) -> str:
        """The HTML that ui/drawn.py puts into the page as it is."""
        return "\n".join(json.loads(proto.json) for _, proto in self._drawn() if isinstance(proto, BidiComponent))

    @property
    def text(self) -> str:
        """The words of what is drawn, names of images included."""
        named = re.findall(r'aria-label="([^"]*)"', self.html)
        return unescape("\n".join([re.sub(r"<[^>]+>", "\n", self.html), *named]))

    @property
    def said(self) -> list[str]:
        """The sentences in coloured boxes."""
        app = self.app
        return [box.value for kind in (app.error, app.warning, app.info, app.success) for box in kind]

    def sound(self) -> Visitor:
        """Fails where the run has met an error."""
        assert not [error.value for error in self.app.exception]
        assert not [error.value for error in self.app.error]
        return self

    def _drawn(self) -> Iterator[tuple[Any, Any]]:
        for node in _below(self.app.main):
            proto = getattr(node, "proto", None)
            if proto is not None and not str(getattr(node, "value", "")).startswith("<style>"):
                yield node, proto


def _below(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _below(child)
