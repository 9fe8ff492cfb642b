"""The review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Meetings, ballots, proposals, the election and the hand-over."""

    name = "thidua.review"
