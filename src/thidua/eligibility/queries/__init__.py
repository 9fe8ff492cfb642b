"""What the pages of eligibility, of screenings, of roadmaps and of the law book read."""
