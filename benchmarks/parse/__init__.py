"""Article extraction measured against other extractors, and on broken pages."""
