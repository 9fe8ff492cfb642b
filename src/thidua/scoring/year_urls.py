"""Addresses of the scoring pages of a cluster year."""

from django.urls import path

from .views import (
    appeals,
    compare,
    crossing,
    grid,
    inspections,
    lines,
    overview,
    rubric_library,
    rubrics,
    rules,
    sheets,
)

urlpatterns = [
    path("cham-diem/", overview.scores, name="scores"),
    path("xep-hang/", overview.ranking, name="ranking"),
    path("xep-hang/quy-tac/", rules.scoring_rules, name="scoring_rules"),
    path("xep-hang/khong-xet/", rules.record_exclusion, name="record_exclusion"),
    path("xep-hang/khong-xet/<int:exclusion_id>/go/", rules.lift_exclusion, name="lift_exclusion"),
    path("cham-diem/thang-diem/", rubrics.rubric, name="rubric"),
    path("cham-diem/thang-diem/ten/", rubrics.rubric_name, name="rubric_name"),
    path("cham-diem/thang-diem/thu-vien/", rubric_library.library, name="rubric_library"),
    path(
        "cham-diem/thang-diem/thu-vien/<slug:rubric_code>/",
        rubric_library.library_rubric,
        name="library_rubric",
    ),
    path("cham-diem/thang-diem/phien-ban/", rubric_library.versions, name="rubric_versions"),
    path("cham-diem/thang-diem/nhom/", rubrics.criterion_group, name="new_criterion_group"),
    path("cham-diem/thang-diem/nhom/<int:group_id>/", rubrics.criterion_group, name="criterion_group"),
    path(
        "cham-diem/thang-diem/nhom/<int:group_id>/xoa/",
        rubrics.remove_criterion_group,
        name="remove_criterion_group",
    ),
    path("cham-diem/thang-diem/nhom/<int:group_id>/tieu-chi/", rubrics.new_criterion, name="new_criterion"),
    path("cham-diem/thang-diem/tieu-chi/<int:criterion_id>/", rubrics.criterion, name="criterion"),
    path(
        "cham-diem/thang-diem/tieu-chi/<int:criterion_id>/xoa/",
        rubrics.remove_criterion,
        name="remove_criterion",
    ),
    path("cham-diem/minh-chung/<int:evidence_id>/", sheets.evidence, name="score_evidence"),
    path("cham-diem/phieu/<slug:unit_code>/", sheets.score_sheet, name="score_sheet"),
    path("cham-diem/phieu/<slug:unit_code>/tra-lai/", sheets.return_sheet, name="return_sheet"),
    path("cham-diem/phieu/<slug:unit_code>/mo-lai/", sheets.reopen_verification, name="reopen_verification"),
    path("cham-diem/phieu/<slug:unit_code>/tinh/", grid.sheet_points, name="sheet_points"),
    path("cham-diem/phieu/<slug:unit_code>/so-sanh/", compare.sheet_compare, name="sheet_compare"),
    path("cham-diem/phieu/<slug:unit_code>/dang-mo/", grid.sheet_presence, name="sheet_presence"),
    path(
        "cham-diem/phieu/<slug:unit_code>/ket-thuc/", crossing.finish_verification, name="finish_verification"
    ),
    path("cham-diem/cham-cheo/", crossing.cross_scoring, name="cross_scoring"),
    path(
        "cham-diem/cham-cheo/<slug:unit_code>/<slug:scorer_code>/", crossing.cross_sheet, name="cross_sheet"
    ),
    path(
        "cham-diem/cham-cheo/<slug:unit_code>/<slug:scorer_code>/mo-lai/",
        crossing.reopen_cross_sheet,
        name="reopen_cross_sheet",
    ),
    path("cham-diem/to-kiem-tra/", inspections.inspection_groups, name="inspection_groups"),
    path("cham-diem/to-kiem-tra/them/", inspections.inspection_group, name="new_inspection_group"),
    path(
        "cham-diem/to-kiem-tra/<int:inspection_group_id>/",
        inspections.inspection_group,
        name="inspection_group",
    ),
    path(
        "cham-diem/to-kiem-tra/<int:inspection_group_id>/xoa/",
        inspections.remove_inspection_group,
        name="remove_inspection_group",
    ),
    path("cham-diem/kien-nghi/", appeals.appeals, name="appeals"),
    path("cham-diem/kien-nghi/<int:appeal_id>/tra-loi/", appeals.answer_appeal, name="answer_appeal"),
    path("cham-diem/kien-nghi/<int:appeal_id>/rut/", appeals.withdraw_appeal, name="withdraw_appeal"),
    path("cham-diem/tu-dau/<slug:unit_code>/", lines.score_sources, name="score_sources"),
    # Last: a criterion's code may hold dots, letters, a slash.
    path("cham-diem/phieu/<slug:unit_code>/<path:criterion_code>/", lines.score_line, name="score_line"),
]
