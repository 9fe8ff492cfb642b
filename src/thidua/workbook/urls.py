"""Addresses of the workbook pages outside any year."""

from django.urls import path

from . import views

urlpatterns = [
    path("so-excel/mau/", views.template, name="workbook_template"),
    path("so-excel/nhap/", views.import_year, name="import_year"),
    path("so-excel/nhap/<uuid:upload>/", views.preview_new_year, name="preview_new_year"),
    path("so-excel/nhap/<uuid:upload>/danh-dau/", views.marked_new_year, name="marked_new_year"),
]
