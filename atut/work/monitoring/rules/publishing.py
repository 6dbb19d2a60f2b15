"""What the public may learn: no figure so small that somebody could be recognised behind it."""

SMALLEST = 5


def shown(count: int) -> int | None:
    """The count; None where it stands for one to four people. Nobody is hidden by hiding zero."""
    return None if 0 < count < SMALLEST else count


def shown_part(part: int, whole: int) -> int | None:
    """The count of those with some trait; None too where those without it are so few that leaving them out would name them."""
    return None if shown(whole - part) is None else shown(part)


def shown_percent(part: int, whole: int) -> int | None:
    """A whole per cent; None where the part or the rest of the whole is so small that it would name people."""
    if whole == 0 or shown_part(part, whole) is None:
        return None
    return round(part * 100 / whole)
