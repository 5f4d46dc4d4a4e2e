"""How well the tool reads and judges, measured over labelled documents."""
