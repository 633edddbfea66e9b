"""The coordinator's desk: the files under work, each read, checked, compared and stored by a thread of its own.

What lies on the desk outlives the page that put it there: a reload, another tab or the other coordinator finds it.
It is kept in memory only; nothing on it counts before it is stored.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence

from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.correct import correction
from helgelandlegen.workbook.imports import Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import look_through
from helgelandlegen.workbook.piece import Make, Piece, State
from helgelandlegen.workbook.progress import COMPARING, Cancelled, Progress
from helgelandlegen.workbook.receive import receive

__all__ = ["BEING_STORED", "MOST_PIECES", "Desk", "Piece", "State"]

LOG = logging.getLogger(__name__)
MOST_PIECES = 40  # with the largest files that are taken, about a gigabyte
CHANGES_BETWEEN = 5  # so often a file is compared anew because another came in meanwhile
BEING_STORED = "Filen tas inn nå. Vent til det er ferdig."
Changes = Mapping[Cell, str | None]


class Desk:
    """The files under work for one store. Safe between threads."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store, self._lock = store, threading.RLock()
        self._pieces: dict[str, Piece] = {}

    def pieces(self) -> list[Piece]:
        """What lies on the desk, the newest first."""
        with self._lock:
            return sorted(self._pieces.values(), key=lambda piece: piece.laid_at, reverse=True)

    def piece(self, name: str) -> Piece | None:
        """The piece with that id, None where it is gone."""
        with self._lock:
            return self._pieces.get(name)

    def lay(self, content: bytes, file_name: str) -> Piece:
        """Lays a file on the desk and begins to read it; PlainError where the desk is full."""
        return self._begin(Piece(secrets.token_hex(6), file_name, content, now()))

    def lay_made(self, make: Make, file_name: str, kind: str) -> Piece:
        """Lays down what is made of what is stored, such as rows corrected in the app, and begins to compare it.

        It is made anew each time it is compared: what others store in between is in it, and is not taken back by it.
        """
        return self._begin(Piece(secrets.token_hex(6), file_name, b"", now(), kind, make))

    def correct(self, piece: Piece, changes: Changes, headings: Mapping[Cell, str | None] | None = None) -> None:
        """Changes cells (None empties one, a cell without column leaves out its row), and looks at the file anew.

        `headings` is what people call the cells' columns. PlainError while the file is being stored.
        """
        workbook = piece.received.workbook if piece.received else None
        if workbook is None:
            raise PlainError("Filen kan ikke rettes her, for den er ikke lest.")
        made = {
            cell: correction(workbook, cell, text, (headings or {}).get(cell), now()) for cell, text in changes.items()
        }
        with self._lock:
            self._refuse_while_storing(piece)
            piece.corrections = {**piece.corrections, **made}
            self.look_again(piece)

    def uncorrect(self, piece: Piece, cells: Iterable[Cell]) -> None:
        """Takes corrections back, and looks at the file anew; PlainError while it is being stored."""
        gone = set(cells)
        with self._lock:
            self._refuse_while_storing(piece)
            piece.corrections = {cell: one for cell, one in piece.corrections.items() if cell not in gone}
            self.look_again(piece)

    def look_again(self, piece: Piece, *, overtaken: bool = False) -> None:
        """Checks and compares anew: the corrections, the layouts or (`overtaken`) the store have changed.

        PlainError while the file is being stored.
        """
        with self._lock:
            self._refuse_while_storing(piece)
            piece.overtaken = overtaken
            self._start(piece, self._look)

    def _refuse_while_storing(self, piece: Piece) -> None:
        if piece.storing:
            raise PlainError(BEING_STORED)

    def confirm(self, piece: Piece, by: str, shown: Outcome | None = None) -> None:
        """Stores what was shown; where somebody changed the store in between, it is compared anew instead.

        Nothing happens to a piece that is off the desk, that may not come in, or that now says other things than
        `shown`: that was a yes to something else.
        """
        with self._lock:
            if not self._holds(piece, shown or piece.outcome):
                return
            piece.confirmed_by, piece.overtaken = by, False
            self._start(piece, self._keep, storing=True)

    def confirm_all(self, by: str) -> threading.Thread:
        """Stores all that can come in now, the oldest first, as long as each does what was shown of it."""
        ready = [(piece, piece.outcome) for piece in reversed(self.pieces()) if piece.may_come_in]
        thread = threading.Thread(target=self._confirm_in_turn, args=(ready, by), daemon=True, name="desk")
        thread.start()
        return thread

    def _confirm_in_turn(self, agreed: Sequence[tuple[Piece, Outcome | None]], by: str) -> None:
        for piece, shown in agreed:
            for _ in range(CHANGES_BETWEEN):
                while piece.state is State.WORKING:  # also at what somebody else has begun with it meanwhile
                    piece.done.wait()
                if not self._holds(piece, shown):
                    break
                self.confirm(piece, by, shown)

    def _holds(self, piece: Piece, shown: Outcome | None) -> bool:
        """Whether a yes to what was shown is still a yes to what would be stored."""
        there, outcome = self.piece(piece.id) is piece and piece.may_come_in, piece.outcome
        return there and shown is not None and outcome is not None and _same(shown, outcome)

    def cancel(self, piece: Piece) -> None:
        """Asks the work on a piece to stop; what had begun is rolled back."""
        piece.progress.cancel()

    def clear(self, piece: Piece) -> None:
        """Takes a piece off the desk, whatever state it is in."""
        with self._lock:
            self._pieces.pop(piece.id, None)
            self.cancel(piece)

    def close(self) -> None:
        """Stops all work and waits for it; nothing is left on the desk."""
        for piece in self.pieces():
            self.clear(piece)
            piece.wait(30)

    def _begin(self, piece: Piece) -> Piece:
        with self._lock:
            for old in [p for p in self._pieces.values() if p.state in (State.STORED, State.CANCELLED)]:
                if len(self._pieces) >= MOST_PIECES:
                    del self._pieces[old.id]
            if len(self._pieces) >= MOST_PIECES:
                raise PlainError("Det ligger for mange filer til behandling. Ta inn eller fjern noen av dem først.")
            self._pieces[piece.id] = piece
        self._start(piece, self._look)
        return piece

    def _start(self, piece: Piece, work: Callable[[Piece, Progress], None], storing: bool = False) -> None:
        with self._lock:
            if self._pieces.get(piece.id) is not piece:
                return  # nobody waits for it any more
            piece.progress.cancel()  # what was under way looks at what no longer holds
            piece.progress, piece.done = Progress(), threading.Event()
            piece.state, piece.storing, piece.error = State.WORKING, storing, None
            arguments = (piece, work, piece.progress, piece.done)
        threading.Thread(target=self._work, args=arguments, daemon=True, name="desk").start()

    def _work(
        self, piece: Piece, work: Callable[[Piece, Progress], None], progress: Progress, done: threading.Event
    ) -> None:
        state, error = State.FAILED, "Noe gikk galt med denne filen. Databasen er uendret. Prøv igjen."
        try:
            work(piece, progress)
            stored = piece.outcome is not None and piece.outcome.import_id is not None
            state, error = (State.STORED if stored else State.READY), ""
        except Cancelled:
            state, error = State.CANCELLED, ""
        except PlainError as plain:
            error = str(plain)
        except Exception:
            LOG.exception("Work on a file failed")
        finally:
            with self._lock:
                if piece.progress is progress:  # else other work on the piece has begun meanwhile
                    piece.state, piece.error, piece.storing = state, error or None, False
            done.set()

    def _look(self, piece: Piece, progress: Progress) -> None:
        store = self._store()
        version, checked, content = store.version, piece.checked, piece.content
        if piece.make is not None:
            checked, content = piece.make(store)
        elif piece.received is None:
            piece.received = receive(content, piece.file_name, progress)
        if piece.received is not None:
            corrections = list(piece.corrections.values())
            used = {print_: one for print_, one in layouts.known(store).items() if print_ not in piece.without}
            checked = look_through(piece.received, store.programme, corrections, used, progress)
        assert checked is not None
        outcome = try_out(store, checked, kind=piece.kind, progress=progress)
        if piece.make is not None:
            outcome.version = version  # what is stored while it is made is not in it
        progress.tell(COMPARING)  # the last moment at which newer work stops this
        if piece.outcome is not None and _same(piece.outcome, outcome):
            piece.overtaken = False  # what was shown holds
        _compared(piece, outcome)
        piece.checked, piece.content = checked, content

    def _keep(self, piece: Piece, progress: Progress) -> None:
        assert piece.checked is not None and piece.outcome is not None
        content, kept_as = piece.content, None
        if piece.received is not None:
            content, kept_as = layouts.to_keep(piece.received, piece.checked)
        intent = Intent(piece.kind, piece.confirmed_by, piece.outcome.version, kept_as=kept_as, may_undo=piece.may_undo)
        outcome = store_file(self._store(), piece.checked, content, intent, progress)
        if outcome.compared_anew and piece.make is not None:
            self._look(piece, progress)  # its rows are of what was stored before
            piece.outcome.compared_anew = True
            return
        _compared(piece, outcome)


def _compared(piece: Piece, outcome: Outcome) -> None:
    """A piece's new comparison; a yes to losing what was written in the app holds for what it was said to only."""
    if piece.outcome is None or not _same(piece.outcome, outcome):
        piece.comparison, piece.may_undo = piece.comparison + 1, False
    piece.outcome = outcome


def _same(one: Outcome, other: Outcome) -> bool:
    """Whether two comparisons say the same."""
    return one.differences == other.differences and one.findings == other.findings
