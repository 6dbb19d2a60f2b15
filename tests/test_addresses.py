"""Every address of the program has a declared permission, and a name that says where it is."""

import ast

from django.urls import URLPattern, URLResolver, get_resolver, path

from atut.base.kernel.permissions import REGISTER, Permission
from tests.reading import ROOT, sources, tree

# Guarded by the library that brings them, not by us.
OTHERS = {
    "allauth": "sign-in pages: open by nature, limited in rate, each guarded by allauth",
    "wagtail": "the editors' admin has its own rights (decision 0015); pages are public",
    "django.views.static": "not used in production",
    "django.views.i18n": "the words for scripts",
}


# Wagtail's admin: its own views, and Django's for the ways to our sign-in.
EDITORS = "redakcja/"


def addresses(resolver=None, prefix="", namespace=()):
    """(path, full name, view) of every address of the program."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, whole, (*namespace, entry.namespace) if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield whole, ":".join([*namespace, entry.name or ""]), entry.callback


def is_of_others(view):
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return any(module == name or module.startswith(f"{name}.") for name in OTHERS)


def ours(found=None):
    return [one for one in (found or addresses()) if not is_of_others(one[2]) and not one[0].startswith(EDITORS)]


def unguarded(found):
    return [name for _path, name, view in ours(found) if not isinstance(getattr(view, "needs", None), Permission)]


def test_every_address_has_a_declared_permission():
    assert unguarded(list(addresses())) == []


def test_an_address_without_a_permission_is_found():
    def forgotten(request):
        return None

    assert unguarded([("x/", "x", path("x/", forgotten).callback)]) == ["x"]


def test_a_name_of_addresses_means_one_view():
    views = {}
    for _path, name, view in ours():
        views.setdefault(name, set()).add(view)
    assert sorted(name for name, found in views.items() if len(found) > 1 and name) == []


def test_paths_show_no_primary_keys():
    """`<int:pk>` would let people count what others have."""
    assert [where for where, _name, _view in ours() if "<int:pk>" in where or "<int:id>" in where] == []


def test_paths_are_ascii_and_end_with_a_slash_or_a_file_name():
    for where, _name, _view in ours():
        assert where.isascii(), where
        is_file = "." in where.rsplit("/", 1)[-1] or where.startswith("media/")
        is_pattern = where.startswith("^")  # Wagtail's own way of writing an address
        assert where in ("", "healthz") or where.endswith("/") or is_file or is_pattern, where


def test_every_declared_permission_has_a_reason():
    assert [name for name, one in REGISTER.items() if not str(one.why).strip()] == []


def test_permissions_are_named_room_noun_verb():
    odd = []
    for file in sources(ROOT):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "permission" and node.args:
                name = getattr(node.args[0], "value", "")
                if name not in ("public", "signed_in") and (name.count(".") != 2 or name.split(".")[0] not in file.parts):
                    odd.append(name)
    assert odd == []
