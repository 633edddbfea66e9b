"""Tests of helgelandlegen/subjects."""
