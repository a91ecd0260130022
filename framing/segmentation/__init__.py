"""Segmentation: sentences, voices, acts of naming and places, as spans of a batch's buffer.

tokens → marks → quotations → cues → reported stretches → nesting → runs
"""

from framing.segmentation.runs import Runs
from framing.segmentation.segmentation import Segmentation, segment, voices

__all__ = ["Runs", "Segmentation", "segment", "voices"]
