"""Tests of the room that reads lists of schools."""
