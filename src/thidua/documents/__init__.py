"""Values to Word and PDF in the layout of Decree 30/2020."""
