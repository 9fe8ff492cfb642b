"""The meetings in a pack, and the papers enclosed with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from thidua.core.faults import gettext_noop

from .ballots import Counted
from .comparing import expect
from .faults import disagree
from .part_names import FOLDER, MEETINGS
from .reading import Node
from .year import Year

KINDS = ("ky_giao_uoc", "so_ket", "tong_ket")


def check_meetings(given: Node, year: Year, parts: Mapping[str, bytes], ballots: Sequence[Counted]) -> int:
    """Check who attended, and that the enclosed papers are those listed; return how many there are."""
    said = given.fields("meetings", "papers")
    kinds: list[str] = []
    for row in said["meetings"]:
        meeting = row.record("kind held_on place presided_by directed_by attending minutes")
        kinds.append(meeting["kind"].code())
        meeting["held_on"].day()
        for name in ("place", "presided_by", "directed_by", "minutes"):
            meeting[name].text()
        units = [year.unit(unit.fields("unit", "name")) for unit in meeting["attending"]]
        if units != sorted(set(units), key=year.places.__getitem__):
            raise disagree(
                MEETINGS,
                meeting["attending"].path,
                gettext_noop("Đơn vị dự họp bị trùng hoặc không theo thứ tự thành viên."),
            )
    if len(set(kinds)) != len(kinds) or not set(kinds) <= set(KINDS):
        raise said["meetings"].wrong(gettext_noop("Một loại hội nghị có hai lần, hoặc không có loại này."))
    for ballot in ballots:
        if ballot.meeting not in kinds:
            cause = gettext_noop("Không có hội nghị mà cuộc bỏ phiếu này thuộc về.")
            raise disagree(MEETINGS, "meetings", cause, ballot.meeting)
    expect(said["papers"], listed(parts), "papers", gettext_noop("Văn bản kèm theo khác với danh sách."))
    return len(said["papers"].value)


def listed(parts: Mapping[str, bytes]) -> list[dict[str, str]]:
    """Return the list of the papers enclosed among ``parts``."""
    return [
        {"name": name, "sha256": hashlib.sha256(parts[name]).hexdigest()}
        for name in sorted(parts)
        if name.startswith(FOLDER)
    ]
