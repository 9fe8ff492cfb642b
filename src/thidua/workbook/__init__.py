"""A whole cluster year as one Excel workbook, and back."""
