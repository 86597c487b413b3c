"""The whole way measured: against what a user would otherwise assemble, and at size."""
