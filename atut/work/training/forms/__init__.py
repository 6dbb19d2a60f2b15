"""Shapes of input, by stage of the work."""

from atut.work.training.forms.certificates import CertificateAnswer, CertificateCheck, CertificateVoid

__all__ = ["CertificateAnswer", "CertificateCheck", "CertificateVoid"]
