"""The papers of a cluster year: the page that offers them, and the files themselves.

Whoever may read the year may take its papers: they hold only what is handed in. Papers are Vietnamese
whatever language the page is in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.accounts.speaking import say
from thidua.clusters.models import ClusterYear
from thidua.clusters.pages import YearRequest, year_page
from thidua.core.vietnamese import slug
from thidua.core.yearend import YearEnd
from thidua.core.yearend_words import limits, medals_sentence
from thidua.documents import pdf, score_excel, word
from thidua.pledges.queries import PactTable
from thidua.review.models import MeetingKind

from .paper_desk import MINUTES, Desk, compose
from .paper_frame import frame_of

_FORMS = {
    "word": (word.render, word.CONTENT_TYPE, ".docx"),
    "pdf": (pdf.render, pdf.CONTENT_TYPE, ".pdf"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper on the page: what it is, whether there is anything to print, what is still wanting."""

    code: str
    title: str
    contains: str
    may_print: bool
    wanting: tuple[str, ...] = ()
    has_excel: bool = False


@year_page()
def papers(request: YearRequest, year: ClusterYear) -> HttpResponse:
    """Every paper with its files, and what the year-end report will say of the year."""
    desk = _desk(request, year)
    with override("vi"):
        values = desk.year_end
        facts = {"limits": limits(values), "medals": medals_sentence(values)}
    context = {"offers": _offers(desk), "values": values, **facts}
    return render(request, "site/papers.html", context)


@year_page()
def paper_file(request: YearRequest, year: ClusterYear, paper: str, form: str) -> HttpResponse:
    """One paper as Word, PDF or (the score table) Excel."""
    desk = _desk(request, year)
    with override("vi"):
        if form == "excel" and paper == "bang-diem":
            if desk.scores is None:
                raise Http404
            return _file(year, paper, score_excel.render(desk.scores), score_excel.CONTENT_TYPE, ".xlsx")
        if form not in _FORMS:
            raise Http404
        made = compose(desk, paper)
        if made is None:
            raise Http404
        render_file, content_type, suffix = _FORMS[form]
        return _file(year, paper, render_file(made), content_type, suffix)


def _desk(request: YearRequest, year: ClusterYear) -> Desk:
    return Desk(frame_of(year, request.actor.today))


def _file(year: ClusterYear, paper: str, content: bytes, content_type: str, suffix: str) -> HttpResponse:
    name = f"{paper}-{slug(year.cluster.name)}-{year.year}{suffix}"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


def _offers(desk: Desk) -> list[Offer]:
    values = desk.year_end
    has_scores = bool(values.ranking)
    return [
        Offer(
            "bao-cao-tong-ket",
            _("Báo cáo tổng kết năm và phương hướng năm sau"),
            _(
                "Tám phần: tình hình, chỉ đạo và phong trào, giao ước, kết quả các lĩnh vực, khen thưởng, "
                "hạn chế, xếp hạng và đề nghị, phương hướng; phụ lục số liệu và bảng điểm."
            ),
            may_print=True,
            wanting=_wanting(desk, values),
        ),
        Offer(
            "to-trinh",
            _("Tờ trình đề nghị khen thưởng"),
            _("Các đơn vị được đề nghị, số phiếu, tỷ lệ, hạng và điểm; gửi cơ quan quản lý."),
            may_print=bool(values.proposals),
            wanting=() if values.proposals else (_("chưa có đề nghị khen thưởng"),),
        ),
        Offer(
            "bang-diem",
            _("Bảng điểm thi đua"),
            _("Điểm từng tiêu chí của các đơn vị, xếp hạng, mọi chênh lệch kèm lý do; trang ngang."),
            may_print=has_scores,
            wanting=_scores_wanting(desk, has_scores),
            has_excel=True,
        ),
        Offer(
            "giao-uoc",
            _("Giao ước thi đua"),
            _("Nội dung giao ước, chỉ tiêu của từng đơn vị, chỗ ký của mọi đơn vị thành viên."),
            may_print=desk.pact.pact is not None,
            wanting=_pact_wanting(desk.pact),
        ),
        *(_minutes_offer(desk, code, kind) for code, kind in MINUTES.items()),
        *(
            Offer(
                f"bien-ban-kiem-phieu-{count.ballot.pk}",
                _("Biên bản kiểm phiếu: %(ballot)s") % {"ballot": count.ballot},
                _("Ban kiểm phiếu, số phiếu, kết quả từng đơn vị, cách tính, yêu cầu kiểm lại."),
                may_print=True,
            )
            for count in desk.counts
        ),
    ]


def _minutes_offer(desk: Desk, code: str, kind: MeetingKind) -> Offer:
    meeting = desk.meetings.get(kind)
    return Offer(
        code,
        _("Biên bản: %(meeting)s") % {"meeting": kind.label},
        _("Thành phần, nội dung, kết quả bỏ phiếu; thư ký và chủ tọa ký."),
        may_print=meeting is not None,
        wanting=() if meeting else (_("hội nghị chưa được ghi"),),
    )


def _wanting(desk: Desk, values: YearEnd) -> tuple[str, ...]:
    """What the year-end report would still lack."""
    units = len(values.members)
    lacking = [
        (
            bool(values.unreported),
            _("mới có báo cáo của %(count)s/%(units)s đơn vị")
            % {"count": len(values.reported), "units": units},
        ),
        (desk.table is None or desk.table.is_provisional, _("chưa thẩm định xong điểm")),
        (not values.proposals, _("chưa có đề nghị khen thưởng")),
        (not values.next_chair, say("chưa bầu cụm trưởng năm sau")),
    ]
    return tuple(words for is_lacking, words in lacking if is_lacking)


def _scores_wanting(desk: Desk, has_scores: bool) -> tuple[str, ...]:
    if not has_scores:
        return (_("chưa đơn vị nào nộp phiếu chấm"),)
    return (_("chưa thẩm định xong điểm"),) if desk.table and desk.table.is_provisional else ()


def _pact_wanting(table: PactTable) -> tuple[str, ...]:
    if table.pact is None:
        return (_("chưa soạn nội dung giao ước"),)
    if table.signed < len(table.rows):
        return (
            _("mới có %(count)s/%(units)s đơn vị ký") % {"count": table.signed, "units": len(table.rows)},
        )
    return ()
