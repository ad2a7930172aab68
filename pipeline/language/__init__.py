"""The language room: reading text, layout, morphology and the spaCy language `bs` (`docs/architecture.md`)."""
