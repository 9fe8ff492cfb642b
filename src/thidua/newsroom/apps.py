"""The newsroom app."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """News of the clusters, pictures and readers' comments."""

    name = "thidua.newsroom"
