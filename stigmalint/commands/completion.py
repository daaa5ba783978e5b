"""`stigmalint completion`: print the script that completes commands and options in a shell."""

from __future__ import annotations

import click

VARIABLE = "_STIGMALINT_COMPLETE"


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options.

    \b
    bash: eval "$(stigmalint completion bash)"             in ~/.bashrc
    zsh:  eval "$(stigmalint completion zsh)"              in ~/.zshrc
    fish: stigmalint completion fish | source              in ~/.config/fish/config.fish
    """  # noqa: D301 - click's mark for "keep the lines"
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(made(context.find_root().command, {}, "stigmalint", VARIABLE).source())
