"""The model that ships with the package: tags, lemmas and entities for classla's tokens, on a CPU, without torch."""
