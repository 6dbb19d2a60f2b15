"""The first administrator of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from atut.base.accounts import actions
from atut.base.kernel import clock
from atut.base.kernel.actors import system


class Command(BaseCommand):
    help = "Make somebody an administrator. They set the password by “I forgot my password” on the sign-in page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("name", help="first name and surname")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = actions.create_administrator(options["email"], options["name"], actor=system(), at=clock.now())
        self.stdout.write(f"{user.name} <{user.email}> is an administrator.")
