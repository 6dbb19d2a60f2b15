"""The command line: every command is in the manual, a mistyped one gets the nearest name."""

import pytest
from django.core.management import get_commands

from atut.config import commands


def test_every_command_of_the_rooms_is_in_the_manual():
    rooms = {name.replace("_", "-") for name, app in get_commands().items() if str(app).startswith("atut.")}
    assert rooms - commands.NAMES == set()


@pytest.mark.parametrize(
    ("typed", "meant"), [("backups", "backup"), ("importpeople", "import-people"), ("rotate_key", "rotate-keys")]
)
def test_a_mistyped_name_gets_the_nearest(typed, meant, capsys):
    assert commands.main([typed]) == 2
    assert f"script/atut {meant}?" in capsys.readouterr().err


def test_the_help_names_every_command_once(capsys):
    assert commands.main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in commands.NAMES:
        assert sum(line.startswith(f"  {name} ") for line in lines) == 1, name
