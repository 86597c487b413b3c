"""Pure functions from an Article to facts: no network, disk, clock or Prefect."""
