"""Sikkerhetskopi: when the last one was made, all that there are, and the way back to one of them."""

from helgelandlegen.ui import backup_view, style

style.heading("Sikkerhetskopi", beside="Lages hver natt og før hver endring, og kontrolleres ved å åpnes igjen.")
backup_view.state()
backup_view.every()
backup_view.one()
