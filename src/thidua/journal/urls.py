"""Addresses of the journal outside any year."""

from django.urls import path

from . import views

urlpatterns = [path("nhat-ky/", views.system_journal, name="system_journal")]
