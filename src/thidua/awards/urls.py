"""Addresses of the register of awards and the authority's overview."""

from django.urls import path

from . import views

urlpatterns = [
    path("so-khen-thuong/", views.register, name="register"),
    path("de-nghi-cac-cum/", views.cluster_proposals, name="cluster_proposals"),
]
