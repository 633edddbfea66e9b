"""Last opp: files come in, each is shown for what it would do, corrected where it must be, and confirmed."""

from helgelandlegen.privacy import Audience
from helgelandlegen.ui import demo_view, desk_list, desk_view, findings_view, frame, mapping_view, style, upload_view

style.heading("Last opp", beside="Ingenting lagres før du bekrefter.")
if demo_view.is_shown():
    demo_view.remove()
else:
    upload_view.receive()
    piece = desk_list.choose()
    if piece and desk_view.is_ready(piece):
        desk_view.verdict(piece)
        mapping_view.show(piece)
        findings_view.show(piece)
        desk_view.figures(piece, frame.seen(Audience.COORDINATOR))
        desk_view.changes(piece)
upload_view.templates()
