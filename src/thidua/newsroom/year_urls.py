"""Addresses of the newsroom pages of a cluster year."""

from django.urls import path

from .views import desk

urlpatterns = [path("soan-tin/", desk.draft_from_year, name="draft_article")]
