"""The review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Meetings, ballots, proposals, the election and the hand-over."""

    name = "thidua.review"

    def ready(self) -> None:
        """Tell the registry what meetings, ballots, proposals and the hand-over owe."""
        from thidua.clusters import obligations

        from .owed import owed_in_review

        obligations.register(owed_in_review)
