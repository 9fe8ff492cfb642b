"""Addresses of the eligibility pages."""

from django.urls import path

from .views import book, roadmap, screenings, subject

urlpatterns = [
    path("doi-tuong/<int:pk>/du-dieu-kien/", subject.eligibility, name="eligibility"),
    path(
        "doi-tuong/<int:pk>/du-dieu-kien/<slug:award>/", subject.eligibility_award, name="eligibility_award"
    ),
    path(
        "doi-tuong/<int:pk>/du-dieu-kien/<slug:award>/ket-luan/<str:condition>/",
        subject.decide_condition,
        name="decide_condition",
    ),
    path("ra-soat/", screenings.screenings, name="screenings"),
    path("ra-soat/<int:pk>/", screenings.screening, name="screening"),
    path("ra-soat/<int:pk>/tien-do/", screenings.screening_progress, name="screening_progress"),
    path("ra-soat/<int:pk>/dung/", screenings.cancel_screening, name="cancel_screening"),
    path("ra-soat/<int:pk>/tep/<slug:form>/", screenings.screening_file, name="screening_file"),
    path("lo-trinh/", roadmap.roadmap, name="roadmap"),
    path("luat/", book.law_book, name="law_book"),
    path("luat/so-sanh/<slug:old>/<slug:new>/", book.law_changes, name="law_changes"),
    path("luat/<slug:pack>/", book.law_pack, name="law_pack"),
    path("luat/<slug:pack>/bac-thang/<slug:kind>/", book.law_ladder, name="law_ladder"),
    path("luat/<slug:pack>/van-ban/<str:instrument>/", book.law_instrument, name="law_instrument"),
]
