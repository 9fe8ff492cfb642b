"""Addresses of the papers of a cluster year."""

from django.urls import path

from . import papers

urlpatterns = [
    path("bao-cao-tong-ket/", papers.papers, name="papers"),
    path("bao-cao-tong-ket/<slug:paper>/<slug:form>/", papers.paper_file, name="paper_file"),
]
