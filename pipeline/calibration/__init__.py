"""Measuring and making the confidence of items; a tool for developers: `python -m pipeline.calibration REFERENCES`.

Reference documents are read, their items compared with what their annotation says, and the shares of right items counted by
rule and signs (`pipeline.extraction.confidence`). Nothing of the package needs this room at run time.
"""
