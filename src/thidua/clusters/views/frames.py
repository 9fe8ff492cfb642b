"""Pages on which clusters are listed, made, and their years opened."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.faults import show_in
from thidua.accounts.pages import SignedInRequest, office_page
from thidua.accounts.paging import page_of
from thidua.accounts.permissions import Permission
from thidua.accounts.roles import Role
from thidua.accounts.speaking import say
from thidua.accounts.standing import standing_may
from thidua.core.faults import Refused

from .. import actions, queries, ties
from ..access import unit_of
from ..forms.frames import ClusterForm, OpenYearForm, ReframeForm
from ..models import Cluster, ClusterKind, ClusterYear, Unit
from ..pages import YearRequest, year_page


@office_page()
def clusters(request: SignedInRequest) -> HttpResponse:
    """The clusters one works in or oversees, each with its years."""
    sought = request.GET.get("q", "").strip()
    found = queries.clusters_seen_by(request.user, request.actor.today, sought)
    context = {
        "page": page_of(request, found, 24),
        "sought": sought,
        "may_create": standing_may(request.user, Permission.CREATE_CLUSTER),
    }
    return render(request, "clusters/clusters.html", context)


@office_page(Permission.CREATE_CLUSTER)
def create_cluster(request: SignedInRequest) -> HttpResponse:
    """Make a cluster, then go on to open its first year."""
    form = ClusterForm(_only_authority(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            cluster = actions.create_cluster(
                request.actor,
                code=data["code"],
                kind=ClusterKind(data["kind"]),
                name=data["name"],
                awarding_authority=data["awarding_authority"],
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(request, _("Đã lập cụm. Bây giờ hãy mở năm đầu tiên."))
            return redirect("open_year", code=cluster.code)
    return render(request, "clusters/create_cluster.html", {"form": form})


@office_page(Permission.CREATE_CLUSTER)
def open_year(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a year of a cluster, its frame filled in from the year before."""
    cluster = Cluster.objects.select_related("awarding_authority").filter(code=code).first()
    only = _only_authority(request)
    if cluster is None or (only and cluster.awarding_authority_id != only.pk):
        raise Http404
    last = cluster.years.select_related("chair", "deputy").order_by("-year").first()
    form = OpenYearForm(cluster, last, request.actor.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            opened = actions.open_year(
                request.actor,
                cluster,
                data["year"],
                members=form.members_in_order(),
                chair=data["chair"],
                deputy=data["deputy"],
                dues=form.dues(),
                regulation=data["regulation"],
            )
        except Refused as refused:
            show_in(form, refused)
        else:
            messages.success(
                request, say("Đã mở năm. Cụm trưởng cử thư ký rồi bắt đầu giai đoạn chuẩn bị.", cluster.kind)
            )
            return redirect(opened)
    return render(request, "clusters/open_year.html", {"form": form, "cluster": cluster, "last": last})


@year_page(Permission.CREATE_CLUSTER)
def reframe_year(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Correct the members of a year that is open, their order, the chair and the deputy."""
    if year.is_closed:
        raise Http404
    form = ReframeForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chair = form.cleaned_data["chair"]
        loses_secretary = year.secretary_id is not None and chair != year.chair
        try:
            actions.reframe_year(
                request.actor,
                year,
                members=form.members_in_order(),
                chair=chair,
                deputy=form.cleaned_data["deputy"],
                version=form.cleaned_data["version"],
            )
        except Refused as refused:
            show_in(form, refused, year.version)
        else:
            messages.success(request, _("Đã lưu."))
            if loses_secretary:
                messages.warning(
                    request,
                    say("Cụm trưởng nay là %(chair)s; thư ký cũ đã thôi, cụm trưởng mới cử lại.")
                    % {"chair": chair.short_name},
                )
            return redirect(year)
    rows = form.rows(ties.ties_in(year))
    context = {
        "form": form,
        "members": [row for row in rows if row.is_member],
        "others": [row for row in rows if not row.is_member],
        "section": "year",
    }
    return render(request, "clusters/reframe_year.html", context)


def _only_authority(request: SignedInRequest) -> Unit | None:
    """The one authority the user may frame clusters for; None for the operator, who may for any."""
    if request.user.standing_role is not Role.AUTHORITY:
        return None
    unit = unit_of(request.user, request.actor.today)
    if unit is None:
        raise Http404
    return unit
