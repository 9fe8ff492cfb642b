"""The append-only memory of every change."""
