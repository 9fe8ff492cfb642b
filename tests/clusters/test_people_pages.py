"""The operator's pages on accounts and appointments."""

import re

import pytest
from django.test import Client

from thidua.accounts.models import User
from thidua.clusters.models import Appointment

LIST = "/quan-tri/nguoi-dung/"
PAGES = ["/quan-tri/nguoi-dung/", "/quan-tri/nguoi-dung/them/"]
NEW = {
    "username": "lan.nt",
    "full_name": "Nguyễn Thị Lan",
    "role": "specialist",
    "email": "",
    "position": "Chuyên viên",
    "since": "01/03/2017",
}


def page_of(person):
    return f"{LIST}{person.pk}/"


def test_the_list_tells_role_unit_and_state(world):
    page = world.client("operator").get(LIST).content.decode()
    assert "Người head_b" in page
    assert "Lãnh đạo đơn vị" in page
    assert "đang hoạt động" in page


def test_the_list_is_narrowed_without_accents_by_role_and_state(world):
    world.people["head_c"].is_active = False
    world.people["head_c"].save()
    client = world.client("operator")

    def names(**wanted):
        return {row.user.username for row in client.get(LIST, wanted).context["rows"]}

    assert names(q="nguoi HEAD") == {"head_a", "head_b", "head_c"}
    assert names(role="inspector") == {"inspector"}
    assert names(state="closed") == {"head_c"}
    assert names(q="khong ai") == set()


def test_the_list_does_not_ask_more_for_more_people(world, django_assert_max_num_queries):
    User.objects.bulk_create(
        User(username=f"n{i}", full_name=f"Người {i}", role="specialist") for i in range(120)
    )
    client = world.client("operator")
    with django_assert_max_num_queries(5):
        page = client.get(LIST)
    assert len(page.context["rows"]) == 50


@pytest.mark.parametrize("name", ["head_a", "secretary", "authority", "editor", "inspector", "stranger"])
def test_the_pages_are_the_operators(world, name):
    client = world.client(name)
    for address in [*PAGES, page_of(world.people["head_b"])]:
        assert client.get(address).status_code == 403
    for act in ("mat-khau/", "trang-thai/", "bo-nhiem/"):
        assert client.post(page_of(world.people["head_b"]) + act).status_code == 403
    world.people["head_b"].refresh_from_db()
    assert world.people["head_b"].is_active


def test_a_first_password_is_shown_once_and_works(world):
    client = world.client("operator")
    answer = client.post(f"{LIST}them/", {**NEW, "unit": world.units["b"].pk})
    secret = re.search(r'class="secret">([^<]+)<', answer.content.decode())[1]
    assert answer["Cache-Control"] == "no-store"
    made = User.objects.get(username="lan.nt")
    assert Appointment.objects.get(user=made).unit == world.units["b"]
    assert secret not in client.get(page_of(made)).content.decode()
    signed_in = Client().post("/dang-nhap/", {"username": "lan.nt", "password": secret})
    assert signed_in.status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"username": "Lân NT"}, "username"),
        ({"username": "head_b"}, "username"),
        ({"since": "31/02/2017"}, "since"),
    ],
)
def test_a_faulty_account_is_shown_again_as_typed(world, changes, field):
    typed = {**NEW, "unit": world.units["b"].pk, **changes}
    answer = world.client("operator").post(f"{LIST}them/", typed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Nguyễn Thị Lan" in answer.content.decode()
    assert not User.objects.filter(full_name="Nguyễn Thị Lan").exists()


def test_a_reset_password_is_shown_once(world):
    client = world.client("operator")
    answer = client.post(page_of(world.people["head_b"]) + "mat-khau/")
    secret = re.search(r'class="secret">([^<]+)<', answer.content.decode())[1]
    world.people["head_b"].refresh_from_db()
    assert world.people["head_b"].check_password(secret)
    assert client.get(page_of(world.people["head_b"]) + "mat-khau/").status_code == 405


def test_an_account_is_closed_and_opened_again(world):
    client = world.client("operator")
    person = world.people["head_b"]
    theirs = world.client("head_b")
    client.post(page_of(person) + "trang-thai/", {"active": "0"})
    assert theirs.get("/viec-cua-toi/").status_code == 302
    client.post(page_of(person) + "trang-thai/", {"active": "1"})
    assert theirs.get("/viec-cua-toi/").status_code == 200


def test_the_operator_does_not_close_the_own_account(world):
    client = world.client("operator")
    assert client.post(page_of(world.people["operator"]) + "trang-thai/", {"active": "0"}).status_code == 409
    assert "Khóa tài khoản" not in client.get(page_of(world.people["operator"])).content.decode()


def test_somebody_moves_to_another_unit(world):
    client = world.client("operator")
    person = world.people["specialist_b"]
    moved = {"unit": world.units["c"].pk, "position": "Phó Chánh Văn phòng", "since": "01/06/2017"}
    assert client.post(page_of(person) + "bo-nhiem/", moved).status_code == 302
    page = client.get(page_of(person)).content.decode()
    assert "Phó Chánh Văn phòng" in page
    assert "01/06/2017" in page
    faulty = client.post(page_of(person) + "bo-nhiem/", {**moved, "since": "hôm nay"})
    assert faulty.status_code == 422
    assert "hôm nay" in faulty.content.decode()


def test_an_appointment_ends_and_not_twice(world):
    client = world.client("operator")
    person = world.people["head_b"]
    place = Appointment.objects.get(user=person)
    address = f"{page_of(person)}thoi/{place.pk}/"
    early = client.post(address, {"until": "01/01/2014"})
    assert early.status_code == 422
    assert "sớm hơn ngày bổ nhiệm" in early.content.decode()
    assert client.post(address, {"until": "01/06/2017"}).status_code == 302
    again = client.post(address, {"until": "02/06/2017"})
    assert again.status_code == 422
    place.refresh_from_db()
    assert f"{place.until:%d/%m/%Y}" == "01/06/2017"


def test_an_appointment_of_somebody_else_is_not_found(world):
    place = Appointment.objects.get(user=world.people["head_c"])
    answer = world.client("operator").post(
        f"{page_of(world.people['head_b'])}thoi/{place.pk}/", {"until": "01/06/2017"}
    )
    assert answer.status_code == 404
