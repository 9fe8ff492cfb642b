"""Addresses of the awards pages of a cluster year."""

from django.urls import path

from . import views

urlpatterns = [
    path("de-nghi/", views.proposals, name="proposals"),
    path("de-nghi/quyet-dinh/", views.decide, name="decide"),
]
