"""The law of emulation and commendation: packs of rules as data, and three ways to ask them.

A pack (``packs/*.yaml``) holds what a period's law says; :mod:`.schema` reads it into the values of
:mod:`.pack`. :mod:`.explain` answers for one subject with reasons, :mod:`.screen` for a population with
one bit a year, :mod:`.roadmap` for the years to come. All three ask the same conditions.
"""
