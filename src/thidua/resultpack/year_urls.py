"""Address of a year's result pack."""

from django.urls import path

from . import views

urlpatterns = [
    path("goi-ket-qua/", views.result_pack, name="result_pack"),
]
