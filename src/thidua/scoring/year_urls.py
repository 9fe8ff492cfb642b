"""Addresses of the scoring pages of a cluster year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
