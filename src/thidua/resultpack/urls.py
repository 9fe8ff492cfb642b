"""Addresses of packs and keys outside any year."""

from django.urls import path

from . import views

urlpatterns = [
    path("kiem-tra-goi/", views.check_pack, name="check_pack"),
    path("khoa/", views.keys, name="keys"),
    path("khoa/<slug:public_key>.pem", views.key_file, name="key_file"),
    path("khoa/<slug:unit_code>/thay/", views.replace_unit_key, name="replace_key"),
]
