"""Figures of the tables: each takes a table, draws it, and computes nothing.

A plot takes a table and, if it is to be part of a larger figure, `ax`; it returns Axes. What
needs several panels is called `figure_…` and returns a Figure. `render` makes files of them.
"""

from framing.plots.distinctive_plot import distinctive, figure_distinctive
from framing.plots.export import render
from framing.plots.forest_plot import forest
from framing.plots.heatmap_plot import heatmap
from framing.plots.keyness_plot import figure_keyness, keyness
from framing.plots.map_plot import outlet_map
from framing.plots.naming_plot import figure_naming, naming
from framing.plots.timeline_plot import figure_timeline, timeline
from framing.plots.voice_plot import voice
from framing.plots.who_speaks_plot import who_speaks
from framing.plots.word_shift_plot import word_shift

__all__ = [
    "distinctive",
    "figure_distinctive",
    "figure_keyness",
    "figure_naming",
    "figure_timeline",
    "forest",
    "heatmap",
    "keyness",
    "naming",
    "outlet_map",
    "render",
    "timeline",
    "voice",
    "who_speaks",
    "word_shift",
]
