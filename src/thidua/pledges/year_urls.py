"""Addresses of the pledges pages of a cluster year."""

from django.urls import path

from . import registration_views, views

urlpatterns = [
    path("giao-uoc/", views.pact, name="pact"),
    path("giao-uoc/noi-dung/", views.edit_pact, name="edit_pact"),
    path("giao-uoc/them-chi-tieu/", views.edit_target, name="add_target"),
    path("giao-uoc/chi-tieu/<slug:target_code>/", views.edit_target, name="edit_target"),
    path("giao-uoc/chi-tieu/<slug:target_code>/bo/", views.remove_target, name="remove_target"),
    path("giao-uoc/so-lieu/<slug:unit_code>/", views.agree_figures, name="agree_figures"),
    path("giao-uoc/ky/", views.sign_pact, name="sign_pact"),
    path("giao-uoc/mo-lai/", views.reopen_pact, name="reopen_pact"),
    path("dang-ky/", registration_views.registrations, name="registrations"),
    path("dang-ky/<slug:unit_code>/", registration_views.register, name="register_titles"),
    path(
        "dang-ky/<slug:unit_code>/<slug:award>/rut/",
        registration_views.withdraw,
        name="withdraw_registration",
    ),
]
