"""Template words of the law."""
