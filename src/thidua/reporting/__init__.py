"""Reporting duties, reports, figures and medals."""
