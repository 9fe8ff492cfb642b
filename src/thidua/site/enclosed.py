"""The minutes enclosed in a year's result pack, as Word files that are the same bytes each time."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

from django.utils.translation import override

from thidua.accounts.speaking import speaking_of
from thidua.clusters.models import ClusterYear
from thidua.documents import word

from .paper_desk import MINUTES, Desk, compose
from .paper_frame import frame_of

# What ZIP files begin their time with: a Word file says when it was packed, which is nothing of the year's.
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def minutes_of(year: ClusterYear) -> dict[str, bytes]:
    """Return the minutes of the meetings held and of the counts (by the ballots' numbers), by file name."""
    with override("vi"), speaking_of(year.cluster.kind):
        desk = Desk(frame_of(year, date(year.year, 12, 31)))
        papers = {code: compose(desk, code) for code in MINUTES}
        for number, result in enumerate(desk.counts, start=1):
            count = compose(desk, f"bien-ban-kiem-phieu-{result.ballot.pk}")
            papers[f"bien-ban-kiem-phieu-{number}"] = count
        return {f"{code}.docx": settled(word.render(paper)) for code, paper in papers.items() if paper}


def settled(document: bytes) -> bytes:
    """Return a Word file packed again without the time of packing."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as given, zipfile.ZipFile(packed, "w") as again:
        for entry in given.infolist():
            part = zipfile.ZipInfo(entry.filename, _BEGINNING)
            part.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(part, given.read(entry))
    return packed.getvalue()
