"""The page in a browser: it asks nobody for anything, and a value leads to its words."""

import pytest

from builders import ferry, quoted_once, story
from twosource.present.page import render


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("page") / "dossier.html"
    path.write_text(render(ferry()), encoding="utf-8")
    return path.as_uri()


def opened(browser, address, **how):
    """The page, with what it asked for and what went wrong in it."""
    page = browser.new_context(**how).new_page()
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    return page, asked, wrong


def test_no_request_leaves_the_page(browser, address):
    page, asked, wrong = opened(browser, address)
    page.wait_for_load_state("networkidle")
    assert asked == [address]
    assert wrong == []


def test_a_value_leads_to_its_words_and_back(browser, address):
    page, _, _ = opened(browser, address)
    page.click("#c2 .answer:has-text('12') .excerpt a")
    words = page.locator(".text :target")
    assert words.inner_text() == "Twelve"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    page.locator(".text :target + .badge").first.click()
    assert page.evaluate("location.hash") == "#c2"


def test_words_that_lie_across_others_light_up_whole(browser, tmp_path):
    d = story("Across")
    d.report("a", "A", "2024-01-01", "one two three")
    d.report("b", "B", "2024-01-01", "one two three")
    d.compares("c1", "First?", "wording", "differ", {"x": [("a", "one two")], "y": [("b", "one")]})
    d.compares("c2", "Second?", "wording", "differ", {"x": [("a", "two three")], "y": [("b", "three")]})
    path = tmp_path / "across.html"
    path.write_text(render(d.done()), encoding="utf-8")
    page, _, _ = opened(browser, path.as_uri() + "#r1-4-13")
    look = "[...document.querySelectorAll('.of-r1-4-13')].map((e) => getComputedStyle(e).backgroundColor)"
    colours = page.evaluate(look)
    assert len(colours) == 2
    assert len(set(colours)) == 1


def test_all_of_it_can_be_read_without_scripts(browser, address):
    page, _, _ = opened(browser, address, java_script_enabled=False)
    page.click("#c2 .answer:has-text('12') .excerpt a")
    assert page.locator(".text :target").inner_text() == "Twelve"


@pytest.mark.parametrize("wide", [320, 390, 640, 1280])
def test_the_page_is_no_wider_than_the_window(browser, address, wide):
    page, _, _ = opened(browser, address, viewport={"width": wide, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_the_keyboard_comes_first_to_the_link_that_skips(browser, address):
    page, _, _ = opened(browser, address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the dossier"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser, address, scheme):
    """Contrast of at least 4.5 : 1 (WCAG AA) for all small text against the nearest background that is not clear."""
    page, _, _ = opened(browser, address, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (at) => {
    for (; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c.length && c[3] !== 0) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const at of document.querySelectorAll("p, li, td, th, a, h1, h2, h3, h4, small, summary, dt, dd, mark")) {
    if (!at.textContent.trim() || at.closest("svg")) continue;
    const inner = at.querySelector(":scope > span") || at;
    const a = light(parse(getComputedStyle(inner).color)), b = light(behind(inner));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5 && !inner.matches(".blank, .vh")) poor.push(`${inner.className} ${inner.textContent} ${ratio}`);
  }
  return poor;
}"""


def test_quotations_that_one_report_only_has_are_folded_away_and_lead_to_their_words(browser, tmp_path):
    path = tmp_path / "once.html"
    path.write_text(render(quoted_once().done()), encoding="utf-8")
    page, _, _ = opened(browser, path.as_uri())
    once = page.locator("#quoted-once")
    assert once.locator("summary").inner_text() == "1 quotation in one report only"
    assert not once.locator("article").is_visible()
    once.locator("summary").click()
    assert once.locator("article h3").inner_text() == "Speaker not known in one report only"
    assert page.locator("section article.quotation").count() == 2
    once.locator("article a").click()
    assert page.locator(".text :target").inner_text() == "“The doors were locked,”"
