"""The regulation's rules of a year: who sets them, until when, and what they change."""

from decimal import Decimal

import pytest

from tests.scoring.conftest import sheet_of
from tests.world import World
from thidua.core.exclusion import ExclusionKind
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.quota import FLAG, Quota, QuotaKind
from thidua.core.ranking_rules import RankingRules, TieBreak, TieBreakKind
from thidua.core.timetable import Stage
from thidua.core.verification import VerificationMode
from thidua.journal.models import Entry
from thidua.scoring import actions
from thidua.scoring.models import ScoringRules
from thidua.scoring.queries import ranking, ranking_rules, rules_of

D = Decimal
CLAUSE = "khoản 2 Điều 8 Quy chế"
BY_VOTES = RankingRules(tie_breaks=(TieBreak(TieBreakKind.VOTES),))


def test_without_rules_the_usual_ones_hold_and_nothing_is_stored(world):
    rules = rules_of(world.year)
    assert (rules.pk, rules.version, ranking_rules(world.year)) == (None, 0, RankingRules())
    assert not ScoringRules.objects.exists()


def test_the_secretary_sets_them_and_the_journal_keeps_both(world):
    first = actions.save_scoring_rules(
        world.actor("secretary"), world.year, ranking=RankingRules(), version=0
    )
    actions.save_scoring_rules(
        world.actor("secretary"),
        world.year,
        verified_by=VerificationMode.CROSS,
        scorers=2,
        ranking=BY_VOTES,
        version=first.version,
    )
    assert ranking_rules(world.year) == BY_VOTES
    last = Entry.objects.filter(action="save_scoring_rules").first()
    assert last.before["verified_by"] == "secretary"
    assert last.after["ranking"]["tie_breaks"] == ["votes"]


def test_the_same_rules_again_are_no_change(world):
    for _time in range(2):
        saved = actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=BY_VOTES)
    assert saved.version == 1
    assert Entry.objects.filter(action="save_scoring_rules").count() == 1


@pytest.mark.parametrize("who", ["specialist_a", "head_b", "authority", "inspector"])
def test_nobody_else_sets_them(world, who):
    with pytest.raises(NotPermitted):
        actions.save_scoring_rules(world.actor(who), world.year, ranking=BY_VOTES)


def test_an_older_form_is_refused(world):
    actions.save_scoring_rules(world.actor("head_a"), world.year, ranking=BY_VOTES, version=0)
    with pytest.raises(Stale):
        actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=RankingRules(), version=0)


def test_from_the_review_on_a_change_needs_a_reason_and_after_the_proposals_there_is_none(world):
    secretary = world.actor("secretary")
    year = world.at(Stage.REVIEW)
    with pytest.raises(Refused, match="phải ghi lý do"):
        actions.save_scoring_rules(secretary, year, ranking=BY_VOTES)
    actions.save_scoring_rules(secretary, year, ranking=BY_VOTES, reason="Quy chế sửa ngày 10/11/2017")
    assert Entry.objects.get(action="save_scoring_rules").reason == "Quy chế sửa ngày 10/11/2017"
    with pytest.raises(Refused):
        actions.save_scoring_rules(
            secretary, world.at(Stage.HAND_OVER), ranking=RankingRules(), reason="Muộn"
        )


def test_every_wrong_figure_is_told(world):
    with pytest.raises(Refused) as refused:
        actions.save_scoring_rules(
            world.actor("secretary"),
            world.year,
            scorers=0,
            appeal_days=0,
            answer_days=61,
            ranking=RankingRules(clauses={ExclusionKind.OTHER: "x" * 301}),
        )
    places = [fault.place for fault in refused.value.faults]
    assert places == ["scorers", "appeal_days", "answer_days", "clauses"]


def test_a_named_group_breaks_the_tie_where_the_rules_say_so(all_handed_in):
    """B and C have 86 points: C more in group I, B more in group II."""
    world = all_handed_in
    lines = world.year.score_sheets.get(unit=world.units["c"]).lines
    lines.filter(criterion__code="1.1").update(self_entry=40)
    lines.filter(criterion__code="3.2").update(self_entry=5)
    lines.filter(criterion__code="3.1").update(self_entry=1)
    order = [(row.unit.short_name, row.rank, row.total) for row in ranking(world.year)]
    assert order == [("C", 1, D(86)), ("A", 2, D(86)), ("B", 2, D(86))]
    rules = RankingRules(tie_breaks=(TieBreak(TieBreakKind.GROUP, "III"),))
    actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=rules)
    assert [(row.unit.short_name, row.rank) for row in ranking(world.year)] == [("A", 1), ("B", 1), ("C", 3)]


def form_of(client, year) -> dict[str, object]:
    """What the browser would send back of the form as it stands."""
    form = client.get(year.url("scoring_rules")).context["form"]
    found = {}
    for field in form:
        value = field.value()
        if value is True:
            found[field.html_name] = "on"
        elif value is not None and value is not False:
            found[field.html_name] = value
    return found


def with_clauses(sent: dict[str, object]) -> dict[str, object]:
    """The form with a clause for each reason that is ticked."""
    ticked = [kind for kind in ExclusionKind if f"on_{kind}" in sent]
    return sent | {f"clause_{kind}": CLAUSE for kind in ticked}


def test_the_page_saves_what_it_shows_as_the_usual_rules_with_their_clauses(world: World):
    client = world.client("secretary")
    answer = client.post(world.year.url("scoring_rules"), with_clauses(form_of(client, world.year)))
    assert answer.status_code == 302
    assert ranking_rules(world.year) == RankingRules(clauses=dict.fromkeys(ExclusionKind, CLAUSE))


def test_a_reason_ticked_without_its_clause_is_asked_for_it(world: World):
    client = world.client("secretary")
    sent = with_clauses(form_of(client, world.year)) | {"clause_no_report": " ", "clause_other": ""}
    del sent["on_other"]
    form = client.post(world.year.url("scoring_rules"), sent).context["form"]
    assert list(form.errors) == ["clause_no_report"]
    assert "Hãy ghi điều khoản" in form.errors["clause_no_report"][0]
    assert not ScoringRules.objects.exists()


def test_there_are_fewer_scorers_of_a_sheet_than_members(world):
    by_rota = {"verified_by": VerificationMode.CROSS, "ranking": RankingRules()}
    with pytest.raises(Refused, match="nhiều nhất 2 đơn vị chấm chéo"):
        actions.save_scoring_rules(world.actor("secretary"), world.year, **by_rota, scorers=3)
    actions.save_scoring_rules(world.actor("secretary"), world.year, **by_rota, scorers=2)


def test_a_fault_of_a_quota_names_its_row_and_stands_at_its_field(world: World):
    client = world.client("secretary")
    sent = with_clauses(form_of(client, world.year)) | {"quota2_kind": "share", "quota2_share": "4/3"}
    answer = client.post(world.year.url("scoring_rules"), sent)
    assert list(answer.context["form"].errors) == ["quota2_share"]
    assert ">Hạn mức 2: Tỷ lệ</a>: Tỷ lệ “4/3” không hợp lệ" in answer.content.decode()


def test_the_page_sets_order_ties_clauses_and_quotas(world: World):
    client = world.client("secretary")
    sent = form_of(client, world.year)
    del sent["on_disunity"]
    sent = with_clauses(sent)
    sent |= {
        "tie_1": "above_plan",
        "tie_2": "votes",
        "clause_no_pact": "khoản 3 Điều 8 Quy chế",
        "quota1_kind": "fixed",
        "quota1_number": "2",
        "quota1_floor": "80,5",
        "quota2_award": "",
    }
    assert client.post(world.year.url("scoring_rules"), sent).status_code == 302
    rules = ranking_rules(world.year)
    assert [one.code for one in rules.tie_breaks] == ["above_plan", "votes"]
    assert rules.clauses[ExclusionKind.NO_PACT] == "khoản 3 Điều 8 Quy chế"
    assert ExclusionKind.DISUNITY not in rules.kinds
    assert [(q.award, q.kind, q.number, q.floor) for q in rules.quotas] == [
        (FLAG, QuotaKind.FIXED, 2, D("80.5"))
    ]


def test_a_wrong_form_keeps_what_was_typed_and_says_where(world: World):
    client = world.client("secretary")
    sent = form_of(client, world.year) | {
        "tie_1": "votes",
        "tie_2": "votes",
        "quota1_share": "4/3",
        "clause_no_report": "khoản 3 Điều 8",
    }
    page = client.post(world.year.url("scoring_rules"), sent).content.decode()
    assert "Tiêu chí phụ này đã chọn ở trên" in page
    assert "Tỷ lệ “4/3” không hợp lệ" in page
    assert 'value="khoản 3 Điều 8"' in page
    assert not ScoringRules.objects.exists()


def test_the_form_made_before_somebody_else_saved_asks_again(world: World):
    client = world.client("secretary")
    sent = with_clauses(form_of(client, world.year)) | {"tie_1": "votes"}
    actions.save_scoring_rules(world.actor("head_a"), world.year, ranking=RankingRules())
    page = client.post(world.year.url("scoring_rules"), sent)
    assert "sau khi bạn mở trang này" in page.content.decode()
    assert client.post(world.year.url("scoring_rules"), sent | {"version": "1"}).status_code == 302


def test_the_ranking_page_tells_the_order_in_words(all_handed_in):
    world = all_handed_in
    quotas = (Quota(FLAG, QuotaKind.FIXED, number=1),)
    rules = RankingRules(tie_breaks=(TieBreak(TieBreakKind.ABOVE_PLAN),), quotas=quotas)
    actions.save_scoring_rules(world.actor("secretary"), world.year, ranking=rules)
    page = world.client("head_b").get(world.year.url("ranking")).content.decode()
    assert "bằng nhau thì xét số chỉ tiêu vượt kế hoạch; vẫn bằng thì đồng hạng" in page
    assert world.year.url("scoring_rules") not in page


def test_who_scores_whom_stays_once_a_unit_has_finished_scoring_another(all_handed_in: World):
    world, secretary = all_handed_in, all_handed_in.actor("secretary", "2017-11-05")
    by_rota = {"verified_by": VerificationMode.CROSS, "scorers": 2, "ranking": RankingRules()}
    actions.save_scoring_rules(secretary, world.year, **by_rota)
    sheet = sheet_of(world.year, world.units["b"])
    actions.save_cross_scores(world.actor("head_c", "2017-11-05"), sheet, world.units["c"], {})
    actions.save_scoring_rules(secretary, world.year, **by_rota | {"scorers": 1})
    actions.save_scoring_rules(secretary, world.year, **by_rota)
    actions.finish_cross_scores(world.actor("head_c", "2017-11-05"), sheet, world.units["c"])
    for change in ({"scorers": 1}, {"verified_by": VerificationMode.SECRETARY}):
        with pytest.raises(Refused, match="chấm chéo xong nên không đổi"):
            actions.save_scoring_rules(secretary, world.year, **by_rota | change)
    actions.save_scoring_rules(secretary, world.year, **by_rota, appeal_days=7)
    client = world.client("secretary")
    page = client.get(world.year.url("scoring_rules")).content.decode()
    assert "Đã có đơn vị chấm chéo xong" in page
    sent = with_clauses(form_of(client, world.year)) | {"scorers": "1", "answer_days": "8"}
    assert client.post(world.year.url("scoring_rules"), sent).status_code == 302
    rules = rules_of(world.year)
    assert (rules.scorers, rules.appeal_days, rules.answer_days) == (2, 7, 8)
    actions.reopen_cross_scores(secretary, sheet, world.units["c"], reason="Đổi quy tắc")
    actions.save_scoring_rules(secretary, world.year, **by_rota | {"scorers": 1})
    assert rules_of(world.year).scorers == 1
