// The brief in a real browser. BRIEF_HTML names the page; nothing here knows what it is about.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "./browser.mjs";

const file = process.env.BRIEF_HTML;
if (!file) throw new Error("set BRIEF_HTML to the path of a brief.html");
const address = pathToFileURL(resolve(file)).href;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Opens the page, runs the body, and fails on any console error (but those `refused`) or outside request. */
const withPage = async (options, body) => {
  const { hash = "", refused = /$^/, ...context } = { viewport: DESKTOP, ...options };
  const tab = await browser.newContext(context);
  const wrong = [];
  try {
    const page = await tab.newPage();
    page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !refused.test(message.text())) wrong.push(`console: ${message.text()}`); });
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) wrong.push(`request: ${request.url()}`); });
    await page.goto(address + hash);
    await body(page);
    assert.deepEqual(wrong, []);
  } finally {
    await tab.close();
  }
};

const shown = (page) => page.locator("#list > li.on");
const total = (page) => page.locator("#list > li").count();
const counted = async (page) => Number((await page.locator("#count").innerText()).split(" ")[0].replaceAll(",", ""));
const solid = (text) => text.replace(/\s+/g, "");

test("the page opens without an error and without a request", () => withPage({}, async (page) => {
  assert.ok(await total(page) > 0, "the brief holds no statements to test with");
  assert.equal(await counted(page), await total(page));
  assert.ok(await shown(page).count() <= 200);
  assert.match(await page.title(), /Standpoint/);
}));

test("the policy stops what is not the page's own", () => withPage({ refused: /Trusted|Content Security Policy/ }, async (page) => {
  const ran = await page.evaluate(() => {
    const intruder = document.createElement("div");
    try {
      intruder.setAttribute("onclick", "window.intruder = true");
    } catch { /* refused */ }
    document.body.append(intruder);
    intruder.click();
    return window.intruder === true;
  });
  assert.equal(ran, false);
}));

for (const colorScheme of ["light", "dark"]) {
  for (const [name, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
    test(`axe finds nothing: ${colorScheme}, ${name}`, () => withPage({ colorScheme, viewport }, async (page) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("#filters")) details.open = true;
        for (const details of [...document.querySelectorAll(".doc")].slice(0, 4)) details.open = true;
      });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
      assert.deepEqual(told, []);
    }));
  }
}

test("nothing is wider than a phone", () => withPage({ viewport: PHONE }, async (page) => {
  const first = page.locator(".doc").first();
  if (await first.count()) await first.evaluate((details) => { details.open = true; });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
}));

for (const key of ["party", "issue", "speaker", "outlet", "mode"]) {
  test(`the filter by ${key} narrows the list and says so`, (t) => withPage({}, async (page) => {
    const value = page.locator(`.facet[data-key="${key}"] label:not([hidden])`).first();
    if (!await value.count()) { t.skip(`this brief has no ${key}`); return; }
    const expected = Number((await value.locator(".n").innerText()).replaceAll(",", ""));
    await value.locator("input").check();
    assert.equal(await counted(page), expected);
    assert.equal(await shown(page).count(), Math.min(200, expected));
    assert.match(await page.locator("#count").innerText(), / of .* statements/);
    assert.equal(await page.locator("#chips button").count(), 2);
    assert.match(new URL(page.url()).hash, new RegExp(`^#${key}=`));

    await page.reload();
    assert.equal(await counted(page), expected, "the address keeps the filter");
    assert.ok(await page.locator(`.facet[data-key="${key}"] input:checked`).count() === 1);

    await page.getByRole("button", { name: "Clear all filters" }).click();
    assert.equal(await counted(page), await total(page));
  }));
}

test("a bar of the timeline filters", (t) => withPage({}, async (page) => {
  const bars = page.locator(".bar");
  if (!await bars.count()) { t.skip("this brief has no timeline"); return; }
  const bar = bars.first();
  const expected = Number((await bar.getAttribute("aria-label")).match(/([\d,]+) statements?$/)[1].replaceAll(",", ""));
  await bar.focus();
  await page.keyboard.press("Enter");
  assert.equal(await counted(page), expected);
  assert.equal(await bar.getAttribute("aria-current"), "true");
}));

test("search finds words of statements", () => withPage({}, async (page) => {
  // The first statement may be a number alone.
  const words = (await page.locator("#list > li blockquote mark").allInnerTexts()).join(" ");
  const word = words.match(/\p{L}{5,}/u)[0];
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type(word.toUpperCase());
  await page.waitForFunction(() => location.hash.includes("q="));
  const found = await counted(page);
  assert.ok(found > 0 && found <= await total(page));
  for (const text of await shown(page).allTextContents()) assert.ok(text.toLowerCase().includes(word.toLowerCase()), text);

  await page.locator("#q").fill("no such words in any brief, surely");
  await page.locator("#none").waitFor({ state: "visible" });
  assert.equal(await counted(page), 0);
  await page.locator("#q").focus();
  await page.keyboard.press("Escape");
  assert.equal(await counted(page), await total(page));
}));

test("by keys to the place of a statement and back", () => withPage({}, async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("/");
  await page.keyboard.press("Enter");
  const first = await focused();
  assert.match(first, /^s-/);
  if (await total(page) > 1) {
    await page.keyboard.press("j");
    assert.notEqual(await focused(), first);
    await page.keyboard.press("k");
  }
  assert.equal(await focused(), first);
  await page.keyboard.press("Enter");
  const place = first.replace(/^s-/, "t-");
  await page.waitForFunction((place) => document.activeElement.id === place, place);
  assert.equal(new URL(page.url()).hash, `#${place}`);
  assert.ok(await page.locator(`[id="${place}"]`).isVisible());
  await page.keyboard.press("Escape");
  assert.equal(await focused(), first);
}));

test("the place of a statement shows its very words", () => withPage({}, async (page) => {
  const count = Math.min(await total(page), 40);
  for (let i = 0; i < count; i += Math.max(1, Math.floor(count / 12))) {
    const item = page.locator("#list > li").nth(i);
    const id = (await item.getAttribute("id")).slice(2);
    const words = (await item.locator("blockquote mark").allTextContents()).join("");
    await page.evaluate((id) => { location.hash = `#t-${id}`; }, id);
    await page.waitForFunction((id) => document.activeElement.id === `t-${id}`, id);
    const marked = (await page.locator(".text mark.target").evaluateAll((marks, number) =>
      marks.filter((mark) => mark.dataset.c?.split(" ").includes(number)).map((mark) => mark.textContent), id.split("-").at(-1))).join("");
    assert.equal(solid(marked), solid(words));
    const box = await page.locator(`[id="t-${id}"]`).boundingBox();
    assert.ok(box.y >= 0 && box.y < DESKTOP.height, `the place of ${id} is not on the screen`);
  }
}));

test("a shared address opens a place", async () => {
  let id;
  await withPage({}, async (page) => { id = (await page.locator("#list > li").last().getAttribute("id")).slice(2); });
  await withPage({ hash: `#t-${id}` }, async (page) => {
    await page.waitForFunction((id) => document.activeElement.id === `t-${id}`, id);
    assert.ok(await page.locator(`[id="t-${id}"]`).isVisible());
  });
  await withPage({ hash: `#s-${id}` }, async (page) => {
    assert.ok(await page.locator(`[id="s-${id}"]`).isVisible());
  });
});

test("an address that leads nowhere does no harm", () => withPage({ hash: "#party=nobody&q=%E0%A4%A" }, async (page) => {
  assert.ok(await total(page) > 0);
  await page.evaluate(() => { location.hash = "#%E0%A4%A"; });
  await page.evaluate(() => { location.hash = "#no-such-place"; });
}));

test("the order can be changed", () => withPage({}, async (page) => {
  await page.locator("#sort").selectOption("surest");
  const scores = (await shown(page).locator(".score").allTextContents()).map((text) => Number(text.match(/[\d.]+/)[0]));
  assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
}));

test("the theme can be chosen and is remembered", () => withPage({ colorScheme: "light" }, async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  assert.equal(await page.locator("#theme").innerText(), "Theme: dark");
  assert.notEqual(await paper(), light);
  await page.reload();
  assert.equal(await page.locator("#theme").innerText(), "Theme: dark");
}));

test("without its script the page can be read", () => withPage({ javaScriptEnabled: false }, async (page) => {
  const items = page.locator("#list > li");
  for (const item of [items.first(), items.last()]) assert.ok(await item.isVisible());
  assert.ok(!await page.locator("#q").isVisible(), "a search that does nothing is not shown");
  const place = items.first().locator(".place");
  await place.click();
  const target = page.locator(`[id="${(await place.getAttribute("href")).slice(1)}"]`);
  assert.ok(await target.isVisible(), "its document opens");
}));

test("on paper there are statements and no controls", () => withPage({}, async (page) => {
  await page.emulateMedia({ media: "print" });
  for (const selector of ["#q", "#filters", ".sections", "#theme"]) assert.ok(!await page.locator(selector).isVisible(), selector);
  assert.ok(await page.locator("#list > li").first().isVisible());
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await shown(page).count(), await total(page));
  const documents = await page.locator(".doc").count();
  if (documents <= 60) assert.equal(await page.locator(".doc[open]").count(), documents);
}));

// Positions and findings are there only where a codebook told positions.
const cells = (page) => page.locator(".stands .stand");
const skipWithout = async (t, locator, what) => {
  if (await locator.count()) return false;
  t.skip(`this brief has no ${what}`);
  return true;
};

for (const [name, options] of [["with its script", {}], ["without its script", { javaScriptEnabled: false }], ["on a phone", { viewport: PHONE }]]) {
  test(`a cell of the matrix opens its words, by keys: ${name}`, (t) => withPage(options, async (page) => {
    if (await skipWithout(t, cells(page), "positions")) return;
    const cell = cells(page).first();
    const sheet = page.locator(`#${await cell.getAttribute("popovertarget")}`);
    assert.ok(!await sheet.isVisible(), "sheets are closed at first");
    await cell.focus();
    await page.keyboard.press("Enter");
    assert.ok(await sheet.isVisible());
    assert.ok(await sheet.locator("blockquote").count() > 0, "a cell without words");
    const box = await sheet.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= (options.viewport ?? DESKTOP).width + 1);
    await page.keyboard.press("Escape");
    assert.ok(!await sheet.isVisible());
  }));
}

test("from a cell to the place of its words", (t) => withPage({}, async (page) => {
  if (await skipWithout(t, cells(page), "positions")) return;
  const cell = cells(page).first();
  const sheet = page.locator(`#${await cell.getAttribute("popovertarget")}`);
  await cell.click();
  const words = await sheet.locator("blockquote").first().textContent();
  const place = (await sheet.locator(".place").first().getAttribute("href")).slice(1);
  await sheet.locator(".place").first().click();
  await page.waitForFunction((place) => document.activeElement.id === place, place);
  assert.ok(!await sheet.isVisible(), "the sheet does not lie over the place");
  const marked = (await page.locator(".text mark.target").allTextContents()).join("");
  assert.ok(solid(marked).includes(solid(words.split("…")[0]).slice(0, 40)));
}));

test("every cell says in words what its sign says", (t) => withPage({}, async (page) => {
  if (await skipWithout(t, cells(page), "positions")) return;
  for (const text of await cells(page).locator(".hide").allTextContents()) {
    assert.match(text, /: (moved from .* to )?(for|against|under a condition)(, others say)?, [\d,]+ independent reports?, ([\d,]+ statements?|[\d,]+ utterances? \([\d,]+ statements?\))/);
  }
}));

test("findings have words on each side, and each leads to its place", (t) => withPage({}, async (page) => {
  const findings = page.locator("#findings .finding");
  if (await skipWithout(t, findings, "findings")) return;
  for (const side of await findings.locator(".side-by").all()) assert.ok(await side.locator("blockquote").count() > 0);
  const broken = await page.evaluate(() =>
    Array.from(document.querySelectorAll("#findings .place, .sheet .place, #forecasts .place, #over-time a"), (link) => link.getAttribute("href"))
      .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))));
  assert.deepEqual(broken, []);
}));

test("axe finds nothing in an open sheet", (t) => withPage({}, async (page) => {
  if (await skipWithout(t, cells(page), "positions")) return;
  await cells(page).first().click();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document.querySelector(".sheet:popover-open"), { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
}));

test("documents of one origin stand side by side, and echoes lead to their place", () => withPage({ hash: "#stories" }, async (page) => {
  const kin = page.locator(".kin").first();
  if (await kin.count() > 0) {
    await kin.locator("summary").click();
    assert.ok(await kin.locator(".ties li").count() > 0, "no reason is given");
    const row = kin.locator(".beside tbody tr").first();
    assert.equal(await row.locator("td").count(), 2);
    assert.ok((await row.innerText()).trim().length > 0);
  }
  const place = page.locator("#echoes a.place").first();
  if (await place.count() > 0) {
    const target = (await place.getAttribute("href")).slice(1);
    await place.click();
    await page.waitForFunction((id) => document.getElementById(id)?.checkVisibility(), target);
  }
}));
