"""`senreport-check train`: makes the statistical reader's weights from the labelled material of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli.console import guarded, tell


@guarded
def train(
    passages: Annotated[Path, typer.Option(help="Folder of labelled passages.")] = Path("fixtures/passages"),
    corpus: Annotated[Path, typer.Option(help="Folder of labelled documents.")] = Path("fixtures/corpus"),
) -> None:
    """Make the statistical reader's weights anew (needs the extra `train`)."""
    from senreport_check.checklist import find  # noqa: PLC0415 - start-up time
    from senreport_check.evaluate.forms import document_from_corpus  # noqa: PLC0415
    from senreport_check.evaluate.labelled import load_documents, load_passages  # noqa: PLC0415
    from senreport_check.evaluate.train import train as fit  # noqa: PLC0415
    from senreport_check.match.compiled import CompiledChecklist  # noqa: PLC0415

    documents = [(each, document_from_corpus(each.content)) for each in load_documents(corpus) if each.content]
    reader, weights = fit(CompiledChecklist.of(find()), load_passages(passages), documents)
    reader.save()
    weights.save()
    tell(f"Learnt from {len(documents)} documents; the weights are in the package's match folder.")
