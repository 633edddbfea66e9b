"""Tests of helgelandlegen/figures."""
