"""Decisions on what clusters proposed, and the register of awards."""
