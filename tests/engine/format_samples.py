"""A small valid file of each format, made here byte by byte or by the library that writes it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

LINES = ("Echo answers from the hill.", "메아리가 산에서 대답한다.")


# Entities of entities: a billion words in a few lines.
LAUGHS = "<!DOCTYPE l [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)
) + "]>"  # fmt: skip


def zipped(files: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip of such entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of(*, notes: str = "", body: str | None = None, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A Word package with one paragraph a line, or with such a body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = body if body is not None else "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
            f'<Override PartName="/word/footnotes.xml" ContentType="{kinds}.footnotes+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {space}><w:body>{inner}</w:body></w:document>",
    }
    if notes:
        files["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relations}/footnotes" Target="footnotes.xml"/></Relationships>'
        )
        files["word/footnotes.xml"] = f"<w:footnotes {space}>{notes}</w:footnotes>"
    return zipped({**files, **(extra or {})})


def odt_of(body: str | None = None, *, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text with one paragraph a line, or with such a body."""
    inner = body if body is not None else "".join(f"<text:p>{line}</text:p>" for line in LINES)
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="a" xmlns:draw="d" xmlns:svg="s">'
        f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
                   "META-INF/manifest.xml": manifest})  # fmt: skip


def hwpx_of(*sections: str, manifest: str = "<manifest/>") -> bytes:
    """A Hangul package of such sections, or of one with a paragraph a line."""
    made = sections or ("".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in LINES),)
    files: dict[str, str | bytes] = {"mimetype": "application/hwp+zip", "META-INF/manifest.xml": manifest}
    for number, section in reversed(list(enumerate(made))):
        files[f"Contents/section{number}.xml"] = f'<hs:sec xmlns:hs="s" xmlns:hp="p">{section}</hs:sec>'
    return zipped(files)


def epub_of(chapters: dict[str, str] | None = None, *, spine: tuple[str, ...] = (), encryption: str = "") -> bytes:
    """A book; the chapters by file name, in the order of `spine` (else as they are given)."""
    pages = chapters or {"one.xhtml": f"<p>{LINES[0]}</p>", "two.xhtml": f"<p>{LINES[1]}</p>"}
    order = spine or tuple(pages)
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages)
    references = "".join(f'<itemref idref="{name}"/>' for name in order)
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{references}</spine></package>",
    }
    for name, page in pages.items():
        files[f"OPS/{name}"] = f'<?xml version="1.0"?><html xmlns="x"><head><title/></head><body>{page}</body></html>'
    if encryption:
        files["META-INF/encryption.xml"] = encryption
    return zipped(files)


def pdf_of(*pages: str) -> bytes:
    """A PDF of such pages of ASCII, one line each; a page of no text draws a line."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET".encode() if page else b"0 0 m 9 9 l S"
        packed = zlib.compress(drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def record(tag: int, level: int, content: bytes) -> bytes:
    """One record of a section of a Hangul document."""
    long = len(content) >= 0xFFF
    head = struct.pack("<I", tag | level << 10 | (0xFFF if long else len(content)) << 20)
    return head + (struct.pack("<I", len(content)) if long else b"") + content


def deflated(data: bytes) -> bytes:
    """Without a header, as Hangul packs its sections."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def hwp_of(*sections: bytes, flags: int = 1, preview: str = "") -> bytes:
    """A Hangul document of such sections of records, or of one with a paragraph a line."""
    made = sections or (b"".join(record(67, 1, (line + "\r").encode("utf-16-le")) for line in LINES),)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    bodies = {f"Section{number}": deflated(data) if flags & 1 else data for number, data in enumerate(made)}
    return _ole({"FileHeader": header, "PrvText": preview.encode("utf-16-le")}, bodies)


def _ole(streams: dict[str, bytes], bodies: dict[str, bytes]) -> bytes:
    """An OLE container of streams beside a storage BodyText; each is filled up to the size of an ordinary one."""
    names = [*streams, "BodyText", *bodies]
    contents = {**streams, **bodies}
    sectors: list[bytes] = []
    table: list[int] = []

    def placed(data: bytes) -> int:
        first = len(sectors)
        parts = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        for number in range(len(parts)):
            table.append(first + number + 1 if number + 1 < len(parts) else 0xFFFFFFFE)
        sectors.extend(parts)
        return first

    entries = []
    storage = 1 + len(streams)
    for place, name in enumerate(["Root Entry", *names]):
        kind = 5 if place == 0 else 1 if name == "BodyText" else 2
        data = contents[name].ljust(4096, b"\0") if kind == 2 else b""
        child = 1 if place == 0 else storage + 1 if place == storage else -1
        # Each storage's entries hang in a row by their right-hand links.
        last = place in (0, storage, len(names))
        right = -1 if last else place + 1
        title = (name + "\0").encode("utf-16-le")
        start = placed(data) if kind == 2 else 0xFFFFFFFE if kind == 5 else 0
        entries.append(
            title.ljust(64, b"\0") + struct.pack("<HBBiii", len(title), kind, 1, -1, right, child) + bytes(36)
            + struct.pack("<IQ", start, len(data))
        )  # fmt: skip
    directory = placed(b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0"))
    fat_sectors = 1
    while len(sectors) + fat_sectors > 128 * fat_sectors:
        fat_sectors += 1
    first_fat = len(sectors)
    table.extend([0xFFFFFFFD] * fat_sectors)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512 * fat_sectors, b"\xff")
    places = struct.pack(f"<{fat_sectors}I", *range(first_fat, first_fat + fat_sectors)).ljust(436, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory, 0, 4096,
                      0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + places
    )  # fmt: skip
    return header + b"".join(sectors) + fat


SRT = f"1\n00:00:01,000 --> 00:00:02,000\n<i>{LINES[0]}</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n{LINES[1]}\n".encode()
VTT = (
    f"WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v Ann>{LINES[0]}</v>\n\nid\n00:03.000 --> 00:04.000\n{LINES[1]}\n"
).encode()
RTF = rb"{\rtf1\ansi\ansicpg949 " + LINES[0].encode() + rb"\par \uc1 " + b"".join(
    rb"\u%d?" % (ord(letter) - 0x10000 if ord(letter) > 0x7FFF else ord(letter)) for letter in LINES[1]
) + b"}"  # fmt: skip
HTML = f"<!doctype html><title>t</title><p>{LINES[0]}<p>{LINES[1]}".encode()
MARKDOWN = f"# {LINES[0]}\n\n{LINES[1]}\n".encode()


def samples() -> dict[str, bytes]:
    """A file of each format by its ending, with LINES in it; that of a PDF has only the first."""
    return {
        ".md": MARKDOWN, ".html": HTML, ".rtf": RTF, ".docx": docx_of(), ".odt": odt_of(), ".epub": epub_of(),
        ".pdf": pdf_of(LINES[0]), ".hwp": hwp_of(), ".hwpx": hwpx_of(), ".srt": SRT, ".vtt": VTT,
    }  # fmt: skip
