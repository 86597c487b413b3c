"""Generators of test data with known truth; all of it is invented."""
