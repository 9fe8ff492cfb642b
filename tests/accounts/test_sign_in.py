"""Signing in and out; guessing is throttled."""

import pytest
from django.test import Client

from tests.world import PASSWORD
from thidua.accounts import actions

PAGE = "/dang-nhap/"


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(PAGE, {"username": username, "password": password, **more})


def test_signing_in_leads_to_the_own_work(world):
    answer = sign_in(Client(), "head_b")
    assert (answer.status_code, answer.url) == (302, "/viec-cua-toi/")


def test_the_page_asked_for_is_reached_after_signing_in(world):
    client = Client()
    asked = world.year.get_absolute_url()
    sent_to = client.get(asked)
    assert sent_to.url == f"{PAGE}?next={asked}"
    page = client.get(sent_to.url)
    assert f'name="next" value="{asked}"' in page.content.decode()
    assert sign_in(client, "head_b", next=asked).url == asked


def test_nobody_is_led_to_another_site(world):
    assert sign_in(Client(), "head_b", next="https://example.com/").url == "/viec-cua-toi/"


def test_the_name_is_found_whatever_its_case(world):
    assert sign_in(Client(), "Head_B").status_code == 302


def test_a_wrong_password_is_said_without_telling_which_was_wrong(world):
    for name in ("head_b", "nobody"):
        page = sign_in(Client(), name, "sai-hoan-toan").content.decode()
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in page


def test_a_closed_account_does_not_sign_in(world):
    actions.set_active(world.actor("operator"), world.people["head_b"], active=False)
    client = Client()
    assert sign_in(client, "head_b").status_code == 200
    assert client.get("/viec-cua-toi/").status_code == 302


def test_the_sixth_attempt_is_refused_even_with_the_right_password(world):
    client = Client()
    for _ in range(5):
        sign_in(client, "head_b", "doan-mo")
    answer = sign_in(client, "head_b")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Tạm khóa đăng nhập" in page
    assert "15 phút" in page
    assert client.get("/viec-cua-toi/").status_code == 302
    assert sign_in(Client(), "head_c").status_code == 302  # others from the same office sign in


def test_capitals_open_no_fresh_count(world):
    client = Client()
    for name in ("head_b", "Head_b", "HEAD_B", "heaD_b", "hEad_b"):
        sign_in(client, name, "doan-mo")
    assert sign_in(client, "head_b").status_code == 429


def test_a_reset_by_the_operator_opens_at_once(world):
    client = Client()
    for _ in range(5):
        sign_in(client, "head_b", "doan-mo")
    secret = actions.reset_password(world.actor("operator"), world.people["head_b"])
    assert sign_in(client, "head_b", secret).status_code == 302


def test_signing_out_is_a_post_and_ends_the_session(world):
    client = world.client("head_b")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/viec-cua-toi/").status_code == 302


@pytest.mark.parametrize("address", ["/viec-cua-toi/", "/tai-khoan/", "/cum/", "/quan-tri/", "/nhat-ky/"])
def test_a_visitor_is_sent_to_sign_in(world, address):
    assert Client().get(address).url == f"{PAGE}?next={address}"
