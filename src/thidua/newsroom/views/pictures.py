"""The pictures of articles, at two sizes."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from thidua.accounts.pages import public_page
from thidua.accounts.permissions import Permission
from thidua.accounts.standing import standing_may
from thidua.clusters.files import serve

from ..models import Picture

# A picture is never changed in place; only a withdrawal needs to reach readers within the hour.
_SECONDS = 60 * 60


@public_page
def picture(request: HttpRequest, picture_id: int) -> FileResponse:
    """The picture at its full size."""
    return _answer(request, picture_id, small=False)


@public_page
def small_picture(request: HttpRequest, picture_id: int) -> FileResponse:
    """The picture as lists show it."""
    return _answer(request, picture_id, small=True)


def _answer(request: HttpRequest, picture_id: int, *, small: bool) -> FileResponse:
    """Pictures of drafts and withdrawn articles are for editors only."""
    stored = get_object_or_404(Picture.objects.select_related("article"), pk=picture_id)
    is_public = stored.article.is_published
    if not is_public and not standing_may(request.user, Permission.WRITE_NEWS):  # type: ignore[arg-type]
        raise Http404
    if small and stored.small:
        stored.file = stored.small
    response = serve(stored, inline=True)
    if is_public:
        patch_cache_control(response, public=True, max_age=_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
