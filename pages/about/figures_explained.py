"""Om tallene: every figure explained, generated from the headers of queries/kpi/, with the SQL itself."""

from helgelandlegen.ui import explained, style

style.heading("Om tallene")
explained.reading_guide()
explained.all_figures()
