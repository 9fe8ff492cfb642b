"""The site app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Base pages, home, template filters."""

    name = "thidua.site"
