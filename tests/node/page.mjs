// Opens a saved report in Chromium, uses it as a reader would, and prints what is seen there as JSON.
//   CHROMIUM=/usr/bin/chromium node page.mjs FILE.html
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const address = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const asked = [];
const said = [];

async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(address);
  return page;
}

// What a reader sees of the tables: which channels are folded out, visible rows by title, the state of the first heads, the count.
const table = (page) => page.evaluate(() => ({
  groups: [...document.querySelectorAll('#checks > details')].filter((box) => box.getClientRects().length)
    .map((box) => ({ name: box.querySelector('summary').textContent.trim(), open: box.open })),
  rows: [...document.querySelectorAll('#checks tbody tr')].filter((row) => row.checkVisibility({ contentVisibilityAuto: true }))
    .map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent.trim())),
  sorted: [...document.querySelector('#checks thead').rows[0].cells].map((head) => head.getAttribute('aria-sort')),
  count: document.getElementById('count').textContent,
}));

async function use() {
  const page = await open({ viewport: { width: 1200, height: 900 } });
  const seen = { start: await table(page) };
  await page.locator('#checks > details > summary').first().click();
  seen.unfolded = await table(page);
  for (const [step, column] of [['what', 0], ['whatAgain', 0], ['state', 1]]) {
    await page.locator('#checks thead th').nth(column).locator('button').click();
    seen[step] = await table(page);
  }
  for (const name of ['status', 'area']) {
    const select = page.locator(`#tools select[name=${name}]`);
    const values = await select.locator('option').evaluateAll((all) => all.map((one) => one.value));
    await select.selectOption(values.at(-1));
    seen[name] = { value: values.at(-1), ...(await table(page)) };
    await select.selectOption('');
  }
  seen.narrowedNoMore = await table(page);
  await page.locator('#tools input').fill('LETZTER beitrag');
  seen.words = await table(page);
  await page.locator('#tools input').fill('google STERNE');
  seen.channel = await table(page);
  await page.locator('#tools input').fill('nothing of this kind');
  seen.nothing = await table(page);
  await page.locator('#tools button').click();
  seen.reset = await table(page);
  return seen;
}

// By keyboard alone: Tab reaches a channel, Enter folds it out, Tab reaches its heads, Enter sorts.
async function keyboard() {
  const page = await open({ viewport: { width: 375, height: 800 } });
  const focused = () => page.evaluate(() => ({
    name: document.activeElement.textContent.trim(), outline: getComputedStyle(document.activeElement).outlineStyle,
  }));
  await page.locator('#tools button').focus();
  await page.keyboard.press('Tab');
  const channel = await focused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const head = await focused();
  await page.keyboard.press('Enter');
  return { channel, head, ...(await table(page)) };
}

async function plain() {
  const page = await open({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  const count = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const controls = await count('button, select, input');
  const tall = await page.evaluate(() => document.getElementById('checks').scrollHeight);
  for (const summary of await page.locator('#checks > details > summary').all()) { await summary.click(); }
  return { rows: await count('#checks tbody tr'), controls, tall };
}

async function looks() {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [375, 700, 1200]) {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      await page.locator('#tools button').click(); // everything folded out
      await page.evaluate(axe);
      const result = await page.evaluate((tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      found.push({
        colorScheme, width, sideways: wide,
        broken: result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`),
        passed: result.passes.length,
      });
      await page.context().close();
    }
  }
  return found;
}

// On paper: a line for each channel in place of its table, with the script and without it.
async function paper(javaScriptEnabled) {
  const page = await open({ javaScriptEnabled, viewport: { width: 1200, height: 900 } });
  await page.emulateMedia({ media: 'print' });
  const shown = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).map((one) => one.textContent.trim()));
  const [controls, rows] = [(await shown('button, select, input')).length, (await shown('#checks tbody tr')).length];
  const lines = await shown('#checks .paper');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const box = /\/MediaBox \[([\d. ]+)\]/.exec(pdf.toString('latin1'));
  return { controls, rows, lines, box: box && box[1].split(' ').map(Number) };
}

try {
  const seen = {
    use: await use(), keyboard: await keyboard(), plain: await plain(), looks: await looks(),
    paper: await paper(true), paperAlone: await paper(false),
  };
  console.log(JSON.stringify({ ...seen, asked: asked.filter((url) => url !== address), said }));
} finally {
  await browser.close();
}
