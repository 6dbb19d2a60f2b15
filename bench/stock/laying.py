"""The stock site's data: a front page of eleven blocks with three pictures, and eight pages in its menu."""

import io
import random

from bench.laying import bare_tables

TEXT = "<p>{}</p>".format("Urząd gminy jest otwarty dla mieszkańców w godzinach podanych na stronie. " * 4)


def lay_stock() -> dict:
    """Make the tables and the pages."""
    bare_tables()
    from wagtail.models import Collection, Locale, Page, Site

    from bench.stock.models import ContentPage

    Locale.objects.get_or_create(language_code="pl")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    pictures = [_picture(number) for number in range(3)]
    texts = [("heading", "Nagłówek"), ("paragraph", TEXT), ("paragraph", TEXT)]
    body = [*texts, ("image", pictures[0]), *texts, ("image", pictures[1]), ("paragraph", TEXT), ("image", pictures[2]), texts[1]]
    home = root.add_child(instance=ContentPage(title="Stock", slug="stock", body=body))
    for number in range(8):
        home.add_child(instance=ContentPage(title=f"Strona {number}", slug=f"strona-{number}", body=texts, show_in_menus=True))
    Site.objects.create(hostname="localhost", site_name="Stock", root_page=home, is_default_site=True)
    return {"blocks": len(body)}


def _picture(number: int) -> object:
    from django.core.files.base import ContentFile
    from PIL import Image as Picture
    from wagtail.images.models import Image

    drawn, place = Picture.new("RGB", (1200, 800), random.choice(["navy", "teal", "olive"])), io.BytesIO()
    drawn.save(place, "JPEG")
    return Image.objects.create(title=f"Obraz {number}", file=ContentFile(place.getvalue(), f"{number}.jpg"))
