"""Files handed in are taken by what they hold, under names that are safe to show and to save."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.clusters.files import PAPERS, check_upload, safe_name
from thidua.core.faults import Refused


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Báo cáo năm 2017.pdf", "Báo cáo năm 2017.pdf"),
        ("C:\\Users\\sở\\Biên bản.docx", "Biên bản.docx"),
        ("<script>alert(1)<script>.pdf", "script alert(1) script.pdf"),
        ("script>.pdf", "script.pdf"),
        ("a\x00b\n.pdf", "a b.pdf"),
        ('"QĐ: 01|2017?".xlsx', "QĐ 01 2017.xlsx"),
        ("…/../..pdf", "tep.pdf"),
        ("<>.pdf", "tep.pdf"),
        ("d" * 300 + ".pdf", "d" * 196 + ".pdf"),
    ],
)
def test_a_name_stays_readable_and_becomes_safe(given, kept):
    assert safe_name(given) == kept


def test_a_pdf_that_was_cut_off_is_refused():
    whole = b"%PDF-1.7\n" + b"x" * 5000 + b"\nstartxref\n9\n%%EOF\n"
    assert check_upload(SimpleUploadedFile("đủ.pdf", whole), PAPERS)["file_name"] == "đủ.pdf"
    with pytest.raises(Refused, match="thiếu phần cuối"):
        check_upload(SimpleUploadedFile("cụt.pdf", whole[:4000]), PAPERS)
