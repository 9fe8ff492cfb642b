"""Pages of meetings, ballots, votes, proposals and the hand-over."""
