"""What the parts of a pack are called, beside its manifest and signature."""

YEAR = "year.json"
RUBRIC = "rubric.json"
RULES = "rules.json"
SHEETS = "sheets.json"
BALLOTS = "ballots.json"
RECEIPTS = "receipts.json"
RANKING = "ranking.json"
AWARDS = "awards.json"
MEETINGS = "meetings.json"
JOURNAL = "journal.json"
PARTS = (YEAR, RUBRIC, RULES, SHEETS, BALLOTS, RECEIPTS, RANKING, AWARDS, MEETINGS, JOURNAL)
# Where enclosed papers stand.
FOLDER = "papers/"
