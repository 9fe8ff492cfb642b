"""Addresses of the reporting pages of a cluster year."""

from django.urls import path

from . import views

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/<slug:duty>/<slug:unit>/", views.report, name="report"),
    path("bao-cao/<slug:duty>/<slug:unit>/soan/", views.edit_report, name="edit_report"),
    path("bao-cao/<slug:duty>/<slug:unit>/tu-luu/", views.autosave, name="autosave_report"),
    path("bao-cao/<slug:duty>/<slug:unit>/kiem-tra/", views.check_report, name="check_report"),
    path("bao-cao/<slug:duty>/<slug:unit>/trinh/", views.ask_approval, name="ask_approval"),
    path("bao-cao/<slug:duty>/<slug:unit>/nop/", views.submit_report, name="submit_report"),
    path("bao-cao/<slug:duty>/<slug:unit>/tiep-nhan/", views.accept_report, name="accept_report"),
    path("bao-cao/<slug:duty>/<slug:unit>/tra-lai/", views.return_report, name="return_report"),
    path("don-doc/<slug:duty>/", views.remind, name="remind"),
    path("che-do-bao-cao/", views.duties, name="duties"),
    path("che-do-bao-cao/bao-cao-moi/", views.edit_duty, name="add_duty"),
    path("che-do-bao-cao/chi-so-moi/", views.edit_indicator, name="add_indicator"),
    path("che-do-bao-cao/bao-cao/<slug:duty>/", views.edit_duty, name="edit_duty"),
    path("che-do-bao-cao/bao-cao/<slug:duty>/xoa/", views.remove_duty, name="remove_duty"),
    path("che-do-bao-cao/chi-so/<slug:indicator>/", views.edit_indicator, name="edit_indicator"),
    path("che-do-bao-cao/chi-so/<slug:indicator>/xoa/", views.remove_indicator, name="remove_indicator"),
    path("ket-qua/", views.results, name="results"),
]
