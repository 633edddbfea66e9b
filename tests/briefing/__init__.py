"""Tests of helgelandlegen/briefing."""
