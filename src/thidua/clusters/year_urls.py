"""Addresses of a cluster year's own pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.overview, name="year"),
    path("mo-giai-doan/", views.open_next_stage, name="open_next_stage"),
    path("quay-lai/", views.return_to_stage, name="return_to_stage"),
    path("thiet-lap/", views.settings, name="year_settings"),
]
