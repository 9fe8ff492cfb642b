"""Moving the secret papers of before blind signatures into urns; part of migration 0002."""

from collections import defaultdict

from thidua.core import secret_paper
from thidua.core.ballot import Choice
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.signing import blind


def into_urns(apps, schema_editor):
    """Give each secret ballot an urn with its papers under random codes, without signatures, and drop the rows.

    An open one in which nobody has voted gets its key pair; one with votes has none to give, and is to be
    closed and voted on again.
    """
    ballots = apps.get_model("review", "Ballot").objects.filter(is_secret=True)
    urns = apps.get_model("review", "Urn")
    papers = apps.get_model("review", "Paper")
    for ballot in ballots:
        old = papers.objects.filter(ballot=ballot, voter=None)
        urns.objects.create(ballot=ballot, papers=secret_paper.write_urn(_unsigned(apps, ballot)))
        old.delete()
        if ballot.closed_at is None and not ballot.electors.filter(has_voted=True).exists():
            ballot.private_key, ballot.public_key = blind.new_key()
        if ballot.closed_at is not None:
            ballot.sealed = secret_paper.digest(urns.objects.get(ballot=ballot).papers)
        ballot.save(update_fields=["private_key", "public_key", "sealed"])


def _unsigned(apps, ballot):
    by_paper = defaultdict(dict)
    marks = apps.get_model("review", "Mark").objects.filter(paper__ballot=ballot, paper__voter=None)
    for paper, code, choice in marks.values_list("paper_id", "candidate__unit__code", "choice"):
        by_paper[paper][code] = Choice(choice)
    return [
        CastPaper(secret_paper.encode("", SecretVote(secret_paper.new_code(), choices=choices)))
        for choices in by_paper.values()
    ]
