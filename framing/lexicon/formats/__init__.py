"""Dictionaries of other tools: read into packs, written from packs, each file a format.

`suffixes.SUFFIXES` lists the formats. A reader is tolerant and notes what it could not take over,
with the line; a writer names everything that its format can't carry.
"""
