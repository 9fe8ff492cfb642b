"""The pact, its targets and signatures, and the titles units strive for."""
