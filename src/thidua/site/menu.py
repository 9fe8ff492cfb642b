"""The menu of a cluster year, in the order of the year's work."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from thidua.accounts.permissions import Permission
from thidua.clusters.access import Access
from thidua.clusters.models import ClusterYear


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry: url name, words, icon, and the permission its page needs."""

    page: str
    words: object
    icon: str
    permission: Permission = Permission.READ_YEAR


YEAR_PAGES = (
    MenuItem("year", _("Toàn cảnh năm"), "layout-dashboard"),
    MenuItem("movements", _("Văn bản, phong trào"), "megaphone"),
    MenuItem("pact", _("Giao ước"), "file-pen"),
    MenuItem("registrations", _("Đăng ký thi đua"), "medal"),
    MenuItem("reports", _("Báo cáo"), "file-text"),
    MenuItem("results", _("Kết quả, huy chương"), "chart-column"),
    MenuItem("scores", _("Chấm điểm"), "list-checks"),
    MenuItem("ranking", _("Xếp hạng"), "trophy"),
    MenuItem("review", _("Hội nghị, bình xét"), "vote"),
    MenuItem("proposals", _("Đề nghị, quyết định"), "award"),
    MenuItem("papers", _("Báo cáo tổng kết"), "printer"),
    MenuItem("workbook", _("Sổ Excel"), "sheet", Permission.EXPORT_YEAR),
    MenuItem("result_pack", _("Gói kết quả"), "shield-check", Permission.EXPORT_YEAR),
    MenuItem("journal", _("Nhật ký"), "scroll-text", Permission.READ_JOURNAL),
)


def year_menu(year: ClusterYear, access: Access) -> list[dict[str, object]]:
    """The entries the user may open, with addresses."""
    return [
        {"page": item.page, "words": item.words, "icon": item.icon, "address": year.url(item.page)}
        for item in YEAR_PAGES
        if access.may(item.permission)
    ]
