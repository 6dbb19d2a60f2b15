"""Questions about the draw of a call."""

from dataclasses import dataclass
from datetime import date

from atut.base.kernel.texts import text_in
from atut.work.recruitment.models import Call, Draw
from atut.work.recruitment.rules.moves import CallStatus


def draw_of(call: Call) -> Draw | None:
    """The draw of a published call, if equal points are parted by one. One query."""
    return Draw.objects.filter(call=call).first()


@dataclass(frozen=True)
class DrawShown:
    """What everybody may read of a draw now: the secret only once the list is closed."""

    commitment: str
    value_named: str
    draw_on: date
    list_hash: str
    secret: str = ""
    public_value: str = ""


def public_draw(call: Call) -> DrawShown | None:
    """The draw as the public page shows it. One query."""
    draw = draw_of(call)
    if draw is None:
        return None
    is_held = call.status == CallStatus.SELECTED
    return DrawShown(
        draw.commitment,
        text_in(call.rules.draw_value),
        draw.draw_on,
        draw.list_hash,
        draw.secret if is_held else "",
        draw.public_value if is_held else "",
    )
