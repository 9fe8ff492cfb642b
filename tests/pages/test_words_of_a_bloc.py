"""A khối is called khối on the pages of its year: in headings, roles, what is owed and what is refused."""

import re
from pathlib import Path

import thidua
from tests.furnished import furnish
from thidua.accounts.speaking import say, speaking_of
from thidua.clusters.models import Cluster
from thidua.core.kind_words import BLOC, words_in
from thidua.core.timetable import Stage
from thidua.site.menu import YEAR_PAGES

OTHER_PAGES = (
    "year_settings",
    "reframe_year",
    "return_to_stage",
    "hand_over",
    "duties",
    "rubric",
    "sign_pact",
)
# Said of clusters in general, and the name of a unit in these tests.
GENERAL = ("Đề nghị của các cụm", "Sở ngoài cụm")


def said_of_a_cum(page: str) -> list[str]:
    """The texts of a page, outside its head and foot, that speak of a cụm."""
    inside = page[page.index('<div class="frame') : page.index("<footer")]
    texts = re.sub(
        r"<[^>]*>",
        lambda tag: "|" + "|".join(re.findall(r'(?:aria-label|alt|title)="([^"]*)"', tag[0])) + "|",
        inside,
    )
    return [
        text.strip()
        for text in re.split(r"[|\n]", texts)
        if re.search(r"\bcụm\b", text, re.IGNORECASE) and text.strip() not in GENERAL
    ]


def test_no_page_of_a_bloc_s_year_speaks_of_a_cum(world):
    furnish(world)
    Cluster.objects.update(kind=BLOC, name="Khối thi đua thử")
    found = set()
    for stage in (Stage.PREPARATION, Stage.PLEDGING, Stage.PROPOSAL):
        year = world.at(stage)
        pages = [year.url(name) for name in (*(entry.page for entry in YEAR_PAGES), *OTHER_PAGES)]
        for who in ("head_a", "specialist_b", "authority"):
            client = world.client(who)
            for page in pages:
                answer = client.get(page)
                if answer.status_code == 200:
                    found |= {f"{page}: {text}" for text in said_of_a_cum(answer.content.decode())}
    assert not found, "\n".join(sorted(found))


def test_the_home_tells_what_one_is_in_the_year(world):
    head = world.client("head_a").get("/viec-cua-toi/").content.decode()
    assert "Cụm trưởng của Cụm thi đua thử năm 2017" in head
    assert "Thư ký cụm của Cụm thi đua thử năm 2017" in (
        world.client("secretary").get("/viec-cua-toi/").content.decode()
    )
    assert "của Cụm thi đua thử năm 2017" not in world.client("head_b").get("/viec-cua-toi/").content.decode()
    Cluster.objects.update(kind=BLOC, name="Khối thi đua thử")
    head = world.client("head_a").get("/viec-cua-toi/").content.decode()
    assert "Khối trưởng của Khối thi đua thử năm 2017" in head


def test_a_refusal_speaks_of_the_bloc(world):
    Cluster.objects.update(kind=BLOC)
    world.at(Stage.PREPARATION)
    answer = world.client("head_a").post(world.year.url("propose"))
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Khối trưởng có thể mở giai đoạn sau hoặc quay lại giai đoạn trước." in words


def test_every_message_chosen_by_kind_has_its_pair():
    templates = Path(thidua.__file__).parent.rglob("*.html")
    used = {
        message
        for template in templates
        for _, message in re.findall(r"\{% kind_words ([\"'])(.*?)\1", template.read_text())
    }
    assert [message for message in used if words_in(BLOC, message) == message] == []


def test_what_is_said_follows_the_cluster_in_view():
    assert say("Cụm trưởng") == "Cụm trưởng"
    with speaking_of(BLOC):
        assert say("Cụm trưởng") == "Khối trưởng"
    assert say("Cụm trưởng") == "Cụm trưởng"
