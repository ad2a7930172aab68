"""Measurements. `make bench` runs them; their settings are frozen, so that numbers of different days can be compared."""
