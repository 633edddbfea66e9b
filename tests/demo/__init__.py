"""The committed demo workbooks."""
