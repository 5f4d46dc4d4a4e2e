"""Many schools in one run: planned, checked side by side, kept in one store, shown together."""
