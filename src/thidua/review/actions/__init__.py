"""The only writers of meetings, ballots, proposals and the hand-over."""

from .ballots import cancel_ballot, close_ballot
from .casting import cast, show_of_hands
from .challenges import challenge, record_challenge
from .decisions import decide_award, undo_decision
from .hand_over import hand_over
from .meetings import hold_meeting
from .opening import open_ballot
from .paper_counts import enter_paper_count
from .proposals import propose, propose_unit, withdraw_proposal
from .secret_casting import put_in_urn, record_papers, sign_paper

__all__ = [
    "cancel_ballot",
    "cast",
    "challenge",
    "close_ballot",
    "decide_award",
    "enter_paper_count",
    "hand_over",
    "hold_meeting",
    "open_ballot",
    "propose",
    "propose_unit",
    "put_in_urn",
    "record_challenge",
    "record_papers",
    "show_of_hands",
    "sign_paper",
    "undo_decision",
    "withdraw_proposal",
]
