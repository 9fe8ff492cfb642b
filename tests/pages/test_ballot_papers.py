"""The papers of a ballot: who takes them, when there are any, and that the ballot's page leads to them."""

from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.test_layout import texts
from tests.review.test_paper_counts import FIGURES
from tests.review.village import DAY, a_ballot, chair, counted
from thidua.clusters.models import Membership, Unit, UnitKind
from thidua.core.ballot import PaperForm
from thidua.review import actions
from thidua.review.models import Elector


@pytest.fixture
def on_paper(world):
    return a_ballot(
        world, is_secret=True, is_on_paper=True, seats=2, tellers="Người head_b, Giám đốc\nNguyễn Văn Đếm"
    )


def get(world, name, code, form="word"):
    return world.client(name).get(world.year.url("paper_file", code, form))


def words(response) -> str:
    assert response.status_code == 200
    return "\n".join(texts(docx.Document(BytesIO(response.content))))


def count_on_paper(world, ballot):
    for name in ("secretary", "head_b"):
        actions.enter_paper_count(world.actor(name, DAY), ballot, FIGURES)
    actions.close_ballot(chair(world), ballot)


def test_the_papers_of_a_vote_on_paper_are_made_of_the_ballot(world, on_paper):
    papers = words(get(world, "secretary", f"phieu-bau-{on_paper.pk}"))
    assert papers.count("PHIẾU LẤY Ý KIẾN SUY TÔN") == 3
    assert "Suy tôn đề nghị tặng: Cờ thi đua của Bộ Minh họa" in papers
    assert "đồng ý quá 2 đơn vị" in papers
    assert "Sở Minh họa C" in words(get(world, "head_c", f"danh-sach-nhan-phieu-{on_paper.pk}"))
    assert "BẢNG KIỂM ĐẾM PHIẾU" in words(get(world, "inspector", f"bang-kiem-phieu-{on_paper.pk}"))
    assert get(world, "secretary", f"phieu-bau-{on_paper.pk}", "pdf").content.startswith(b"%PDF")


def test_the_ballots_page_leads_to_its_papers(world, on_paper):
    address = world.year.url("ballot", on_paper.pk)
    client = world.client("head_c")
    page = client.get(address).content.decode()
    for code in ("phieu-bau", "danh-sach-nhan-phieu", "bang-kiem-phieu"):
        assert world.year.url("paper_file", f"{code}-{on_paper.pk}", "pdf") in page
    minutes = world.year.url("paper_file", f"bien-ban-kiem-phieu-{on_paper.pk}", "word")
    assert minutes not in page
    assert client.get(minutes).status_code == 404  # nothing is countable while it is open
    count_on_paper(world, on_paper)
    assert minutes in client.get(address).content.decode()
    assert minutes in client.get(world.year.url("papers")).content.decode()


def test_the_minutes_of_a_count_tell_settings_figures_and_challenges(world, on_paper):
    count_on_paper(world, on_paper)
    actions.challenge(world.actor("head_c", DAY), on_paper, reason="Đếm lại phiếu của C")
    found = words(get(world, "authority", f"bien-ban-kiem-phieu-{on_paper.pk}"))
    for said in (
        "Bỏ phiếu kín, bằng phiếu giấy.",
        "Ủy viên: Nguyễn Văn Đếm.",
        "Số phiếu phát ra: 03 (100%).",
        "phiếu đồng ý quá 2 đơn vị là không hợp lệ",
        "A (100%).",
        "Đếm lại phiếu của C. Kết quả: khớp với số ghi lúc khép lại.",
    ):
        assert said in found
    minutes = words(get(world, "authority", "bien-ban-tong-ket"))
    assert "Đếm lại phiếu của C" in minutes
    assert "Suy tôn đề nghị tặng: Cờ thi đua của Bộ Minh họa: A." in minutes


def test_there_are_no_papers_of_an_electronic_ballot_or_of_another_year(world, on_paper):
    other = a_ballot(world, on_paper.meeting, award="bang_khen_bo_tinh")
    assert get(world, "secretary", f"phieu-bau-{other.pk}").status_code == 404
    for code in ("phieu-bau-999", "phieu-bau-x", "phieu-bau-", "bien-ban-kiem-phieu-999"):
        assert world.client("secretary").get(world.year.url("papers") + code + "/word/").status_code == 404


def test_minutes_of_an_order_print_sums_of_places(world):
    ballot = a_ballot(world, form=PaperForm.PREFERENCE, seats=1)
    for code, order in (("a", "abc"), ("b", "abc"), ("c", "bac")):
        paper = tuple(world.units[one].pk for one in order)
        actions.cast(world.actor(f"head_{code}", DAY), ballot, world.units[code], paper)
    actions.close_ballot(chair(world), ballot)
    found = words(get(world, "head_a", f"bien-ban-kiem-phieu-{ballot.pk}"))
    assert "Tổng thứ tự" in found
    assert "xếp thứ tự cả 3 đơn vị" in found


def test_queries_do_not_grow_with_the_electors(world):
    closed = counted(world, a_ballot(world, seats=2), "AAD", "AAD", "ADD")
    printed = a_ballot(world, closed.meeting, is_on_paper=True, award="bang_khen_bo_tinh")
    client = world.client("inspector")

    def cost(*args):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(world.year.url(*args)).status_code == 200
        return len(captured)

    pages = (
        ("ballot", closed.pk),
        ("ballot", printed.pk),
        ("paper_file", f"phieu-bau-{printed.pk}", "word"),
        ("paper_file", f"bien-ban-kiem-phieu-{closed.pk}", "word"),
    )
    before = [cost(*page) for page in pages]
    for number in range(6):
        unit = Unit.objects.create(
            code=f"so-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=world.year, unit=unit, position=10 + number)
        for ballot in (closed, printed):
            Elector.objects.create(ballot=ballot, unit=unit)
    assert [cost(*page) for page in pages] == before
    assert max(before) <= 40
