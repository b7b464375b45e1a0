#!/usr/bin/env python3
"""Drives a real browser over the pages: by mouse, by keyboard alone, without script, and past a checker for WCAG.

    Tests/Served/browse.py .build/release/filings            uses the sample index
    Tests/Served/browse.py PROGRAM --shots DIR               also writes pictures
    Tests/Served/browse.py PROGRAM --index DIR               another index: pictures and checks of its pages

Needs Chromium (Debian's package) and, from PyPI, playwright and axe-playwright-python.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys

from playwright.sync_api import expect, sync_playwright

try:
    from axe_playwright_python.sync_playwright import Axe
except ImportError:
    Axe = None

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "..", "..", "Index", "Sample", "index")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Server:
    """The program, serving at a free port until it is left."""

    def __init__(self, program, index):
        self.process = subprocess.Popen(
            [program, "serve", "--index", index, "--port", "0", "--quiet"], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"serving at (http://\S+?)/?$", line.strip())
            if found:
                self.address = found.group(1)
                return
        sys.exit("the server did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=20)


def by_mouse(page, base):
    """Types a misspelt name, chooses the suggestion, reaches the Form 3 and its footnote, and goes back."""
    page.goto(base + "/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.press_sequentially("panorra robt")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("PANORA ROBERT A")
    expect(option).to_contain_text("one edit")
    option.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PANORA ROBERT A")
    person = page.url
    page.get_by_role("link", name=re.compile("^Form 3")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Form 3")
    filing = page.url
    page.get_by_role("link", name="Footnote F1").first.click()
    assert page.url == filing + "#note-1", page.url
    expect(page.locator("#note-1")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the row of footnote").first.click()
    assert "#row-" in page.url, page.url
    page.go_back()
    page.go_back()
    page.go_back()
    assert page.url == person, page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("PANORA ROBERT A")


def by_keyboard(page, base):
    """The same with nothing but keys."""
    keys = page.keyboard
    page.goto(base + "/help")
    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    keys.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    keys.type("panorra robt")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    keys.press("ArrowDown")
    option = page.get_by_role("option").first
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    keys.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    keys.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    keys.press("ArrowUp")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("PANORA ROBERT A")
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.press("j")
    focused = page.locator(":focus")
    expect(focused).to_contain_text("Form 3")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Form 3")
    assert "/filings/" in page.url, page.url


def without_script(browser, base):
    """The same where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/")
    page.locator("#q").fill("panorra robt")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="PANORA ROBERT A").first.click()
    page.get_by_role("link", name=re.compile("^Form 3")).click()
    page.get_by_role("link", name="Footnote F1").first.click()
    assert page.url.endswith("#note-1"), page.url
    page.goto(base + "/trades")
    page.get_by_label("Role").select_option("officer")
    page.get_by_role("button", name="Show").click()
    assert "role=officer" in page.url, page.url
    page.goto(base + "/people/1243203")
    heading = page.get_by_role("columnheader", name="Shares").first
    heading.get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Shares").first).to_have_attribute("aria-sort", "descending")
    heading.get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Shares").first).to_have_attribute("aria-sort", "ascending")
    shown = page.locator(".trades tbody tr td:nth-of-type(3)").all_text_contents()
    numbers = [float(re.sub(r"[^0-9.]", "", text)) for text in shown if re.search(r"\d", text)]
    assert numbers and numbers == sorted(numbers), shown
    context.close()


def checked(page, address):
    """What the checker for WCAG and our own eyes for names, focus and width find wrong."""
    faults = []
    page.goto(address)
    # Everything that is folded away is looked at as well.
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    # Nobody points at paper: what the checker says of the size of links means nothing there.
    if Axe is not None and not page.evaluate('matchMedia("print").matches'):
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        for violation in found.response["violations"]:
            for node in violation["nodes"][:3]:
                faults.append(f"{violation['id']}: {node['html'][:160]}")
    faults += page.evaluate(
        """() => {
          const faults = [];
          for (const part of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
            const labels = part.labels ? [...part.labels].map((label) => label.textContent).join("") : "";
            const name = part.getAttribute("aria-label") || labels || part.textContent;
            if (!name.trim()) faults.push("no name: " + part.outerHTML.slice(0, 120));
            if (part.closest("dialog:not([open])") || !part.offsetParent) continue;
            part.focus({ preventScroll: true });
            const style = getComputedStyle(part);
            if (document.activeElement === part && part.matches(":focus-visible")
              && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)) {
              faults.push("focus is not seen: " + part.outerHTML.slice(0, 120));
            }
          }
          const levels = [...document.querySelectorAll("h1, h2, h3")].map((part) => Number(part.tagName[1]));
          if (levels.filter((level) => level === 1).length !== 1) faults.push("not one h1");
          if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
            for (const part of document.querySelectorAll("*")) {
              const style = getComputedStyle(part);
              if (style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) || style.animationName !== "none") {
                faults.push("moves although that is not wanted: " + part.outerHTML.slice(0, 120));
              }
            }
          }
          if (matchMedia("print").matches && [...document.querySelectorAll("form, nav, dialog")].some((part) => part.offsetParent)) {
            faults.push("what cannot be used on paper is printed");
          }
          levels.forEach((level, place) => { if (place && level > levels[place - 1] + 1) faults.push("a level is left out"); });
          if (document.documentElement.scrollWidth > innerWidth) {
            faults.push("wider than the window: " + document.documentElement.scrollWidth + " > " + innerWidth);
          }
          return faults;
        }""")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--index", default=SAMPLE)
    parser.add_argument("--pages", nargs="*", help="addresses to check, below the server's")
    parser.add_argument("--shots", help="where pictures go")
    options = parser.parse_args()
    isSample = options.index == SAMPLE
    pages = options.pages or [
        "/", "/help", "/search?q=tecogen", "/search?q=panorra+robt", "/search?q=zzqqy", "/trades", "/issuers/1537435",
        "/people/name:panora%20robert%20a", "/people/1243203", "/filings/content-75ff5f7c47017631", "/nowhere",
    ]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("there is no chromium here; on Debian it is the package of that name")
    failures = []
    with Server(options.program, options.index) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        complaints = []
        if isSample:
            for walk in (by_mouse, by_keyboard):
                context = browser.new_context()
                page = context.new_page()
                page.set_default_timeout(30_000)
                page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
                page.on("pageerror", lambda error: complaints.append(str(error)))
                page.on("request", lambda request: complaints.append("asks elsewhere: " + request.url)
                        if not request.url.startswith(server.address) else None)
                walk(page, server.address)
                if context.cookies():
                    complaints.append("cookies")
                context.close()
                print(f"{walk.__name__}: done")
            without_script(browser, server.address)
            print("without_script: done")
        failures += complaints
        if Axe is None:
            print("axe-playwright-python is not here: names, focus, headings and width are checked, contrast is not")
        # 320 pixels are what 1280 are at 400 %; 720 are about what a sheet of paper has.
        settings = [
            ("light", 1280, {}), ("dark", 1280, {}), ("light", 320, {}), ("dark", 390, {}),
            ("forced", 1280, {"forced_colors": "active"}), ("print", 720, {}),
        ]
        for scheme, width, others in settings:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme="dark" if scheme in ("dark", "print") else "light",
                bypass_csp=True, reduced_motion="reduce", **others)
            page = context.new_page()
            if scheme == "print":
                page.emulate_media(media="print")
            for number, address in enumerate(pages):
                for fault in checked(page, server.address + address):
                    failures.append(f"{address} {scheme} {width}: {fault}")
                if options.shots:
                    os.makedirs(options.shots, exist_ok=True)
                    page.goto(server.address + address)
                    page.screenshot(
                        path=os.path.join(options.shots, f"{number:02}-{scheme}-{width}.png"), full_page=scheme == "print")
            context.close()
        print(f"{len(pages)} pages checked in {len(settings)} settings")
        browser.close()
    for failure in sorted(set(failures)):
        print("FAULT " + failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
