"""The forms of scoring: the rubric, the rules, sheets and their lines, inspection groups."""
