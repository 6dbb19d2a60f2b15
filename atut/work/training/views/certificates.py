"""Certificates: the group's list, one certificate, the holder's link, the public check.

What the public page says is kept proportionate: whoever has a code learns the number, the title, the days and whether
it is valid. The name is never shown; a visitor who reads a name on the paper may ask whether it is the right one.
So the page confirms what is on the paper in hand and tells nothing about a person to somebody who has only a code.
Codes hold 59 random bits; wrong codes and names are counted by address, and after twenty in ten minutes nobody is answered.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.limits import is_within, visitor
from atut.base.kernel.permissions import PUBLIC
from atut.work.training import actions, notices, permissions, queries
from atut.work.training.forms import CertificateAnswer, CertificateCheck, CertificateVoid
from atut.work.training.models import Certificate, Group, Participation
from atut.work.training.rules import certificates as rules

TRIES, WITHIN = 20, 600


@page(permissions.read_certificates)
def group_certificates(request: Request, key: str) -> HttpResponse:
    """Who is due a certificate and who is not; one button issues all that are due."""
    group = _group(request, key)
    if request.method == "POST":
        issued = actions.issue_certificates(group, actor=request.actor, at=clock.now())
        count = len(issued.new)
        told = ngettext("%(count)s certificate has been issued.", "%(count)s certificates have been issued.", count)
        messages.success(request, told % {"count": count} if count else _("Nobody new is due a certificate."))
        return redirect("training:group_certificates", key=key)
    rows = queries.certificate_rows(group)
    shown = {
        "group": group,
        "rows": rows,
        "due": sum(row.is_due for row in rows),
        "issued": sum(row.certificate is not None for row in rows),
        "may_issue": permissions.issue_certificate.allows(request.actor, group),
    }
    return render(request, "training/group_certificates.html", shown)


@page(permissions.read_certificates, methods=("POST",))
def group_certificates_take(request: Request, key: str) -> HttpResponse:
    """All certificates of a group: a ZIP of the files, or one document to print. The taking is recorded."""
    group, is_zip = _group(request, key), request.POST.get("what") == "zip"
    take = actions.pack_certificates if is_zip else actions.print_certificates
    try:
        content = take(group, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("training:group_certificates", key=key)
    name, end = _("certificates"), "zip" if is_zip else "pdf"
    return _hand_over(content, f"application/{end}", f"{name}.{end}")


@page(permissions.read_certificate, methods=("GET",))
def certificate_file(request: Request, key: str) -> HttpResponse:
    """One certificate as issued: for the office, a controller, the lead of the person's office, the person."""
    certificate = _certificate(request, key)
    permissions.read_certificate.require(request.actor, certificate)
    return files.respond(certificate.stored)


@page(permissions.void_certificate)
def certificate_void(request: Request, key: str) -> HttpResponse:
    """Make one certificate void and, unless told otherwise, issue a corrected one."""
    certificate = _certificate(request, key)
    form = CertificateVoid(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.reissue_certificate if form.cleaned_data["again"] else actions.void_certificate
        if tell_refusal(form, act, certificate, reason=form.cleaned_data["reason"], actor=request.actor, at=clock.now()):
            messages.success(request, _("Certificate %(number)s is void.") % {"number": certificate.number})
            return redirect("training:group_certificates", key=certificate.enrolment.group.key)
    return render(request, "training/certificate_void.html", {"form": form, "certificate": certificate})


@page(PUBLIC)
def certificate_take(request: Request, token: str) -> HttpResponse:
    """The holder's link: shows the title, hands the file over by a button; an expired one sends a new link."""
    certificate, is_old = _by_link(request, token)
    if request.method == "POST" and is_old:
        if not certificate.voided_at and is_within("certificate_take", certificate.key, most=3, seconds=3600):
            actions.send_certificate_again(certificate, actor=request.actor, at=clock.now())
        return render(request, "training/certificate_take.html", {"certificate": certificate, "is_sent": True})
    if request.method == "POST" and not certificate.voided_at:
        return files.respond(certificate.stored)
    return render(request, "training/certificate_take.html", {"certificate": certificate, "is_old": is_old})


@page(PUBLIC, methods=("GET",))
def certificate_check(request: Request) -> HttpResponse:
    """Type the code of a certificate."""
    form = CertificateCheck(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("training:certificate_answer", code=rules.typed_code(form.cleaned_data["code"]) or "-")
    return render(request, "training/certificate_check.html", {"form": form})


@page(PUBLIC)
def certificate_answer(request: Request, code: str) -> HttpResponse:
    """What a code stands for: valid or void, number, title, days. A name is compared, never shown."""
    form = CertificateAnswer(request.POST or None)
    certificate = queries.certificate_by_code(request.project, code)
    is_asked = request.method == "POST" and form.is_valid()
    if (certificate is None or is_asked) and not is_within("certificate_check", visitor(request), most=TRIES, seconds=WITHIN):
        return render(request, "training/certificate_answer.html", {"is_too_often": True}, status=429)
    shown: dict[str, Any] = {"certificate": certificate, "form": form, "is_asked": is_asked, "code": rules.typed_code(code)}
    if certificate and is_asked:
        shown["is_same"] = rules.is_same_name(form.cleaned_data["name"], certificate.facts["name"])
    return render(request, "training/certificate_answer.html", shown, status=200 if certificate else 404)


def _group(request: Request, key: str) -> Group:
    groups = Group.objects.visible_to(request.actor).select_related("edition__support_form", "edition__project__profile")
    return get_object_or_404(groups, key=key)


def _certificate(request: Request, key: str) -> Certificate:
    visible = Participation.objects.visible_to(request.actor).values("pk")
    here = Certificate.objects.select_related("file", "enrolment__group", "enrolment__participation__person")
    return get_object_or_404(here, key=key, enrolment__participation__in=visible)


def _by_link(request: Request, token: str) -> tuple[Certificate, bool]:
    """The certificate of a link, and whether the link has expired; 404 for a link nobody signed."""
    is_old = False
    try:
        key = notices.read_link(token)
    except signing.SignatureExpired:
        key, is_old = notices.read_old_link(token), True
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    here = Certificate.objects.select_related("file", "enrolment__participation__person", "enrolment__participation__project")
    return get_object_or_404(here, key=key, enrolment__participation__project=request.project), is_old


def _hand_over(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer
