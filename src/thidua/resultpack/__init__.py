"""The result pack of a year: everything its result rests on, signed, which anyone can check."""
