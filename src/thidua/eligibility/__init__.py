"""Who may be proposed for which award, under which text: pages over :mod:`core.law` and :mod:`subjects`."""
