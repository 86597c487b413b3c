"""One module a kind of mention; each has a `find(text, ...)` that gives Mentions by offset."""
