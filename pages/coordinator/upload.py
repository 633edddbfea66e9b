"""Last opp: choose a workbook, see what is right and wrong in it, confirm."""

from helgelandlegen.ui import demo_view, style, upload_view

style.heading("Last opp", beside="Ingenting lagres før du bekrefter.")
if demo_view.is_shown():
    demo_view.remove()
else:
    outcome = upload_view.choose()
    if outcome:
        upload_view.verdict(outcome)
        upload_view.findings(outcome)
        upload_view.changes(outcome)
        upload_view.confirm(outcome)
upload_view.templates()
