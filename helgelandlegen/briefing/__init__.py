"""Briefings: one set of facts for each audience, and documents made of them. Knows no Streamlit.

`facts.py` is the structure; `steering.py`, `oso.py` and `municipality.py` fill it; `pdf.py`,
`slides.py` and `annex.py` make documents of it, `order.py` says of which meeting or dates. All numbers come
from privacy.Publication for the audience, or from a locked meeting as it was shown.
"""
