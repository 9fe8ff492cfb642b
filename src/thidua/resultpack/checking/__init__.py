"""Checking a result pack by itself: no database, no network, no Django (``docs/result-pack.md``)."""
