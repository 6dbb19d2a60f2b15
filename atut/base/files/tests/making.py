"""Papers as phones and traps make them."""

import io

import pillow_heif
import pypdf
from PIL import Image
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

GPS = 0x8825


def a_picture(kind="JPEG", size=(600, 800), *, where=True, **options):
    """A photographed paper; a JPEG or HEIC knows where it was taken."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Telefon Kowalskiego"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 24.0, 33.0)})
    if where and kind != "PNG":
        options["exif"] = exif
    kept = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def a_pdf(pages=1, *, change=None, contents=b"", password=""):
    """A PDF; `change(writer)` makes it worse."""
    writer = pypdf.PdfWriter()
    for _unused in range(pages):
        page = writer.add_blank_page(595, 842)
        if contents:
            stream = DecodedStreamObject()
            stream.set_data(contents)
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if change:
        change(writer)
    if password:
        writer.encrypt(password)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def with_script(writer):
    deed = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('dzień dobry')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(deed)


def with_a_file_inside(writer):
    writer.add_attachment("lista.exe", b"MZ")


def with_a_program_to_start(writer):
    deed = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")})
    writer.root_object[NameObject("/OpenAction")] = deed


def as_signed(writer):
    form = DictionaryObject({NameObject("/SigFlags"): pypdf.generic.NumberObject(3)})
    writer.root_object[NameObject("/AcroForm")] = form
