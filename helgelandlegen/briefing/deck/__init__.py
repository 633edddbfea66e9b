"""Slides as a package of parts: the template, what stands on a slide, and how much room text takes.

Only `slides.py` beside this room knows it, and imports it when a deck is made: it brings python-pptx, lxml and Pillow.
"""
