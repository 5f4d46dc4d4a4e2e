"""From a document and a checklist to findings with evidence."""
