"""The law at the edge: pack files, files of facts and of verdicts, and the work spread over processes.

Here is the reading and writing that :mod:`thidua.core.law` must not do; no Django.
"""
