// A picture of a brief: node screenshot.mjs FILE.html OUT.png [--dark] [--width N] [--height N] [--hash STATE] [--full] [--print]
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: "boolean", default: false },
    width: { type: "string", default: "1280" },
    height: { type: "string", default: "860" },
    hash: { type: "string", default: "" },
    full: { type: "boolean", default: false },
    print: { type: "boolean", default: false },
  },
});
const [file, out] = positionals;
if (!file || !out) {
  console.error("usage: node screenshot.mjs FILE.html OUT.png [--dark] [--width N] [--height N] [--hash STATE] [--full] [--print]");
  process.exit(2);
}

const browser = await launch();
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
    deviceScaleFactor: 2,
    colorScheme: values.dark ? "dark" : "light",
  });
  if (values.print) await page.emulateMedia({ media: "print" });
  await page.goto(pathToFileURL(file).href + (values.hash ? `#${values.hash}` : ""));
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: out, fullPage: values.full });
} finally {
  await browser.close();
}
