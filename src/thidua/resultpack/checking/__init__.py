"""Checking a result pack from its bytes alone: no database, no network, no Django."""
