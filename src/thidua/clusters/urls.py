"""Addresses of the cluster pages outside any year."""

from django.urls import path

from .views import administration, frames, people, units

urlpatterns = [
    path("cum/", frames.clusters, name="clusters"),
    path("cum/them/", frames.create_cluster, name="create_cluster"),
    path("cum/<slug:code>/mo-nam/", frames.open_year, name="open_year"),
    path("quan-tri/", administration.administration, name="administration"),
    path("quan-tri/don-vi/", units.units, name="units"),
    path("quan-tri/don-vi-moi/", units.create_unit, name="create_unit"),
    path("quan-tri/don-vi/<slug:code>/", units.unit, name="unit"),
    path("quan-tri/nguoi-dung/", people.users, name="users"),
    path("quan-tri/nguoi-dung/them/", people.create_user, name="create_user"),
    path("quan-tri/nguoi-dung/<int:pk>/", people.user, name="user"),
    path("quan-tri/nguoi-dung/<int:pk>/mat-khau/", people.reset_password, name="reset_password"),
    path("quan-tri/nguoi-dung/<int:pk>/trang-thai/", people.set_active, name="set_active"),
    path("quan-tri/nguoi-dung/<int:pk>/bo-nhiem/", people.appoint, name="appoint"),
    path(
        "quan-tri/nguoi-dung/<int:pk>/thoi/<int:appointment>/",
        people.end_appointment,
        name="end_appointment",
    ),
]
