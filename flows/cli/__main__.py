"""`python -m flows.cli` is `yuanjiang`."""

from flows.cli import main

main()
