"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The newest articles."""
    return render(request, "newsroom/front.html")
