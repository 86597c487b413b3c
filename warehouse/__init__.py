"""Tables, load, checks, release; `import warehouse; warehouse.open()` reads the current release."""

from warehouse.query import open, sql, table

__all__ = ["open", "sql", "table"]
