"""Excel sheets told as data: what a column holds, reading with every fault at its cell, writing, marking."""
