"""Tests of helgelandlegen/ui."""
