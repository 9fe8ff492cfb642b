"""People, collectives and households with what is known of each year: what eligibility is judged on."""
