"""Addresses of the register of awards."""

from django.urls import path

from . import views

urlpatterns = [path("so-khen-thuong/", views.register, name="register")]
