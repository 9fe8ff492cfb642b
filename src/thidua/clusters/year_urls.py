"""Addresses of a cluster year's own pages."""

from django.urls import path

from .views import frames, journal, year

urlpatterns = [
    path("", year.overview, name="year"),
    path("mo-giai-doan/", year.open_next_stage, name="open_next_stage"),
    path("quay-lai/", year.return_to_stage, name="return_to_stage"),
    path("thiet-lap/", year.settings, name="year_settings"),
    path("thanh-vien/", frames.reframe_year, name="reframe_year"),
    path("nhat-ky/", journal.journal, name="journal"),
]
