"""Addresses of the review pages of a cluster year."""

from django.urls import path

from .views import (
    ballots,
    challenges,
    hand_over,
    meetings,
    paper_counts,
    proposals,
    results,
    secret_voting,
    voting,
)

urlpatterns = [
    path("hoi-nghi/", meetings.review, name="review"),
    path("hoi-nghi/<slug:kind>/", meetings.meeting_edit, name="meeting_edit"),
    path("bo-phieu/mo/<slug:question>/", ballots.ballot_open, name="ballot_open"),
    path("bo-phieu/<int:ballot_id>/", ballots.ballot, name="ballot"),
    path("bo-phieu/<int:ballot_id>/khep-lai/", ballots.ballot_close, name="ballot_close"),
    path("bo-phieu/<int:ballot_id>/huy/", ballots.ballot_cancel, name="ballot_cancel"),
    path("bo-phieu/<int:ballot_id>/kiem-phieu/", paper_counts.ballot_count, name="ballot_count"),
    path("bo-phieu/<int:ballot_id>/kiem-lai/", challenges.ballot_challenge, name="ballot_challenge"),
    path("bo-phieu/<int:ballot_id>/gio-tay/", voting.ballot_hands, name="ballot_hands"),
    path("bo-phieu/<int:ballot_id>/phieu/", voting.ballot_paper, name="ballot_paper"),
    path("bo-phieu/<int:ballot_id>/ky-phieu/", secret_voting.ballot_sign, name="ballot_sign"),
    path("bo-phieu/<int:ballot_id>/hom-phieu/", secret_voting.ballot_urn, name="ballot_urn"),
    path("bo-phieu/<int:ballot_id>/cac-phieu/", secret_voting.ballot_papers, name="ballot_papers"),
    path("bo-phieu/<int:ballot_id>/da-bo/", voting.ballot_receipt, name="ballot_receipt"),
    path("ket-qua-binh-xet/", results.year_result, name="year_result"),
    path("ket-qua-binh-xet/thu/", results.what_if, name="what_if"),
    path("ket-qua-binh-xet/<slug:unit_code>/quyet-dinh/", results.decide_award, name="decide_award"),
    path("ket-qua-binh-xet/<slug:unit_code>/bo-quyet-dinh/", results.undo_decision, name="undo_decision"),
    path("de-nghi/tu-ket-qua/", proposals.propose, name="propose"),
    path("de-nghi/khac-ket-qua/", proposals.propose_unit, name="propose_unit"),
    path("de-nghi/<int:proposal_id>/rut/", proposals.withdraw_proposal, name="withdraw_proposal"),
    path("ban-giao/", hand_over.hand_over, name="hand_over"),
]
