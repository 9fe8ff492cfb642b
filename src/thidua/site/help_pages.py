"""Help, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """How a year runs and who does what."""
    return render(request, "site/help.html")
