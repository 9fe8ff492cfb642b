"""Settings, addresses, base pages, home: where the capabilities come together."""
