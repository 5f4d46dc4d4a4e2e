"""Reads a school's SEN information report item by item against the law."""

__version__ = "0.1.0"
