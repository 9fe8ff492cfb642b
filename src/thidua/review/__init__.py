"""Meetings, ballots, proposals, the election and the hand-over."""
