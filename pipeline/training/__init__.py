"""Training of the model that ships with the package; the extra `train`, not needed to run.

`python -m pipeline.training` reads annotated text, trains one encoder with several heads, measures it, and writes the folder that
`pipeline.language.model` reads.
"""
