"""The app of result packs."""

from django.apps import AppConfig


class ResultPackConfig(AppConfig):
    """What a year's result rests on, signed by the chair unit, which anyone can check."""

    name = "thidua.resultpack"
