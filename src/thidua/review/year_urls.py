"""Addresses of the review pages of a cluster year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
