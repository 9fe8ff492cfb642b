"""Addresses of the workbook pages of a cluster year."""

from django.urls import path

from . import views

urlpatterns = [
    path("so-excel/", views.workbook, name="workbook"),
    path("so-excel/xuat/", views.export, name="export_workbook"),
    path("so-excel/<uuid:upload>/", views.preview_import, name="preview_import"),
    path("so-excel/<uuid:upload>/danh-dau/", views.marked_import, name="marked_import"),
]
