"""Keys and signatures: blind ones for secret papers, the units' for result packs. No Django."""
