import pytest

from twosource.intake import language


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("English", "en"),
        ("norsk", "no"),
        ("rus", "ru"),
    ],
)
def test_what_people_write_becomes_a_tag(written: str, tag: str) -> None:
    assert language.tag(written) == tag


@pytest.mark.parametrize("written", ["", "?", "the usual one", "e", "12"])
def test_what_is_no_language_is_none(written: str) -> None:
    assert language.tag(written) is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Police said on Monday that three men were arrested near the river.", "en"),
        ("Politiet sier at tre personer er savnet etter skredet i natt.", "no"),
        ("Poliisi pidätti maanantaina kolme miestä, jotka pakenivat metsän läpi.", "fi"),
        ("Полиция задержала в понедельник трёх мужчин.", "ru"),
        ("Поліція затримала в понеділок трьох чоловіків, які тікали через ліс.", "uk"),
        ("警察は月曜日、森を通って逃走していた三人の男を逮捕した。", "ja"),
        ("12 15 17", "und"),
        ("ok", "und"),
        ("", "und"),
    ],
)
def test_a_language_is_told_from_enough_words_only(text: str, tag: str) -> None:
    assert language.tell(None, text) == tag
