"""Orchestration: what, when, in which order; and the command line."""
