"""Commands for developers; users have ``thidua``."""
