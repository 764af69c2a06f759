"""Text in, records out: files become documents with a tree of provisions, each with its span in the source."""
