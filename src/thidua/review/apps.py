"""The review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Meetings, ballots, proposals, the election and the hand-over."""

    name = "thidua.review"

    def ready(self) -> None:
        """Tell the registries what meetings, ballots, proposals and the hand-over owe, and whom they tie."""
        from thidua.clusters import obligations, ties

        from .owed import owed_in_review, ties_in_review

        obligations.register(owed_in_review)
        ties.register(ties_in_review)
