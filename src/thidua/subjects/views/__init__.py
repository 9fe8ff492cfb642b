"""Pages of subjects: who they are, what is known of their years, merges, lists in and out."""
