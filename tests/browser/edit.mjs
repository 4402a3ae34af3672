// Changes the themes of a report as a reader would. Arguments: the page, the file for the
// downloaded thememap.toml, and the file for the documents as the page then shows them.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, toml, csv] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ acceptDownloads: true, reducedMotion: "reduce" });
await page.goto(pathToFileURL(path).href);

async function download(id, file) {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
  await saved.saveAs(file);
}
const press = name => page.getByRole("button", { name, exact: true }).click();
const theme = place => page.locator(".theme-list button").nth(place).click();
const back = () => page.locator("#panel .back").click();
const exemplar = place => page.locator("#panel ul").first().locator("button").nth(place).click();

await theme(0);
await press("Rename");
await page.keyboard.type("First of all");
await page.keyboard.press("Enter");
await exemplar(0);
await press("Move…");
await page.locator("#panel select").selectOption({ index: 0 });
await press("Move");
await back();
await exemplar(1);
await press("Leave out");
await back();
await theme(3);
await press("Merge…");
await page.locator("#panel select").selectOption({ index: 1 });
await press("Merge");
await back();
await download("#edits-save", toml);
await download("#export", csv);
await browser.close();
