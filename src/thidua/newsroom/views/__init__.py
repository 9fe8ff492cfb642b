"""Pages of the newsroom: what the public reads, the editor's desk, the moderation of comments."""
