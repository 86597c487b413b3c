"""Tables, load, checks and release."""
