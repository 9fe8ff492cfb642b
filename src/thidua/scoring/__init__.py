"""Rubrics, score sheets with evidence, verification."""
