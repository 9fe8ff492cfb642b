"""The public register of awards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.accounts.pages import public_page


@public_page
def register(request: HttpRequest) -> HttpResponse:
    """Awards granted, newest first."""
    return render(request, "awards/register.html")
