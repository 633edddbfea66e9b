"""Measurements, run by `make bench`: never part of the tests, since a busy machine is no failure."""
