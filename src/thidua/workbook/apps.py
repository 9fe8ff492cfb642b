"""The workbook app."""

from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    """A whole cluster year as one Excel workbook, and back."""

    name = "thidua.workbook"
