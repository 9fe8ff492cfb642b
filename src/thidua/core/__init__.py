"""The rules of the field as pure functions and frozen values: no Django, no I/O, no clock."""
