"""``parta doctor``."""

import click

from app.commands.output import print_json, say
from app.doctor import examine
from app.doctor.place import place_in_words
from core.settings import load_settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def doctor(as_json: bool) -> int:
    """Проверить машину и установку: чего не хватает и чем это грозит."""
    settings = load_settings()
    for line in place_in_words(settings):
        say(line)
    findings = examine(settings)
    if as_json:
        print_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            click.echo(finding.as_line())
    return 0 if all(finding.ok for finding in findings) else 1
