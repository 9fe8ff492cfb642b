"""Every address × every role: who may open it, and that nobody else may. A new address needs a line here."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.furnished import Furnished, furnish
from thidua.journal.models import Entry

SPECIALISTS = {"specialist_a", "specialist_b", "specialist_c", "secretary"}
HEADS = {"head_a", "head_b", "head_c"}
MEMBERS = SPECIALISTS | HEADS
CHAIRING = {"head_a", "secretary"}
EVERYBODY_SIGNED_IN = MEMBERS | {"authority", "editor", "inspector", "operator", "stranger"}
EVERYBODY = EVERYBODY_SIGNED_IN | {"anonymous"}
READERS = EVERYBODY_SIGNED_IN - {"stranger"}
UNIT_A = {"specialist_a", "head_a", "secretary"}
UNIT_B = {"specialist_b", "head_b"}
FRAME = CHAIRING | {"authority"}
# Whoever has to do with people and collectives; the stranger with those of a unit outside.
SUBJECT_READERS = EVERYBODY_SIGNED_IN - {"editor"}
SUBJECT_WRITERS = MEMBERS | {"authority", "stranger"}
NOBODY: set[str] = set()

# Address name → who may open it. Lists are literal on purpose: a change of rights must be made twice.
PAGES: dict[str, set[str]] = {
    "front": EVERYBODY, "news": EVERYBODY, "news_feed": EVERYBODY, "article": EVERYBODY,
    "picture": EVERYBODY, "small_picture": EVERYBODY, "comment_sent": EVERYBODY, "register": EVERYBODY,
    "help": EVERYBODY, "sign_in": EVERYBODY,
    "my_work": EVERYBODY_SIGNED_IN, "account": EVERYBODY_SIGNED_IN, "clusters": EVERYBODY_SIGNED_IN,
    "workbook_template": EVERYBODY_SIGNED_IN,
    "create_cluster": {"authority", "operator"}, "open_year": {"authority", "operator"},
    "reframe_year": {"authority", "operator"},
    "administration": {"authority", "operator"}, "units": {"authority", "operator"},
    "create_unit": {"authority", "operator"}, "unit": {"authority", "operator"},
    "import_year": {"authority", "operator"},
    "users": {"operator"}, "create_user": {"operator"}, "user": {"operator"}, "appoint": {"operator"},
    "system_journal": {"inspector", "operator"},
    "cluster_proposals": {"authority"},
    "newsroom": {"editor"}, "new_article": {"editor"}, "edit_article": {"editor"},
    "preview_article": {"editor"}, "moderation": {"editor"}, "edit_picture": {"editor"},
    "draft_article": {"editor"},
    "year": READERS, "movements": READERS, "movement": READERS, "directive_file": READERS,
    "activities": READERS, "pact": READERS, "registrations": READERS, "reports": READERS, "duties": READERS,
    "results": READERS, "scores": READERS, "rubric": READERS, "ranking": READERS, "review": READERS,
    "ballot": READERS, "ballot_papers": READERS, "proposals": READERS, "hand_over": READERS, "papers": READERS, "paper_file": READERS,
    "register_titles": READERS, "year_result": READERS, "what_if": READERS,
    "scoring_rules": CHAIRING, "record_exclusion": CHAIRING, "lift_exclusion": CHAIRING,
    "decide_award": CHAIRING, "undo_decision": CHAIRING,
    "journal": CHAIRING | {"authority", "inspector", "operator"},
    "workbook": CHAIRING | {"authority", "inspector", "operator"},
    "export_workbook": CHAIRING | {"authority", "inspector", "operator"},
    "check_pack": EVERYBODY, "keys": EVERYBODY, "key_file": EVERYBODY,
    "replace_key": {"head_b", "operator"},  # unit b's key
    "result_pack": CHAIRING | {"authority", "inspector", "operator"},
    "year_settings": FRAME, "add_directive": FRAME, "edit_directive": FRAME,
    "launch_movement": FRAME, "edit_movement": FRAME,
    "return_to_stage": {"head_a"}, "reopen_pact": {"head_a"}, "propose_unit": {"head_a"},
    "withdraw_proposal": {"head_a"},
    "record_activity": MEMBERS, "edit_activity": UNIT_B | CHAIRING,
    "edit_pact": CHAIRING, "add_target": CHAIRING, "edit_target": CHAIRING,
    "agree_figures": UNIT_B | CHAIRING, "movement_part": UNIT_B, "sign_pact": HEADS,
    "add_duty": CHAIRING, "add_indicator": CHAIRING, "edit_duty": CHAIRING, "edit_indicator": CHAIRING,
    "remind": CHAIRING, "return_report": CHAIRING,
    # Unit b's report and score sheet are drafts here: its own people and the inspector read them (others see the state of the report only).
    "report": READERS, "edit_report": UNIT_B, "check_report": UNIT_B,
    "score_sheet": UNIT_B | {"inspector"}, "sheet_compare": UNIT_B | {"inspector"},
    "score_evidence": UNIT_B | {"inspector"},
    "return_sheet": NOBODY, "reopen_verification": NOBODY,  # a draft: nothing to send back
    "score_line": UNIT_B | {"inspector"}, "score_sources": UNIT_B | {"inspector"}, "appeals": READERS,
    "answer_appeal": NOBODY,  # the sheet is a draft again
    "rubric_library": CHAIRING, "library_rubric": CHAIRING, "rubric_versions": READERS,
    "cross_scoring": READERS, "inspection_groups": READERS,
    "new_inspection_group": CHAIRING, "inspection_group": CHAIRING,
    # The secretary verifies here: nobody is told to score another (tests/scoring/test_cross_pages.py).
    "cross_sheet": NOBODY, "reopen_cross_sheet": NOBODY, "finish_verification": NOBODY,
    "rubric_name": CHAIRING, "new_criterion_group": CHAIRING, "criterion_group": CHAIRING,
    "new_criterion": CHAIRING, "criterion": CHAIRING,
    "meeting_edit": CHAIRING, "ballot_open": CHAIRING, "ballot_close": CHAIRING, "ballot_cancel": CHAIRING,
    "ballot_count": CHAIRING, "ballot_challenge": HEADS | {"secretary", "authority", "inspector"},
    "ballot_hands": CHAIRING, "ballot_paper": HEADS, "ballot_receipt": HEADS,
    "decide": {"authority"},
    "preview_import": {"head_a"}, "marked_import": {"head_a"},
    "preview_new_year": {"operator"}, "marked_new_year": {"operator"},
    # The subject is unit b's; the merge is asked of unit a, which holds the other.
    "subjects": SUBJECT_READERS, "merges": SUBJECT_READERS, "export_subjects": SUBJECT_READERS,
    "subject": UNIT_B | {"authority", "inspector", "operator"},
    "merge": UNIT_A | UNIT_B | {"authority", "inspector", "operator"},
    "add_subject": SUBJECT_WRITERS, "import_subjects": SUBJECT_WRITERS, "subjects_template": SUBJECT_WRITERS,
    "edit_subject": UNIT_B | {"authority"}, "record_facts": UNIT_B | {"authority"},
    "strike_fact": UNIT_B | {"authority"}, "end_fact": UNIT_B | {"authority"},
    "request_merge": UNIT_B | {"authority"},
    "preview_subjects": {"head_b"}, "marked_subjects": {"head_b"},
    # The subject and the screening are unit b's; the law is for everybody who is signed in.
    "eligibility": UNIT_B | {"authority", "inspector", "operator"},
    "eligibility_award": UNIT_B | {"authority", "inspector", "operator"},
    "decide_condition": UNIT_B | {"authority"},
    "screenings": SUBJECT_READERS, "roadmap": SUBJECT_READERS,
    "screening": UNIT_B | {"authority", "inspector", "operator"},
    "screening_progress": UNIT_B | {"authority", "inspector", "operator"},
    "screening_file": UNIT_B | {"authority", "inspector", "operator"},
    "law_book": EVERYBODY_SIGNED_IN, "law_pack": EVERYBODY_SIGNED_IN, "law_ladder": EVERYBODY_SIGNED_IN,
    "law_instrument": EVERYBODY_SIGNED_IN, "law_changes": EVERYBODY_SIGNED_IN,
}  # fmt: skip

# Addresses that only take a POST: who may send it.
ACTS: dict[str, set[str]] = {
    "sign_out": EVERYBODY, "set_language": EVERYBODY, "send_comment": EVERYBODY,
    "reset_password": {"operator"}, "set_active": {"operator"}, "end_appointment": {"operator"},
    "decide_comment": {"editor"}, "remove_picture": {"editor"}, "publish_article": {"editor"},
    "withdraw_article": {"editor"}, "add_picture": {"editor"},
    "open_next_stage": {"head_a"}, "propose": {"head_a"},
    "remove_directive": FRAME, "withdraw_movement": FRAME,
    "remove_activity": UNIT_B | CHAIRING, "remove_target": CHAIRING,
    "withdraw_registration": UNIT_B,
    "remove_duty": CHAIRING, "remove_indicator": CHAIRING,
    "autosave_report": UNIT_B, "ask_approval": UNIT_B, "submit_report": {"head_b"}, "accept_report": CHAIRING,
    "cancel_screening": {"head_b"},
    # The urn asks nobody who sends a paper; its signature is what lets it in.
    "ballot_sign": HEADS, "ballot_urn": EVERYBODY,
    "consent_merge": UNIT_A, "refuse_merge": UNIT_A, "undo_merge": NOBODY,  # not merged yet
    "sheet_points": UNIT_B, "sheet_presence": UNIT_B,
    "withdraw_appeal": UNIT_B,
    "remove_inspection_group": CHAIRING,
    "remove_criterion_group": CHAIRING, "remove_criterion": CHAIRING,
}  # fmt: skip


@pytest.fixture
def furnished(world) -> Furnished:
    return furnish(world)


def patterns():
    def walk(found, prefix=""):
        for pattern in found:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
            else:
                yield pattern.name, prefix + str(pattern.pattern), pattern.callback

    return list(walk(get_resolver().url_patterns))


def address(name: str, route: str, furnished: Furnished) -> str:
    """The address of ``name`` with the furnished world's things filled in."""
    t, year = furnished.things, furnished.world.year
    upload = t.uploads["operator" if "new_year" in name else "head_a"]
    things = {
        "pk": {
            "movement": t.movement, "edit_movement": t.movement, "withdraw_movement": t.movement,
            "movement_part": t.movement, "edit_activity": t.activity, "remove_activity": t.activity,
        }.get(name, t.directive).pk,
        "code": year.cluster.code, "year": year.year, "unit_code": "so-b", "unit": "so-b",
        "target_code": "ct-1", "award": t.registration.award, "duty": "nam", "indicator": "cs-1",
        "rubric_code": "thang-100", "scorer_code": "so-a", "inspection_group_id": t.inspection_group.pk,
        "group_id": t.group.pk, "criterion_id": t.criterion.pk, "evidence_id": t.evidence.pk,
        "criterion_code": t.criterion.code, "appeal_id": t.appeal.pk, "exclusion_id": t.exclusion.pk,
        "kind": "tong_ket", "question": "chair", "ballot_id": t.ballot.pk, "proposal_id": t.proposal.pk,
        "picture_id": t.picture.pk, "comment_id": t.comment.pk, "article_id": t.article.pk, "slug": "tin",
        "public_key": t.key.public_key,
        "paper": "bao-cao-tong-ket", "form": "word", "upload": upload.pk, "appointment": t.appointment.pk,
    }  # fmt: skip
    if route.startswith("quan-tri/nguoi-dung"):
        things["pk"] = furnished.world.people["specialist_c"].pk
    if route.startswith("doi-tuong/"):
        things |= {
            "pk": t.subject.pk, "fact_id": t.fact.pk, "merge_id": t.merge.pk, "upload": t.import_file.pk,
        }  # fmt: skip
    if route.startswith("ra-soat/"):
        things |= {"pk": t.run.pk, "form": "csv"}
    if route.startswith("luat/"):
        things |= {"pack": "V2025", "old": "V2025", "new": "V2026", "instrument": "L2022", "kind": "person"}
    if name == "decide_condition":
        things |= {"award": "giay_khen", "condition": "GK-01"}
    if name == "unit":
        things["code"] = "so-b"
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", route)
    return reverse(name, kwargs={key: things[key] for key in wanted})


def clients(furnished: Furnished) -> dict[str, Client]:
    signed_in = {name: furnished.world.client(name) for name in furnished.world.people}
    return {**signed_in, "anonymous": Client()}


def was_let_in(response) -> bool:
    if response.status_code in (403, 404):
        return False
    return not (response.status_code == 302 and "/dang-nhap/" in response["Location"])


def test_every_view_says_who_may_open_it():
    assert [name for name, _, view in patterns() if not hasattr(view, "opened_by")] == []


def test_every_address_has_its_line_in_the_tables():
    assert {name for name, _, _ in patterns()} == set(PAGES) | set(ACTS)


def test_each_page_opens_for_its_roles_and_for_nobody_else(furnished):
    wrong = []
    browsers = clients(furnished)
    for name, route, _ in patterns():
        if name not in PAGES:
            continue
        place = address(name, route, furnished)
        for who, browser in browsers.items():
            response = browser.get(place)
            if response.status_code >= 500:
                wrong.append(f"{name}: {who} got {response.status_code}")
            if was_let_in(response) != (who in PAGES[name]):
                wrong.append(f"{name} {place}: {who} got {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_nobody_else_can_send_a_form_and_nothing_is_written(furnished):
    wrong = []
    browsers = clients(furnished)
    for name, route, _ in patterns():
        allowed = {**PAGES, **ACTS}[name]
        place = address(name, route, furnished)
        for who, browser in browsers.items():
            if who in allowed:
                continue
            before = Entry.objects.count()
            response = browser.post(place, {"version": "1", "reason": "thử"})
            if was_let_in(response) or Entry.objects.count() != before:
                wrong.append(f"{name} {place}: {who} got {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_things_of_another_year_are_not_found(furnished):
    """An id that exists in one year opens nothing under another year's address."""
    from thidua.clusters.models import ClusterYear, Membership

    world = furnished.world
    other = ClusterYear.objects.create(
        cluster=world.year.cluster, year=2018, chair=world.units["a"], secretary=world.people["secretary"]
    )
    for unit in world.units.values():
        Membership.objects.create(cluster_year=other, unit=unit)
    browsers = {who: world.client(who) for who in ("head_a", "head_b", "authority", "inspector")}
    found = []
    for name, route, _ in patterns():
        own = set(re.findall(r"<(?:\w+:)?(\w+)>", route)) - {
            "code",
            "year",
            "unit_code",
            "scorer_code",
            "rubric_code",
            "unit",
            "kind",
            "question",
            "paper",
            "form",
        }
        if not route.startswith("cum/<slug:code>/<int:year>/") or not own:
            continue
        place = address(name, route, furnished).replace("/2017/", "/2018/")
        for who, browser in browsers.items():
            for response in (browser.get(place), browser.post(place)):
                if response.status_code not in (403, 404, 405) and name not in (
                    "register_titles",
                    "withdraw_registration",
                ):
                    found.append(f"{name} {place}: {who} got {response.status_code}")
    assert not found, "\n".join(found)


def test_a_draft_report_shows_its_words_to_its_own_people_and_the_inspector_only(furnished):
    furnished.things.report.sections.create(kind="culture", text="Chữ của bản nháp")
    seen = {
        who
        for who, browser in clients(furnished).items()
        if "Chữ của bản nháp"
        in browser.get(furnished.world.year.url("report", "nam", "so-b")).content.decode()
    }
    assert seen == UNIT_B | {"inspector"}
