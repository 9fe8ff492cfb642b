"""What a secret ballot stores, and what nobody can find in it (docs/ballot.md)."""

import json
from dataclasses import replace

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from tools import blind_voter

from tests.review.village import DAY, a_ballot, a_paper, chair, counted, the_meeting, vote
from thidua.core import secret_paper
from thidua.core.ballot import Choice, PaperForm, Question
from thidua.core.faults import NotPermitted, Refused
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.core.timetable import Stage
from thidua.journal.models import Entry
from thidua.review import actions, queries, urn
from thidua.review.actions.secret_casting import unsigned_paper
from thidua.review.migrations._secret_papers import into_urns
from thidua.review.models import Candidate, Elector, Mark, Paper, Urn
from thidua.signing import blind

A, D, N = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN


def marks(world, letters="ADD"):
    said = {"A": A, "D": D, "N": N}
    return {unit.pk: said[letter] for unit, letter in zip(world.units.values(), letters, strict=True)}


def everything_stored() -> str:
    """Every value of every row of every table, as one text."""
    return "\n".join(
        repr(row)
        for model in apps.get_models(include_auto_created=True)
        for row in model.objects.values_list()
    )


# ---- nothing joins a voter and a paper ----


def test_after_a_vote_the_paper_stands_in_the_urn_and_nowhere_else(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", marks(world))
    before = everything_stored()
    code = secret_paper.code_of(paper)
    for trace in (code, paper.prefix.hex(), paper.signature.hex()):
        assert trace not in before  # signed, and yet the store has never seen it
    actions.put_in_urn(ballot, paper)
    box = Urn.objects.get(ballot=ballot)
    papers, box.papers = box.papers, "[]"
    box.save()
    assert everything_stored() == before  # casting wrote the urn's text and nothing else
    (cast,) = secret_paper.read_urn(papers)
    assert cast == paper
    assert not Paper.objects.exists()
    assert not Mark.objects.exists()


def test_the_journal_says_that_the_unit_got_its_paper_and_no_more(world):
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "b", "ADD")
    entry = Entry.objects.get(action="sign_paper")
    assert (entry.unit_id, entry.before, entry.after) == (world.units["b"].pk, None, {"has_voted": "B"})
    assert not Entry.objects.filter(action__in=("cast", "put_in_urn")).exists()


def test_what_was_signed_fits_every_paper_alike(world):
    """For each unit and each paper there is a factor that blinds the one into what the other had signed.

    So even with the private key, what is kept of a unit says nothing about which paper was its own.
    """
    ballot = a_ballot(world, is_secret=True)
    papers = [a_paper(world, ballot, code, marks(world)) for code in "ab"]
    n, e = blind_voter._numbers(ballot.public_key)
    for elector in Elector.objects.exclude(blinded=""):
        z = int(elector.blinded, 16)
        for paper in papers:
            m = pow(int.from_bytes(paper.signature, "big"), e, n)
            quotient = z * pow(m, -1, n) % n
            signed = blind.blind_sign(ballot.private_key, quotient.to_bytes(256, "big"))
            r = int.from_bytes(signed, "big")
            assert r != 1  # the bare paper itself was never sent
            assert m * pow(r, e, n) % n == z


def test_the_urn_is_ordered_by_random_codes_whatever_the_order_of_voting(world):
    ballot = a_ballot(world, is_secret=True)
    papers = [a_paper(world, ballot, code, marks(world)) for code in "abc"]
    for paper in sorted(papers, key=secret_paper.code_of, reverse=True):
        actions.put_in_urn(ballot, paper)
    box = Urn.objects.get(ballot=ballot)
    assert secret_paper.read_urn(box.papers) == sorted(papers, key=secret_paper.code_of)
    assert {field.name for field in Urn._meta.get_fields()} == {"id", "ballot", "papers"}
    assert Urn.objects.count() == 1


def test_nobody_sees_how_a_unit_voted_even_after_closing(world):
    ballot = counted(world, a_ballot(world, is_secret=True), "ADD", "ADD", "DAD")
    assert queries.open_votes(ballot) == {}
    assert queries.vote_rows(ballot) == []
    (result,) = queries.outcomes(world.year)
    assert [unit.short_name for unit in result.elected] == ["A"]


def test_the_secretary_never_records_a_secret_vote(world):
    ballot = a_ballot(world, is_secret=True)
    votes = {world.units["a"].pk: {world.units["a"].pk: A}}
    paper = unsigned_paper(SecretVote(secret_paper.new_code(), choices={"so-a": A, "so-b": D, "so-c": D}))
    with pytest.raises(Refused):
        actions.show_of_hands(world.actor("secretary", DAY), ballot, votes)
    with pytest.raises(Refused):
        actions.cast(world.actor("head_a", DAY), ballot, world.units["a"], votes[world.units["a"].pk])
    with pytest.raises(Refused):
        actions.record_papers(chair(world), ballot, voted=[world.units["a"]], papers=[paper])
    with pytest.raises(Refused):
        actions.put_in_urn(ballot, paper)
    assert Urn.objects.get(ballot=ballot).papers == "[]"


# ---- one paper a unit ----


def test_a_lost_answer_is_given_again_and_a_second_paper_is_refused(world):
    ballot = a_ballot(world, is_secret=True)
    head, unit = world.actor("head_b", DAY), world.units["b"]
    message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(secret_paper.new_code(), choices={}))
    first = blind_voter.prepare_and_blind(ballot.public_key, message)
    answer = actions.sign_paper(head, ballot, unit, first.blinded)
    assert actions.sign_paper(head, ballot, unit, first.blinded) == answer
    second = blind_voter.prepare_and_blind(ballot.public_key, message)
    with pytest.raises(Refused, match="đã nhận phiếu"):
        actions.sign_paper(head, ballot, unit, second.blinded)
    assert Entry.objects.filter(action="sign_paper").count() == 1


def test_rubbish_is_not_signed_and_uses_up_no_right(world):
    ballot = a_ballot(world, is_secret=True)
    with pytest.raises(Refused, match="không đúng dạng"):
        actions.sign_paper(world.actor("head_b", DAY), ballot, world.units["b"], b"abc")
    assert not Elector.objects.filter(has_voted=True).exists()
    vote(world, ballot, "b", "ADD")


def test_only_the_head_of_an_electing_unit_gets_a_paper_and_only_in_its_time(world):
    ballot = a_ballot(world, is_secret=True)
    blinded = blind_voter.prepare_and_blind(ballot.public_key, b"x").blinded
    for name in ("specialist_b", "secretary", "head_c", "authority", "inspector", "operator", "stranger"):
        with pytest.raises(NotPermitted):
            actions.sign_paper(world.actor(name, DAY), ballot, world.units["b"], blinded)
    type(ballot).objects.filter(pk=ballot.pk).update(voting_until=world.actor("head_b", "2017-11-16").at)
    with pytest.raises(Refused, match="hết giờ"):
        actions.sign_paper(world.actor("head_b", DAY), ballot, world.units["b"], blinded)
    world.at(Stage.PROPOSAL)
    ballot.refresh_from_db()
    with pytest.raises(Refused, match="giai đoạn"):
        actions.sign_paper(world.actor("head_b", DAY), ballot, world.units["b"], blinded)


def test_a_paper_signed_in_time_is_taken_until_the_ballot_closes(world):
    ballot = a_ballot(world, is_secret=True)
    early, late = (a_paper(world, ballot, code, marks(world)) for code in "ab")
    type(ballot).objects.filter(pk=ballot.pk).update(voting_until=world.actor("head_b", "2017-11-16").at)
    actions.put_in_urn(ballot, early)
    actions.close_ballot(chair(world), ballot)
    with pytest.raises(Refused, match="khép lại"):
        actions.put_in_urn(ballot, late)
    ballot.refresh_from_db()
    turnout = queries.secret_turnout(ballot, world.units["b"])
    assert (turnout.given, turnout.collected, turnout.on_the_way, turnout.is_given) == (2, 1, 1, True)
    outcome = queries.outcome(ballot)
    assert (outcome.present, outcome.collected) == (1, 1)


def test_the_same_paper_sent_again_is_one_paper(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", marks(world))
    for _ in range(3):
        actions.put_in_urn(ballot, paper)
    ballot.refresh_from_db()
    assert urn.collected(ballot) == 1


# ---- papers that are not what they seem ----


def test_altered_papers_are_refused(world):
    ballot = a_ballot(world, is_secret=True)
    paper = a_paper(world, ballot, "b", marks(world))
    said = json.loads(paper.message)
    said["choices"]["so-b"] = "agree"
    altered = [
        replace(paper, message=secret_paper.canonical(said)),
        replace(paper, message=paper.message.replace(b'{"ballot"', b'{ "ballot"')),
        replace(paper, prefix=bytes(32)),
        replace(paper, signature=bytes(256)),
        replace(paper, prefix=b"", signature=b""),
        replace(paper, prefix=b"", message=paper.prefix + paper.message),
    ]
    for false in altered:
        with pytest.raises(Refused):
            actions.put_in_urn(ballot, false)
    assert Urn.objects.get(ballot=ballot).papers == "[]"


def test_a_paper_of_another_ballot_is_refused_both_by_its_key_and_by_what_it_says(world):
    meeting = the_meeting(world)
    one = a_ballot(world, meeting, is_secret=True)
    other = a_ballot(world, meeting, is_secret=True, award="bang_khen_bo_tinh")
    with pytest.raises(Refused, match="chữ ký"):
        actions.put_in_urn(other, a_paper(world, one, "a", marks(world)))
    # A voter may have anything signed, also a text that names another ballot.
    of_one = secret_paper.encode(
        urn.ballot_id(one), SecretVote(secret_paper.new_code(), choices={"so-a": A, "so-b": D, "so-c": D})
    )
    with pytest.raises(Refused, match="cuộc bỏ phiếu khác"):
        actions.put_in_urn(other, signed_by_hand(world, other, "b", of_one))


def signed_by_hand(world, ballot, code, message):
    blinded = blind_voter.prepare_and_blind(ballot.public_key, message)
    answer = actions.sign_paper(world.actor(f"head_{code}", DAY), ballot, world.units[code], blinded.blinded)
    return CastPaper(message, blinded.prefix, blind_voter.finalize(ballot.public_key, blinded, answer))


@pytest.mark.parametrize(
    "said",
    [
        {"choices": {"so-a": A, "so-b": A, "so-c": D}},  # two, where one may be chosen
        {"choices": {"so-a": A}},
        {"choices": {"so-a": A, "so-b": D, "so-c": D, "so-ngoai": D}},
        {"order": ("so-a", "so-b", "so-c")},
    ],
)
def test_a_signed_paper_that_does_not_fit_the_ballot_is_refused(world, said):
    ballot = a_ballot(world, is_secret=True, seats=1)
    message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(secret_paper.new_code(), **said))
    with pytest.raises(Refused):
        actions.put_in_urn(ballot, signed_by_hand(world, ballot, "a", message))


def test_two_papers_under_one_code_are_refused(world):
    ballot = a_ballot(world, is_secret=True)
    code = secret_paper.new_code()
    for letter, who in (("ADD", "a"), ("DAD", "b")):
        choices = {f"so-{unit}": {"A": A, "D": D}[m] for unit, m in zip("abc", letter, strict=True)}
        message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(code, choices=choices))
        paper = signed_by_hand(world, ballot, who, message)
        if who == "a":
            actions.put_in_urn(ballot, paper)
        else:
            with pytest.raises(Refused, match="nội dung khác"):
                actions.put_in_urn(ballot, paper)


def test_an_overfull_urn_counts_for_nothing(world):
    """Who holds the private key while the ballot is open can make papers up; not without its being seen."""
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "a", "DAD")
    made_up = SecretVote(secret_paper.new_code(), choices={"so-a": A, "so-b": D, "so-c": D})
    actions.put_in_urn(ballot, blind_voter.a_signed_paper(ballot.public_key, ballot.private_key, made_up))
    outcome = actions.close_ballot(chair(world), ballot)
    assert (outcome.valid, outcome.invalid, outcome.elected) == (0, 1, ())
    ballot.refresh_from_db()
    assert [row.is_valid for row in queries.receipt_rows(ballot)] == [False, False]


def test_a_paper_forged_in_the_database_does_not_count(world):
    ballot = counted(world, a_ballot(world, is_secret=True), "ADD", "DAD", "DAD")
    before = queries.outcome(ballot)
    box = Urn.objects.get(ballot=ballot)
    box.papers = box.papers.replace('\\"so-b\\":\\"agree\\"', '\\"so-b\\":\\"disagree\\"', 1)
    box.save()
    ballot = queries.ballots(world.year).get(pk=ballot.pk)
    after = queries.outcome(ballot)
    assert (before.valid, after.valid, after.invalid) == (3, 2, 1)
    assert ballot.sealed != secret_paper.digest(box.papers)


# ---- opened, closed, published ----


def test_opening_makes_a_key_and_closing_erases_it_and_seals_the_urn(world):
    ballot = a_ballot(world, is_secret=True)
    assert "BEGIN PRIVATE KEY" in ballot.private_key
    assert not a_ballot(world, ballot.meeting, award="bang_khen_bo_tinh").public_key
    vote(world, ballot, "b", "ADD")
    private = ballot.private_key.splitlines()[5]
    assert private in everything_stored().replace("\\n", "\n")
    ballot = counted(world, ballot)
    assert private not in everything_stored().replace("\\n", "\n")
    assert ballot.public_key
    assert ballot.sealed == secret_paper.digest(Urn.objects.get(ballot=ballot).papers)
    assert not Elector.objects.exclude(blinded="").exists()


def test_nothing_of_the_urn_is_read_while_the_ballot_is_open(world):
    ballot = a_ballot(world, is_secret=True)
    vote(world, ballot, "b", "ADD")
    assert urn.secret_papers(ballot) == []
    assert queries.receipt_rows(ballot) == []
    assert queries.papers_of(ballot) == []


def test_each_voter_finds_its_paper_by_its_code_and_sees_how_it_was_counted(world):
    ballot = a_ballot(world, is_secret=True, seats=3)
    codes = {}
    for who, letters in zip("abc", ("ADN", "NNN", "AAA"), strict=True):
        paper = a_paper(world, ballot, who, marks(world, letters))
        actions.put_in_urn(ballot, paper)
        codes[secret_paper.code_of(paper)] = letters
    actions.close_ballot(chair(world), ballot)
    ballot = queries.ballots(world.year).get(pk=ballot.pk)
    rows = queries.receipt_rows(ballot)
    letter = {A: "A", D: "D", N: "N"}
    assert {row.code: "".join(letter[choice] for choice in row.choices) for row in rows} == codes
    assert [row.code for row in rows] == sorted(codes)
    assert {codes[row.code]: row.is_valid for row in rows} == {"ADN": True, "NNN": False, "AAA": True}


def test_a_paper_may_order_the_candidates(world):
    ballot = a_ballot(world, is_secret=True, seats=1, form=PaperForm.PREFERENCE)
    for who, order in zip("abc", (("so-b", "so-a", "so-c"), ("so-b", "so-c", "so-a"), ()), strict=True):
        message = secret_paper.encode(urn.ballot_id(ballot), SecretVote(secret_paper.new_code(), order=order))
        actions.put_in_urn(ballot, signed_by_hand(world, ballot, who, message))
    outcome = actions.close_ballot(chair(world), ballot)
    assert (outcome.valid, outcome.invalid) == (2, 1)
    assert outcome.elected == (world.units["b"].pk,)
    ballot = queries.ballots(world.year).get(pk=ballot.pk)
    assert sorted(row.places for row in queries.receipt_rows(ballot) if row.is_valid) == [
        (2, 1, 3),
        (3, 1, 2),
    ]


def test_an_election_is_held_in_secret(world):
    ballot = a_ballot(world, question=Question.CHAIR, is_secret=True)
    outcome = queries.outcome(counted(world, ballot, "ADD", "ADD", "DAD"))
    assert outcome.elected == (world.units["a"].pk,)


# ---- papers from elsewhere ----


def test_an_import_puts_papers_back_once_and_leaves_a_closed_ballot_alone(world):
    ballot = a_ballot(world, is_secret=True)
    importer = replace(chair(world), for_all_units=True)
    units = world.units
    choices = [{"so-a": A, "so-b": N, "so-c": N}, {"so-a": N, "so-b": A, "so-c": N}]

    def papers(*said):
        return [unsigned_paper(SecretVote(secret_paper.new_code(), choices=one)) for one in said]

    voted = [units["a"], units["c"]]
    actions.record_papers(importer, ballot, voted=voted, papers=papers(*choices))
    outcome = actions.close_ballot(importer, ballot)
    actions.record_papers(importer, ballot, voted=voted, papers=papers(*reversed(choices)))
    assert actions.close_ballot(importer, ballot) == outcome
    assert outcome.collected == 2
    for other in (papers(choices[0], choices[0]), papers(*choices, choices[0])):
        with pytest.raises(Refused):
            actions.record_papers(importer, ballot, voted=voted, papers=other)
    ballot.refresh_from_db()
    assert not ballot.public_key


def test_signed_papers_are_put_back_with_their_key_and_false_ones_are_not(world):
    original = counted(world, a_ballot(world, is_secret=True), "ADD", "DAD", "DAD")
    papers = urn.secret_papers(original)
    outcome, sealed = queries.outcome(original), original.sealed
    original.delete()
    importer = replace(chair(world), for_all_units=True)
    ballot = a_ballot(world, original.meeting, is_secret=True)
    voted = list(world.units.values())
    false = [replace(papers[0], signature=bytes(256)), *papers[1:]]
    with pytest.raises(Refused, match="chữ ký"):
        actions.record_papers(importer, ballot, voted=voted, papers=false, public_key=original.public_key)
    actions.record_papers(importer, ballot, voted=voted, papers=papers, public_key=original.public_key)
    assert actions.close_ballot(importer, ballot) == outcome
    ballot.refresh_from_db()
    assert ballot.sealed == sealed


def test_papers_of_before_blind_signatures_move_into_the_urn(world):
    ballot = a_ballot(world, is_secret=True)
    type(ballot).objects.filter(pk=ballot.pk).update(private_key="", public_key="")
    Urn.objects.all().delete()
    candidates = {c.unit.code: c for c in Candidate.objects.filter(ballot=ballot)}
    for code, chosen in zip("abc", "aab", strict=True):
        paper = Paper.objects.create(ballot=ballot)
        for name, candidate in candidates.items():
            choice = A if name == f"so-{chosen}" else D
            Mark.objects.create(paper=paper, candidate=candidate, choice=choice)
        Elector.objects.filter(ballot=ballot, unit=world.units[code]).update(has_voted=True)
    type(ballot).objects.filter(pk=ballot.pk).update(closed_at=chair(world).at)
    into_urns(apps, None)
    assert not Paper.objects.exists()
    assert not Mark.objects.exists()
    ballot = queries.ballots(world.year).get(pk=ballot.pk)
    rows = queries.receipt_rows(ballot)
    assert len({row.code for row in rows}) == 3
    assert all(row.is_valid for row in rows)
    assert queries.outcome(ballot).elected == (world.units["a"].pk,)
    assert ballot.sealed == secret_paper.digest(urn.urn_text(ballot))


def test_a_ballot_open_at_the_upgrade_takes_votes_only_if_nobody_had_voted(world):
    ballot = a_ballot(world, is_secret=True)
    type(ballot).objects.filter(pk=ballot.pk).update(private_key="", public_key="")
    Urn.objects.all().delete()
    into_urns(apps, None)
    ballot.refresh_from_db()
    assert ballot.private_key
    vote(world, ballot, "a", "ADD")
    type(ballot).objects.filter(pk=ballot.pk).update(private_key="", public_key="")
    with pytest.raises(Refused, match="phiên bản phần mềm trước"):
        actions.sign_paper(world.actor("head_b", DAY), ballot, world.units["b"], bytes(256))


def test_a_session_knows_nothing_of_a_vote(world):
    ballot = a_ballot(world, is_secret=True)
    client = world.client("head_b")
    client.get(world.year.url("ballot_paper", ballot.pk))
    vote(world, ballot, "b", "ADD")
    client.get(world.year.url("ballot_paper", ballot.pk))
    (session,) = Session.objects.all()
    assert set(session.get_decoded()) == {"_auth_user_id", "_auth_user_backend", "_auth_user_hash"}
