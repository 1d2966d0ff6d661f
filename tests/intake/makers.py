"""Real files of every format, made where they are needed: small, and nobody's."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence

ONE = "The ferry sank on Monday in high winds, police said, and at least 31 people drowned."
TWO = "“We could hear people shouting from the shore,” said Maria Chanda, a fish trader in the town."
THREE = "Police said 19 people were still missing on Tuesday and that the captain had been arrested."


def page(*paragraphs: str, head: str = "", title: str = "Ferry sinks on lake") -> bytes:
    body = "".join(f"<p>{p}</p>" for p in paragraphs or (ONE, TWO, THREE))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} - Lake Times</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def archive(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def warc(pages: Mapping[str, bytes], *, packed: bool = True, status: int = 200, kind: str = "text/html") -> bytes:
    """Response records by address, each in a gzip of its own as crawlers write them."""
    out = b""
    for number, (url, body) in enumerate(pages.items()):
        http = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Date: 2023-01-17T08:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += gzip.compress(record, mtime=0) if packed else record
    return out


def pdf(pages: Sequence[Sequence[str]], *, leading: int = 14, info: str = "") -> bytes:
    """A PDF of lines in Helvetica; an empty line is a wider gap."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", f"<<{info}>>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf {leading} TL 72 770 Td\n{drawn}ET"
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        box, fonts = "/MediaBox[0 0 595 842]", "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {len(objects)} 0 R{fonts}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<</Size {len(objects) + 1}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def docx(*paragraphs: tuple[str, str], title: str = "", author: str = "") -> bytes:
    """A Word document of (words, style) pairs."""
    from docx import Document

    document = Document()
    for words, style in paragraphs:
        document.add_paragraph(words, style=style or None)
    document.core_properties.title, document.core_properties.author = title, author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(body: str = f"{ONE}\n\n{TWO}\n", *, headers: str = "", subject: str = "Ferry sinks") -> bytes:
    return (
        f"From: Lake Police <press@police.example>\r\nTo: desk@lake.example\r\nSubject: {subject}\r\n"
        f"Date: Mon, 16 Jan 2023 10:05:00 +0100\r\nMessage-ID: <1@police.example>\r\nMIME-Version: 1.0\r\n"
        f"{headers or 'Content-Type: text/plain; charset=utf-8'}\r\n\r\n{body}"
    ).encode()


def mhtml(url: str, html: bytes) -> bytes:
    edge = "----MultipartBoundary--x"
    return (
        (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Ferry sinks\r\n"
            f"Date: Tue, 17 Jan 2023 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related; type="text/html"; boundary="{edge}"\r\n\r\n'
            f"--{edge}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {url}\r\n\r\n"
        ).encode()
        + html
        + f"\r\n--{edge}\r\nContent-Type: image/png\r\nContent-Location: {url}/a\r\n\r\nx\r\n--{edge}--\r\n".encode()
    )


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lake Times</title><link>https://lake.example/</link><language>en-gb</language>
<item><title>Ferry sinks &amp; 31 drown</title><link>https://lake.example/ferry</link><guid>tag:1</guid>
<pubDate>Mon, 16 Jan 2023 10:05:00 +0100</pubDate><dc:creator>Ana Reyes</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>{ONE}</p><p>{TWO}</p>]]></content:encoded></item>
<item><title>Captain held</title><link>https://lake.example/captain</link>
<pubDate>Tue, 17 Jan 2023 10:05:00 GMT</pubDate><description>{THREE}</description></item>
</channel></rss>""".encode()

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Lake Times</title><id>urn:x</id>
<updated>2023-01-16T10:05:00+01:00</updated>
<entry><title>Ferry sinks</title><id>urn:1</id><link href="https://lake.example/ferry"/>
<published>2023-01-16T10:05:00+01:00</published><updated>2023-01-17T08:00:00+01:00</updated>
<author><name>Ana Reyes</name></author>
<content type="html">&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry>
</feed>""".encode()

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Desk</title></head><body><outline text="Lakes">
<outline type="rss" text="Lake Times" xmlUrl="https://lake.example/feed"/>
<outline type="rss" text="Again" xmlUrl="https://lake.example/feed"/>
<outline type="rss" text="Hills" xmlUrl="https://hills.example/rss"/></outline></body></opml>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lake Times",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://lake.example/ferry",
            "title": "Ferry sinks",
            "content_html": f"<p>{ONE}</p><p>{TWO}</p>",
            "date_published": "2023-01-16T10:05:00+01:00",
            "date_modified": "2023-01-17T10:05:00+01:00",
            "authors": [{"name": "Ana Reyes"}],
        }
    ],
}

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.35"
 guid="urn:newsml:lra.example:1" version="3" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="LRA"><name>Lake Region Agency</name></provider>
<versionCreated>2023-01-16T12:00:00+01:00</versionCreated><firstCreated>2023-01-16T10:05:00+01:00</firstCreated>
<pubStatus qcode="stat:usable"/><edNote>Corrects the number of the missing.</edNote></itemMeta>
<contentMeta><creator><name>Ana Reyes</name></creator><language tag="en"/><headline>Ferry sinks on lake</headline>
<dateline>KIGOMA, Jan 16</dateline><creditline>LRA/Reyes</creditline><slugline>FERRY</slugline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{ONE}</p><p>{TWO}</p></body></html></inlineXML></contentSet></newsItem>""".encode()

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>Ferry sinks</title>
<docdata><doc-id id-string="lra-1"/><date.issue norm="20230116T100500+0100"/></docdata>
<pubdata name="Lake Times"/></head><body><body.head><hedline><hl1>Ferry sinks on lake</hl1></hedline>
<byline>By <person>Ana Reyes</person></byline><distributor>Lake Region Agency</distributor>
<dateline><location>KIGOMA</location></dateline></body.head>
<body.content><p>{ONE}</p>
<media media-type="image"><media-caption>The ferry in 2019.</media-caption></media><p>{TWO}</p>
</body.content></body></nitf>""".encode()

NINJS = {
    "uri": "https://lra.example/1",
    "type": "text",
    "versioncreated": "2023-01-16T12:00:00+01:00",
    "firstcreated": "2023-01-16T10:05:00+01:00",
    "headline": "Ferry sinks on lake",
    "byline": "Ana Reyes",
    "language": "en",
    "pubstatus": "usable",
    "infosources": [{"name": "Lake Region Agency"}],
    "body_text": f"{ONE}\n\n{TWO}",
    "body_xhtml": f"<p>{ONE}</p>\n<p>{TWO}</p>",
}
