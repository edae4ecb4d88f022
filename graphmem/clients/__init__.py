"""Language models over the wire; the only importer of openai."""
