"""Where the program's own words go: standard error, for the service manager to keep. Never what people typed."""

import logging

from atut.base.kernel.identifiers import without_numbers


class Discreet(logging.Formatter):
    """Lines in which no number is long enough to be somebody's, also inside the words of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its trace."""
        return without_numbers(super().format(record))


def pattern_instead_of_address(record: logging.LogRecord) -> bool:
    """An address can hold the token of somebody's link: its pattern is named instead."""
    request = getattr(record, "request", None)
    if request is not None and isinstance(record.args, tuple):
        match = getattr(request, "resolver_match", None)
        record.args = tuple((match.route if match else "?") if arg == request.path else arg for arg in record.args)
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"pattern": {"()": lambda: pattern_instead_of_address}},
    "formatters": {"plain": {"()": Discreet, "format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["pattern"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # 404 and 403 are answers, not faults; only what broke is worth a line
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
