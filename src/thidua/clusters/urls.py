"""Addresses of the cluster pages outside any year."""

from django.urls import path

from . import views

urlpatterns = [path("cum/", views.clusters, name="clusters")]
