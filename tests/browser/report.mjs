// Uses report.html as a reader would. Arguments: a small page, a large page, and, when the
// screenshots are wanted, a folder for them.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [small, large, shots] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// Opens a page that must neither complain nor fetch.
async function open(path, options = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, acceptDownloads: true, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(error.stack));
  page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) complaints.push(`fetched ${request.url()}`); });
  await page.goto(pathToFileURL(path).href + hash);
  page.complaints = complaints;
  return page;
}

const shownOf = async page => Number((await page.textContent("#count")).replaceAll(",", "").match(/^\d+/)[0]);
const settle = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
const titlesOf = page => page.locator("#documents-table tbody th").allTextContents();
const hashOf = async page => { await page.waitForTimeout(260); return decodeURIComponent(page.url().split("#")[1] || ""); };

// A place on the canvas where there is a point: looked for as a reader would, by moving over it.
async function findPoint(page) {
  const box = await page.locator("#canvas").boundingBox();
  for (let y = 0.2; y < 0.8; y += 0.02) {
    for (let x = 0.15; x < 0.85; x += 0.02) {
      const spot = { x: box.x + x * box.width, y: box.y + y * box.height };
      await page.mouse.move(spot.x, spot.y);
      if (await page.locator("#hover").isVisible()) return spot;
    }
  }
  assert.fail("there is no point under the mouse anywhere");
}

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return readFileSync(await file.path(), "utf8");
}

const tests = {
  async "the page loads without a word"(page) {
    assert.equal(await shownOf(page), 240);
    assert.equal(await page.locator(".theme-list li").count(), 6);
    assert.equal(await page.evaluate(() => window.broken), undefined);
  },

  async "search narrows as one types, and Escape takes it back"(page) {
    await page.keyboard.press("/");
    await page.keyboard.type("coral reef");
    const found = await shownOf(page);
    assert.ok(found > 5 && found < 100, `${found} found`);
    assert.match(await hashOf(page), /q=coral/);
    await page.keyboard.press("Escape");
    assert.equal(await shownOf(page), 240);
    assert.equal(await page.inputValue("#query"), "");
  },

  async "a hostile title is found as text"(page) {
    await page.fill("#query", "</script><script>");
    assert.deepEqual(await titlesOf(page), ["</script><script>window.broken = 2</script>"]);
    await page.locator("#documents-table tbody button").first().click();
    assert.match(await page.textContent("#panel h3"), /<script>window\.broken = 2/);
    assert.equal(await page.evaluate(() => window.broken), undefined);
  },

  async "filters by theme, source, year and status add up"(page) {
    await page.selectOption("#theme", { index: 1 });
    const theme = await shownOf(page);
    await page.selectOption("#source", { index: 1 });
    const source = await shownOf(page);
    await page.fill("#from", "2012");
    const year = await shownOf(page);
    await page.uncheck("input[value=b]");
    const status = await shownOf(page);
    assert.ok(240 > theme && theme > source && source > year && year > status && status > 0, `${[theme, source, year, status]}`);
    await page.click("#clear");
    assert.equal(await shownOf(page), 240);
    assert.equal(await page.inputValue("#from"), "");
  },

  async "hovering a point tells its title, theme, score and why"(page) {
    await findPoint(page);
    assert.match(await page.textContent("#hover"), /score 0\.\d\d/);
    assert.ok(await page.locator("#hover b").textContent());
  },

  async "clicking a point opens the document"(page) {
    const spot = await findPoint(page);
    const title = await page.locator("#hover b").textContent();
    await page.mouse.click(spot.x, spot.y);
    assert.equal(await page.textContent("#panel h3"), title);
    assert.match(await page.textContent("#panel"), /Abstract/);
    assert.match(await hashOf(page), /doc=p\d+/);
    await page.keyboard.press("Escape");
    assert.match(await page.textContent("#panel h3"), /6 themes/);
  },

  async "the wheel zooms in and out again"(page) {
    const box = await page.locator("#canvas").boundingBox();
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3);
    await page.mouse.wheel(0, -480);
    await settle(page);
    assert.match(await hashOf(page), /at=/);
    await page.mouse.wheel(0, 960);
    assert.doesNotMatch(await hashOf(page), /at=/);
  },

  async "dragging moves a map that is zoomed in"(page) {
    await page.click("#zoom-in");
    const before = await hashOf(page);
    const box = await page.locator("#canvas").boundingBox();
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 220, box.y + 240, { steps: 4 });
    await page.mouse.up();
    assert.notEqual(await hashOf(page), before);
  },

  async "the keyboard moves and zooms the map"(page) {
    await page.focus("#canvas");
    await page.keyboard.press("+");
    const zoomed = await hashOf(page);
    assert.match(zoomed, /at=/);
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await hashOf(page), zoomed);
    await page.keyboard.press("0");
    assert.doesNotMatch(await hashOf(page), /at=/);
  },

  async "a lasso selects, and the selection is exported as CSV"(page) {
    await page.click("#lasso");
    const box = await page.locator("#canvas").boundingBox();
    const corner = (x, y) => [box.x + box.width * x, box.y + box.height * y];
    await page.mouse.move(...corner(0.1, 0.1));
    await page.mouse.down();
    for (const [x, y] of [[0.55, 0.1], [0.55, 0.55], [0.1, 0.55]]) await page.mouse.move(...corner(x, y), { steps: 5 });
    await page.mouse.up();
    const selected = await shownOf(page);
    assert.ok(selected > 5 && selected < 200, `${selected} selected`);
    assert.match(await page.textContent("#panel h3"), /selected/);
    const csv = await download(page, () => page.click("#panel .actions button"));
    assert.match(csv, /^id,title,source,year,theme,label,score,margin,second_theme,status,x,y,why\n/);
    assert.equal(csv.trimEnd().split("\n").length, selected + 1);
    await page.keyboard.press("Escape");
    assert.equal(await shownOf(page), 240);
  },

  async "the table sorts, turns its pages and exports what it shows"(page) {
    await page.click("th[data-sort=year] button");
    await page.click("th[data-sort=year] button");
    assert.equal(await page.getAttribute("th[data-sort=year]", "aria-sort"), "descending");
    assert.equal(await page.locator("#documents-table tbody td:nth-child(3)").first().textContent(), "2022");
    const first = await titlesOf(page);
    await page.click("#next");
    assert.notDeepEqual(await titlesOf(page), first);
    const csv = await download(page, () => page.click("#export"));
    assert.equal(csv.replaceAll(/"(?:[^"]|"")*"/g, "").trimEnd().split("\n").length, 241);
  },

  async "a theme opens with keywords, exemplars, years and neighbours"(page) {
    await page.locator(".theme-list button").nth(2).click();
    const text = await page.textContent("#panel");
    for (const part of ["Coral reef ecology", "bleaching", "Documents that show it best", "Years", "Nearest themes"]) assert.ok(text.includes(part), part);
    assert.match(await hashOf(page), /theme=3/);
    await page.locator("#panel ul").last().locator("button").first().click();
    assert.match(await page.textContent("#panel h3"), /Bayesian|Medieval/);
  },

  async "who changes nothing sees nothing of changes"(page) {
    await page.locator(".theme-list button").first().click();
    assert.ok(!(await page.locator("#edits").isVisible()));
    assert.equal(await page.locator("form.edit").count(), 0);
  },

  async "a theme is renamed in place with the keyboard, and a name that is taken is refused"(page) {
    await page.locator(".theme-list button").nth(1).focus();
    const taken = await page.evaluate(() => document.querySelectorAll(".theme-list bdi")[2].textContent);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Rename" }).press("Enter");
    await page.keyboard.type(taken.toUpperCase());
    await page.keyboard.press("Enter");
    assert.match(await page.textContent("form .fault"), /Another theme has this name/);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(`  A "name" of <b>mine</b>\\ `);
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#panel h3"), `2 A "name" of <b>mine</b>\\`);
    assert.equal(await page.textContent(".label[data-theme='2']"), `A "name" of <b>mine</b>\\`);
    assert.match(await page.textContent("#edits-toml"), /\nname = "A \\"name\\" of <b>mine<\/b>\\\\"\n/);
    assert.match(await page.locator("#theme option").nth(2).textContent(), /A "name"/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+z");
    assert.ok(!(await page.locator("#edits").isVisible()));
    assert.doesNotMatch(await page.textContent(".theme-list"), /A "name"/);
  },

  async "themes merge, and each change can be taken back by itself"(page) {
    const sizes = () => page.locator(".theme-list button").evaluateAll(all => all.map(one => Number(one.lastChild.textContent)));
    const before = await sizes();
    await page.locator(".theme-list button").nth(4).click();
    await page.getByRole("button", { name: "Merge…" }).click();
    await page.locator("#panel select").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    assert.match(await page.textContent("#panel h3"), /^2 /);
    await page.getByRole("button", { name: "Rename" }).click();
    await page.keyboard.type("Two in one");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    const merged = await sizes();
    assert.deepEqual([merged.length, merged[1]], [5, before[1] + before[4]]);
    assert.ok(!(await page.locator(".label[data-theme='5']").isVisible()));
    const toml = await page.textContent("#edits-toml");
    assert.equal(toml.match(/^\[\[decisions/gm).length, 1, "the name is that of the merged theme");
    assert.match(toml, /\]\nname = "Two in one"\n/);
    await page.getByRole("button", { name: /^Undo: Merge/ }).click();
    assert.deepEqual(await sizes(), before);
    assert.match(await page.textContent("#edits-toml"), /\[\[decisions\.rename\]\]\ntheme = \{ terms = \[/);
  },

  async "documents move and are left out, and the file says so"(page) {
    await page.locator(".theme-list button").nth(0).click();
    const open = () => page.locator("#panel ul").first().locator("button").first();
    await open().click();
    await page.getByRole("button", { name: "Move…" }).click();
    await page.locator("#panel select").selectOption({ index: 2 });
    await page.getByRole("button", { name: "Move", exact: true }).click();
    assert.match(await page.textContent("#panel dl"), /moved here by you/);
    await page.keyboard.press("Escape");
    await open().click();
    await page.getByRole("button", { name: "Leave out" }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await shownOf(page), 239);
    const toml = await download(page, () => page.click("#edits-save"));
    assert.equal(toml, await page.textContent("#edits-toml"));
    assert.match(toml, /\[\[decisions\.move\]\]\ndocument = "p\d+"\nto = \{ terms = \["/);
    assert.match(toml, /\[\[decisions\.exclude\]\]\ndocument = "p\d+"\n/);
    const out = toml.match(/exclude\]\]\ndocument = ("p\d+")/)[1];
    assert.ok(!toml.replace(/\[\[decisions\.exclude[^]*/, "").includes(out), "no anchor is left out");
  },
};

const restored = {
  async "the address brings back theme, search and place"(page) {
    assert.match(await page.textContent("#panel h3"), /Graph neural networks/);
    assert.equal(await page.inputValue("#query"), "node");
    assert.match(await hashOf(page), /at=0\.6000\+0\.3000\+3\.0000/);
  },
};

async function run(path, cases, hash = "") {
  for (const [name, test] of Object.entries(cases)) {
    const page = await open(path, {}, hash);
    await page.evaluate(() => document.getElementById("live").scrollIntoView());
    // A wheel right after scrolling would scroll on.
    await page.waitForTimeout(300);
    try {
      await test(page);
      assert.deepEqual(page.complaints, []);
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    }
    await page.context().close();
    console.log(`ok  ${name}`);
  }
}

async function printsOnA4() {
  const page = await open(small);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 4 && pages < 30, `${pages} pages`);
  assert.match(pdf.toString("latin1"), /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  await page.context().close();
  console.log(`ok  prints on A4 (${pages} pages)`);
}

async function readsWithoutScript() {
  const page = await open(small, { javaScriptEnabled: false });
  assert.ok(await page.locator("#map > .drawing img").isVisible());
  assert.ok(!(await page.locator("#live").isVisible()));
  assert.equal(await page.locator("#documents-table tbody tr").count(), 240);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  console.log("ok  reads without JavaScript");
}

// Fifty thousand documents: answers come within a frame or, for a search, while one types.
async function staysQuick() {
  const page = await open(large);
  assert.equal(await shownOf(page), 50000);
  await page.evaluate(() => document.getElementById("live").scrollIntoView());
  const box = await page.locator("#canvas").boundingBox();
  const times = await page.evaluate(async ({ left, top, width, height }) => {
    const canvas = document.getElementById("canvas");
    const timed = act => { const start = performance.now(); act(); return performance.now() - start; };
    const moves = Array.from({ length: 100 }, (_, step) => timed(() => canvas.dispatchEvent(new PointerEvent("pointermove", {
      pointerId: 1, clientX: left + width * (0.1 + 0.008 * step), clientY: top + height * (0.2 + 0.005 * step),
    }))));
    const query = document.getElementById("query");
    const search = text => timed(() => { query.value = text; query.dispatchEvent(new Event("input")); });
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const frames = [];
    for (const move of [1, 2, 3, 4, 5]) {
      await frame();
      const start = performance.now();
      canvas.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, clientX: left + width * 0.1 * move, clientY: top + height * 0.4 }));
      await frame();
      frames.push(performance.now() - start);
    }
    return { frame: frames.sort((a, b) => a - b)[2], hover: moves.sort((a, b) => a - b)[95], firstSearch: search("coral"), search: search("coral r") };
  }, { left: box.x, top: box.y, width: box.width, height: box.height });
  console.log(`ok  50,000 documents: hover ${times.hover.toFixed(1)} ms, its frame ${times.frame.toFixed(0)} ms, search ${times.firstSearch.toFixed(0)} ms then ${times.search.toFixed(0)} ms`);
  assert.ok(times.hover < 16, `hover takes ${times.hover} ms`);
  assert.ok(times.frame < 60, `a frame with a hover takes ${times.frame} ms`);
  assert.ok(times.search < 500, `search takes ${times.search} ms`);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

async function takeScreenshots() {
  mkdirSync(shots, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 600]) {
      const page = await open(small, { colorScheme, viewport: { width, height: 900 } });
      await settle(page);
      const save = name => page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
      await page.screenshot({ path: join(shots, `page-${width}-${colorScheme}.png`), fullPage: true });
      await page.locator("#live").scrollIntoViewIfNeeded();
      await page.evaluate(() => document.getElementById("map").scrollIntoView());
      await settle(page);
      await save("map");
      await page.locator(".theme-list button").nth(1).click();
      await settle(page);
      await save("theme");
      await page.getByRole("button", { name: "Rename" }).click();
      await page.keyboard.type("A name of my own");
      await save("rename");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Merge…" }).click();
      await save("merge");
      await page.getByRole("button", { name: "Merge", exact: true }).click();
      await page.locator("#edits details summary").click();
      await page.evaluate(() => document.getElementById("edits").scrollIntoView());
      await save("edits");
      await page.context().close();
    }
  }
}

try {
  await run(small, tests);
  await run(small, restored, "#theme=2&q=node&at=0.6+0.3+3");
  await printsOnA4();
  await readsWithoutScript();
  if (large) await staysQuick();
  if (shots) await takeScreenshots();
} finally {
  await browser.close();
}
