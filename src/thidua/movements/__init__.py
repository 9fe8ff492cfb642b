"""Directives, emulation movements, each unit's part in them, joint activities."""
