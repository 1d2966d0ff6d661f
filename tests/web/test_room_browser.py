"""What a new user does, in a browser: from an empty library to a conflict overruled; by keys; without scripts.

Pictures of the pages are left in ``.screenshots/`` to be looked at.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import opened

PICTURES = Path(__file__).resolve().parents[2] / ".screenshots"
QUESTION = "Where did the fire begin?"
WAIT = 120_000  # milliseconds: long enough for a busy machine


@pytest.fixture(scope="module")
def example(browser, tmp_path_factory) -> str:
    """The address of a room with the example story, put there as a new user does."""
    with opened(tmp_path_factory.mktemp("room") / "library.sqlite") as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("button", name="Try the example story").click()
        page.get_by_role("heading", name="8 reports added").wait_for(timeout=WAIT)
        page.get_by_role("link", name=re.compile("fish plant")).click()
        assert page.url == f"{address}/stories/s1"
        page.close()
        yield address


@pytest.fixture
def page(browser, example):
    """A page of its own, with what it asked of others and what went wrong in it."""
    opened_page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    opened_page.asked, opened_page.wrong = [], []
    opened_page.on("request", lambda r: None if r.url.startswith(example) else opened_page.asked.append(r.url))
    opened_page.on("console", lambda m: opened_page.wrong.append(m.text))
    opened_page.on("pageerror", lambda e: opened_page.wrong.append(str(e)))
    yield opened_page
    assert opened_page.asked == []
    assert opened_page.wrong == []
    opened_page.context.close()


def test_a_conflict_is_opened_overruled_and_the_overruling_undone(page, example):
    page.goto(f"{example}/stories/s1")
    page.get_by_role("link", name=QUESTION).click()
    page.locator(".witness mark").first.wait_for(timeout=WAIT)
    assert page.locator(".witness mark").all_inner_texts() == ["in a tanker lorry", "in the compressor room"]
    page.locator("summary", has_text="Overrule").click()
    page.get_by_label("They only seem to differ").check()
    page.get_by_label("Note: why").fill("Nobody saw the beginning.")
    page.get_by_label("Who decides").fill("Ann")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided by Ann").wait_for(timeout=WAIT)
    assert page.locator(".verdict b").inner_text() == "They only seem to differ."
    page.get_by_role("button", name="Undo").click()
    page.locator(".verdict b", has_text="The reports differ.").wait_for(timeout=WAIT)
    assert page.get_by_text("Ann · taken back").is_visible()
    assert "Nobody saw the beginning." in page.goto(f"{example}/stories/s1/decisions").text()


def test_words_lead_to_their_report_and_stand_out_there(page, example):
    page.goto(f"{example}/stories/s1")
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_role("link", name="In the full text").first.click()
    lit = page.locator(".text .at")
    assert lit.inner_text() == "in a tanker lorry"
    assert lit.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_by_keys_alone(page, example):
    page.goto(example)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**/stories/s1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.querySelector('[data-open]').textContent")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.querySelector('[data-open]').textContent") != first
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/**")
    here = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "/questions/" in url and url != here)
    page.keyboard.press("Escape")
    page.wait_for_url("**/stories/s1")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for(timeout=WAIT)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("ammonia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ammonia")
    assert page.locator(".found mark").first.inner_text() == "ammonia"


def tab_to(page, selector: str) -> None:
    """On with the Tab key, until that has the focus."""
    for _ in range(200):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_conflict_is_overruled_and_the_overruling_undone_by_keys_alone(page, example):
    page.goto(f"{example}/stories/s1?verdict=differ&kind=place")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**/questions/**")
    tab_to(page, ".overrule summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=choice]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#note")
    page.keyboard.type("j and k are letters here.")
    tab_to(page, "button.main")
    page.keyboard.press("Enter")
    page.get_by_text("j and k are letters here.").first.wait_for(timeout=WAIT)
    page.locator(".verdict b:not(:text('The reports differ'))").wait_for(timeout=WAIT)
    tab_to(page, ".decided button")
    page.keyboard.press("Enter")
    page.locator(".verdict b", has_text="The reports differ.").wait_for(timeout=WAIT)


def test_statements_are_put_together_and_taken_apart(page, example):
    page.goto(f"{example}/stories/s1?verdict=alone")
    page.locator("a.ask").first.click()
    here = page.url
    page.get_by_role("link", name="Another report says the same").click()
    page.get_by_label("With the words").fill("hospital")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator(".pick input").first.check()
    page.get_by_role("button", name="Put together").click()
    page.wait_for_url(here)
    page.get_by_text(re.compile(r"other statements? says? the same")).wait_for(timeout=WAIT)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("No other report was found to say the same").wait_for(timeout=WAIT)


@pytest.mark.parametrize("scripts", [True, False])
def test_who_took_from_whom_is_overruled_and_undone(browser, example, scripts):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{example}/stories/s1/origins")
    page.get_by_role("link", name="Harbour Gazette and Nordwire").first.click()
    left, right = page.locator(".shared-words").first.locator("blockquote").all_inner_texts()
    assert left[:40] == right[:40]
    found = page.locator(".verdict").inner_text()
    page.locator("summary", has_text="Overrule").click()
    page.get_by_label("Neither takes from the other").check()
    page.get_by_label("Who decides").fill("Ann")
    page.get_by_role("button", name="Decide").click()
    _told(page, "Nothing shows that one of them takes", scripts)
    page.get_by_role("button", name="Undo").click()
    _told(page, found, scripts)
    page.context.close()


def _told(page, words: str, scripts: bool) -> None:
    """Waits for words; without scripts a reader loads the page again."""
    if not scripts:
        for _ in range(60):
            if page.get_by_text(words).count():
                return
            page.wait_for_timeout(1000)
            page.reload()
    page.get_by_text(words).first.wait_for(timeout=WAIT)


def test_a_report_is_taken_out_of_its_story_and_joined_again(page, example):
    page.goto(f"{example}/stories/s1/reports")
    page.get_by_role("link", name="Reports that belong elsewhere").click()
    page.get_by_label("Cold Chain Weekly").check()
    page.get_by_role("button", name="Put them there").click()
    page.get_by_role("button", name="Join them again").click(timeout=WAIT)
    page.get_by_role("button", name="Part them again").wait_for(timeout=WAIT)
    page.goto(f"{example}/stories/s1/reports")
    page.locator(".reading").wait_for(state="detached", timeout=WAIT)
    assert page.locator("ol.reports li").count() == 8


def test_who_decides_goes_on_reading_and_is_told_how_far_it_is(page, example):
    page.goto(f"{example}/stories/s1")
    page.get_by_role("link", name=QUESTION).click()
    page.locator("summary", has_text="Overrule").click()
    page.get_by_label("They agree").check()
    page.get_by_role("button", name="Decide").click()
    page.wait_for_load_state()
    assert "/questions/" in page.url
    page.get_by_role("button", name="Undo").click()
    page.locator(".verdict b", has_text="The reports differ.").wait_for(timeout=WAIT)


def test_single_keys_can_be_turned_off(page, example):
    page.goto(f"{example}/stories/s1")
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn single keys off").click()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('[data-item]')") is False


def test_it_can_be_read_without_scripts(browser, example):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{example}/stories/s1")
    page.get_by_label("Verdict").select_option("agree")
    page.get_by_role("button", name="Show").click()
    assert QUESTION not in page.locator("main").inner_text()
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_role("link", name="In the full text").first.click()
    assert page.locator(".text .at").inner_text() == "in a tanker lorry"


def test_a_pasted_report_is_added(page, example):
    page.goto(f"{example}/add")
    page.get_by_label("The report").fill("The mayor of Straumhamn said a new fire station would open in 2026.")
    page.get_by_label("Publisher").fill("Harbour Post")
    page.get_by_label("Published").fill("2025-02-03")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name="1 report added").wait_for(timeout=WAIT)
    page.goto(f"{example}/search?q=mayor")
    assert "Harbour Post · 3 February 2025" in page.locator("main").inner_text()


def test_a_file_that_cannot_be_read_is_named_with_the_reason(page, example, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.goto(f"{example}/add")
    page.get_by_label("Saved pages").set_input_files(tmp_path / "picture.png")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name="Not taken in").wait_for(timeout=WAIT)
    assert "picture.png" in page.locator("main li").first.inner_text()
    assert "twosource-" not in page.locator("main").inner_text()


def test_a_wrong_publisher_is_put_right(page, example):
    page.goto(f"{example}/stories/s1/reports/6-baltic-courier")
    page.locator("summary", has_text="Correct").click()
    page.get_by_label("Publisher").fill("The Baltic Courier")
    page.get_by_role("button", name="Correct").click()
    page.locator(".full > .meta", has_text="The Baltic Courier").wait_for(timeout=WAIT)


def test_a_date_finds_what_was_published_then(page, example):
    page.goto(f"{example}/search?q=18+November+2024")
    assert page.locator(".found h2").all_inner_texts() == ["Nordsild fire: what we know so far"]


def test_the_shared_page_opens_alone(browser, page, example, tmp_path):
    page.goto(f"{example}/stories/s1/share")
    with page.expect_download() as download:
        page.get_by_role("link", name="One page").click()
    download.value.save_as(tmp_path / "dossier.html")
    alone = browser.new_page()
    asked = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "dossier.html").as_uri())
    assert len(asked) == 1
    alone.locator(".answer .excerpt a").first.click()
    assert alone.locator(".text :target").count() == 1
    assert "Methods and limits" in alone.locator("main").inner_text()


PAGES = {
    "stories": "/",
    "add": "/add",
    "help": "/keys",
    "search": "/search?q=ammonia",
    "ledger": "/sources",
    "board": "/stories/s1",
    "question": "QUESTION",
    "statement": "/stories/s1/statements/s:3-kystnytt:0-86",
    "source": "/stories/s1/sources?name=e:marit-solberg",
    "reports": "/stories/s1/reports",
    "report": "/stories/s1/reports/3-kystnytt",
    "origins": "/stories/s1/origins",
    "between": "/stories/s1/between?first=2-harbour-gazette&second=1-nordwire",
    "sources": "/stories/s1/sources",
    "quotations": "/stories/s1/quotations",
    "timeline": "/stories/s1/timeline",
    "map": "/stories/s1/map",
    "methods": "/stories/s1/methods",
    "decisions": "/stories/s1/decisions",
    "news": "/stories/s1/news",
    "all-news": "/news",
    "versions": "/stories/s1/versions/3-kystnytt",
    "same": "/stories/s1/same/s:3-kystnytt:0-86",
    "arrange": "/stories/s1/arrange",
    "forget": "/stories/s1/forget",
    "share": "/stories/s1/share",
    "missing": "/stories/none",
}


def go(page, example: str, name: str) -> None:
    """To a page by its name; to the question as a reader finds it. What is folded is unfolded."""
    if name == "question":
        page.goto(f"{example}/stories/s1")
        page.get_by_role("link", name=QUESTION).click()
    else:
        page.goto(example + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_keep_the_rules_of_accessibility(browser, example, name, scheme):
    """WCAG 2.2, levels A and AA, as far as axe can tell."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    go(page, example, name)
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{scheme}.png", full_page=True)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.run(page, options=rules).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_no_wider_than_the_window(browser, example, name):
    """At 390 pixels, and at 640, which is a window of 1280 at 200 %."""
    page = browser.new_page()
    go(page, example, name)
    for wide in (640, 390):
        page.set_viewport_size({"width": wide, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.screenshot(path=PICTURES / f"{name}-phone.png", full_page=True)
    page.close()


def test_a_stranger_is_asked_for_the_password(browser, room):
    address = room(password="correct horse")
    page = browser.new_page()
    page.goto(address)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Enter").click()
    assert page.get_by_role("alert").inner_text() == "That was not it."
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("heading", name="Nothing here yet").wait_for(timeout=WAIT)
