"""Thi Đua: the yearly work of emulation clusters and of commendation."""
