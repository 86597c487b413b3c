"""Network and files, up to an Article."""
