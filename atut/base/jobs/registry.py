"""Declaring jobs: `@job` in a room's tasks.py. Listed by `script/atut tasks`."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from atut.base.kernel import clock

JOBS: dict[str, "Declared"] = {}
Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Declared:
    """A job: what it does, how often or at what hour (Warsaw), and how long one run may take."""

    name: str
    what: str
    run: Work
    every: timedelta | None
    at_hour: int | None
    longest: timedelta
    title: str | Promise = ""

    @property
    def schedule(self) -> str:
        """How often, in words for the reference page and the command line."""
        return f"every {self.every}" if self.every is not None else f"daily at {self.at_hour}:00"

    def next_after(self, moment: datetime) -> datetime:
        """When it is due after a run that began at `moment`."""
        if self.every is not None:
            return moment + self.every
        local = clock.local(moment)
        today = clock.at(local.date(), self.at_hour or 0)
        return today if today > local else clock.at(local.date() + timedelta(days=1), self.at_hour or 0)


def job(
    title: str | Promise = "",
    *,
    every: timedelta | None = None,
    at_hour: int | None = None,
    longest: timedelta = timedelta(minutes=10),
) -> Callable[[Work], Work]:
    """Declare a job: a function of the moment that looks for what is due and is safe to run twice. `title`: for people."""

    def declare(function: Work) -> Work:
        name = f"{function.__module__.split('.')[-2]}.{function.__name__}"
        what = (function.__doc__ or "").strip().splitlines()[0]
        JOBS[name] = Declared(name, what, function, every, at_hour, longest, title)
        return function

    return declare


def load() -> dict[str, Declared]:
    """All jobs of all rooms, by name."""
    for config in apps.get_app_configs():
        if config.name.startswith("atut.") and module_has_submodule(config.module, "tasks"):
            importlib.import_module(f"{config.name}.tasks")
    return dict(sorted(JOBS.items()))
