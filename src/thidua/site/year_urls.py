"""Addresses of the papers of a cluster year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
