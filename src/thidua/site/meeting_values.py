"""What lay before the year-end meeting, as sentences of its minutes."""

from __future__ import annotations

from thidua.core.yearend_words import counted, names
from thidua.scoring import queries as scoring
from thidua.scoring.queries.appeals import appeals_of, count_appeals

from .paper_frame import Frame


def presented(frame: Frame, table: scoring.ScoreTable | None) -> tuple[str, ...]:
    """Sheets handed in and verified, the ranking, units not considered, appeals and their answers."""
    if table is None:
        return ()
    handed_in = [row for row in table.units if row.sheet is not None]
    said = [
        f"Nghe báo cáo kết quả tự chấm, thẩm định: {counted(len(handed_in))}/{counted(len(table.units))} đơn "
        f"vị nộp phiếu chấm, đã thẩm định {counted(sum(row.is_verified for row in handed_in))} phiếu."
    ]
    first = [frame.short(row.unit) for row in table.units if row.rank == 1]
    if first and not table.is_provisional:
        said.append(f"Xếp hạng theo điểm: dẫn đầu là {names(first)}; bảng điểm kèm theo.")
    excluded = [frame.short(row.unit) for row in table.units if row.excluded_for]
    if excluded:
        said.append(f"Không xét thi đua: {names(excluded)}; lý do ghi ở bảng điểm.")
    appeals = count_appeals(appeals_of(frame.year, frame.as_of))
    if appeals.total:
        said.append(
            f"Kiến nghị về điểm: {counted(appeals.total)}, trong đó chấp nhận {counted(appeals.accepted)}, "
            f"chấp nhận một phần {counted(appeals.partly)}, không chấp nhận {counted(appeals.rejected)}, đơn "
            f"vị rút {counted(appeals.withdrawn)}, chưa trả lời {counted(appeals.open)}."
        )
    else:
        said.append("Không có kiến nghị nào về điểm.")
    return tuple(said)
