import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import Unreadable
from twosource.intake.decode import decode

NORWEGIAN = "Politiet sier at tre personer er savnet etter skredet på Lauvvika. «Vi leter», sier Åse Bjørnstad."
GERMAN = "Die Polizei in Köln hat am Montag drei Männer festgenommen, die über die Straße flüchteten."
POLISH = "Policja zatrzymała w poniedziałek trzech mężczyzn, którzy uciekali przez las. Śledczy są w Łodzi."
RUSSIAN = "Полиция задержала в понедельник трёх мужчин, которые бежали через лес. Следствие продолжается."
TURKISH = "Polis pazartesi günü ormandan kaçan üç kişiyi gözaltına aldı. İstanbul Emniyeti soruşturuyor."
GREEK = "Η αστυνομία συνέλαβε τη Δευτέρα τρεις άνδρες που διέφευγαν μέσα από το δάσος."
JAPANESE = "警察は月曜日、森を通って逃走していた三人の男を逮捕した。捜査は続いている。"
ARABIC = "اعتقلت الشرطة يوم الاثنين ثلاثة رجال كانوا يفرون عبر الغابة. التحقيق مستمر."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_text_and_utf8_need_no_guess(encoding: str) -> None:
    decoded = decode(NORWEGIAN.encode(encoding), "a.txt")
    assert (decoded.text, decoded.warning) == (NORWEGIAN, None)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (NORWEGIAN, "cp1252", "Windows-1252"),
        (GERMAN, "latin-1", "Windows-1252"),
        (POLISH, "cp1250", "Windows-1250"),
        (POLISH, "iso8859-2", "ISO8859-2"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (TURKISH, "cp1254", "Windows-1254"),
        (GREEK, "cp1253", "Windows-1253"),
        (ARABIC, "cp1256", "Windows-1256"),
        (JAPANESE, "shift_jis", "CP932"),
        (JAPANESE, "euc-jp", "EUC-JP"),
        (NORWEGIAN, "utf-16-le", "UTF-16-LE"),
        (RUSSIAN, "utf-16-be", "UTF-16-BE"),
    ],
)
def test_an_encoding_is_told_by_the_language_it_makes_and_the_guess_is_named(
    text: str, encoding: str, named: str
) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.warning and named in decoded.warning


def test_a_long_plain_start_does_not_hide_the_encoding() -> None:
    text = "The police said nothing new. " * 20_000 + "The minister’s spokesman said “no comment”."
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_the_encoding_that_a_page_declares_is_believed_before_a_guess() -> None:
    decoded = decode("Жук".encode("cp866"), "a.html", declared="cp866")
    assert (decoded.text, decoded.warning) == ("Жук", None)


def test_a_stray_byte_does_not_turn_the_whole_text_into_something_else() -> None:
    decoded = decode(NORWEGIAN.encode() * 5 + b"\xe5", "a.txt")
    assert decoded.text == NORWEGIAN * 5 + "\ufffd"
    assert decoded.warning and "1 damaged place" in decoded.warning


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04....", "a zip archive or an office document"),
        (b"\xd0\xcf\x11\xe0....", "an old office document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0..JFIF", "a picture"),
        (b"{\\rtf1 hello}", "a rich-text document"),
        (b"RIFF....WEBPVP8 ", "a picture (WebP)"),
        (b"WARC/1.0\r\n", "a web archive"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "an XML file"),
        (b"From: <Saved by a browser>\nSubject: x\nMIME-Version: 1.0\n", "an email or a page saved as MHTML"),
        (b"\x00\x01\x02" * 50, "holds zero bytes"),
        (bytes(range(1, 32)) * 20, "control bytes"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_seems_to_be_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data, "desk/a.txt")
    assert str(refused.value).startswith("desk/a.txt: ")
    assert says in refused.value.why
    assert refused.value.do


@given(st.binary(max_size=300), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]))
def test_any_bytes_are_text_that_can_be_written_again_or_refused(data: bytes, mark: bytes) -> None:
    try:
        decoded = decode(mark + data, "a.txt")
    except Unreadable:
        return
    decoded.text.encode("utf-8")


@given(st.text(min_size=1).filter(lambda t: "\0" not in t))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        assert decode(text.encode(), "a.txt").text == text.removeprefix("\ufeff")
    except Unreadable:
        assert any(c < " " for c in text) or text.startswith(
            ("MZ\x90", "{\\rtf", "ID3", "BZh", "GIF8", "OggS", "\ufeff")
        )
