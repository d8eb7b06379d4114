"""The command `summit`: what commands there are, and nothing else."""

import typer

from api.cli import documents, index, models, questions
from api.cli.check import check
from api.cli.serve import serve
from eval import cli as evaluation
from eval.answers_cli import answers
from eval.baselines_cli import baselines
from eval.checks_cli import checks
from eval.faults_cli import faults
from eval.fit_cli import fit
from eval.gate_cli import gate
from eval.judge_cli import judge
from eval.poisoned_cli import poisoned
from eval.run_cli import compare, run
from eval.tasks_cli import packs
from eval.validate_cli import validate

__all__ = ["app", "main"]

_EXIT_CODES = (
    "Exit codes: 0 done, answered; 10 the documents do not say; 13 they contradict; 1 a mistake in the program;"
    " 2 the input cannot be used; 3 a file on disk is damaged or missing; 4 there is no such thing;"
    " 5 it no longer matches what is stored; 6 something needed is not available."
)

app = typer.Typer(
    name="summit",
    help="Questions in Chinese or English, answered from documents and cited to the character.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(serve)
app.command()(questions.ask)
app.command()(questions.search)
app.command()(check)
app.command()(questions.verify)
# One line for each room that has commands of its own.
app.add_typer(documents.app, name="documents")
app.add_typer(models.app, name="models")
app.add_typer(index.app, name="index")
evaluation.app.command()(answers)
evaluation.app.command()(checks)
evaluation.app.command()(run)
evaluation.app.command()(compare)
evaluation.app.command()(gate)
evaluation.app.command()(baselines)
evaluation.app.command()(packs)
evaluation.app.command()(poisoned)
evaluation.app.command()(fit)
evaluation.app.command()(validate)
evaluation.app.command()(faults)
evaluation.app.command()(judge)
app.add_typer(evaluation.app, name="eval")
app.command()(evaluation.bench)


def main() -> None:
    """Run the command."""
    app()


if __name__ == "__main__":
    main()
