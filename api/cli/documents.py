"""`summit documents`: the list, a passport, a text."""

from typing import Annotated

import typer

from api.cli.console import JsonOption, explained, print_json, print_lines, print_text, visible
from api.cli.opening import opened
from api.cli.render import document_lines, documents_lines
from api.ranges import window_of
from api.schemas import DocumentPage
from api.wire import document_out, document_text_out

__all__ = ["app"]

app = typer.Typer(help="List and read the documents.", no_args_is_help=True, rich_markup_mode=None)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The document's id.")]
StartOption = Annotated[int | None, typer.Option(min=0, help="First character, from 0.", show_default=False)]
EndOption = Annotated[int | None, typer.Option(min=0, help="The one after the last.", show_default=False)]


@app.command("list")
def list_documents(*, as_json: JsonOption = False) -> None:
    """List all documents: id, language, kind, date, title."""
    with explained("summit documents list", as_json=as_json):
        documents = opened().engine.documents
    if as_json:
        data = [document_out(document) for document in documents]
        print_json(DocumentPage(data=data, next_cursor=None, has_more=False))
    else:
        print_lines(documents_lines(documents))


@app.command()
def show(doc_id: IdArgument, *, as_json: JsonOption = False) -> None:
    """Show a document's passport."""
    with explained("summit documents show", as_json=as_json):
        document = opened().engine.document(doc_id)
    if as_json:
        print_json(document_out(document))
    else:
        print_lines(document_lines(document))


@app.command()
def text(
    doc_id: IdArgument,
    *,
    start: StartOption = None,
    end: EndOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a document's canonical text, which citations count in, or a part of it."""
    with explained("summit documents text", as_json=as_json):
        document = opened().engine.document(doc_id)
        window = window_of(document, start, end)
    if as_json:
        print_json(document_text_out(document, window))
    else:
        print_text(visible(window.of(document.text)))
