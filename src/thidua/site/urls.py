"""All addresses."""

from django.urls import include, path
from django.views.i18n import set_language

from thidua.accounts.pages import public_page

from . import help_pages, home

# Pages of one cluster year, each capability its own.
YEAR_URLS = [
    path("", include("thidua.clusters.year_urls")),
    path("", include("thidua.movements.year_urls")),
    path("", include("thidua.pledges.year_urls")),
    path("", include("thidua.reporting.year_urls")),
    path("", include("thidua.scoring.year_urls")),
    path("", include("thidua.review.year_urls")),
    path("", include("thidua.awards.year_urls")),
    path("", include("thidua.newsroom.year_urls")),
    path("", include("thidua.resultpack.year_urls")),
    path("", include("thidua.workbook.year_urls")),
    path("", include("thidua.site.year_urls")),
]

urlpatterns = [
    path("", include("thidua.accounts.urls")),
    path("", include("thidua.journal.urls")),
    path("", include("thidua.clusters.urls")),
    path("", include("thidua.subjects.urls")),
    path("", include("thidua.eligibility.urls")),
    path("", include("thidua.awards.urls")),
    path("", include("thidua.newsroom.urls")),
    path("", include("thidua.resultpack.urls")),
    path("", include("thidua.workbook.urls")),
    path("viec-cua-toi/", home.my_work, name="my_work"),
    path("tro-giup/", help_pages.index, name="help"),
    path("ngon-ngu/", public_page(set_language), name="set_language"),
    path("cum/<slug:code>/<int:year>/", include(YEAR_URLS)),
]
