"""The screens of the room, by stage of the work."""

from atut.work.training.views.certificates import (
    certificate_answer,
    certificate_check,
    certificate_file,
    certificate_take,
    certificate_void,
    group_certificates,
    group_certificates_take,
)

__all__ = [
    "certificate_answer",
    "certificate_check",
    "certificate_file",
    "certificate_take",
    "certificate_void",
    "group_certificates",
    "group_certificates_take",
]
