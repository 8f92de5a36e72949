// Looks at every page: screenshots in both languages, both appearances and both sizes, with an axe check of each.
// Usage: npm run dev (or a real server), then: node dev/look.mjs http://localhost:5173 DIRECTORY [page ...]
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base = 'http://localhost:5173', directory = 'look', ...only] = process.argv.slice(2);
const places = {
    overview: '/',
    prices: '/prices',
    notices: '/notices',
    compliance: '/compliance',
    entity: '/entities/E0001',
    allocation: '/entities/E0001?tab=allocation',
    statement: '/entities/E0001?tab=statement',
    units: '/units',
    unit: '/units/HB-2024-000000123456',
    rules: '/rules',
    instrument: '/rules/order-371',
    parameter: '/parameters/offset.limit.hubei',
    journal: '/journal',
    why: '/journal?why=231003',
    record: '/journal/231003',
    report: '/report',
    signIn: '/sign-in',
    workspace: '/workspace',
};
const views = [
    { name: 'zh-light-1440', language: 'zh', appearance: 'light', width: 1440, height: 900 },
    { name: 'en-dark-1440', language: 'en', appearance: 'dark', width: 1440, height: 900 },
    { name: 'zh-dark-390', language: 'zh', appearance: 'dark', width: 390, height: 844 },
    { name: 'en-light-390', language: 'en', appearance: 'light', width: 390, height: 844 },
];
const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];
const demo = { user: process.env.LOOK_USER, password: process.env.LOOK_PASSWORD };
const overrides = JSON.parse(process.env.LOOK_PLACES ?? '{}');
mkdirSync(directory, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
let findings = 0;

for (const view of views.filter(one => !process.env.LOOK_VIEW || one.name.includes(process.env.LOOK_VIEW))) {
    const context = await browser.newContext({ viewport: { width: view.width, height: view.height } });
    const settings = JSON.stringify({ language: view.language, appearance: view.appearance });
    await context.addInitScript(text => localStorage.setItem('chutan.settings', text), settings);
    const page = await context.newPage();
    const say = text => (findings++, console.log(`${view.name} ${page.url()}: ${text}`));
    page.on('console', message => message.type() === 'error' && say(message.text().slice(0, 300)));
    page.on('pageerror', error => say(String(error).slice(0, 300)));
    page.on(
        'request',
        request =>
            new URL(request.url()).origin === base ||
            /^(data|blob):/.test(request.url()) ||
            say(`outside: ${request.url()}`),
    );
    for (const [name, path] of Object.entries({ ...places, ...overrides })) {
        if (only.length && !only.includes(name)) continue;
        if (name === 'workspace')
            await context.request.post(`${base}/api/v1/session`, {
                data: demo,
                headers: { 'idempotency-key': 'look' },
            });
        await page.goto(base + path, { waitUntil: 'networkidle' });
        await page.waitForTimeout(500);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) say(`${wide} px wider than the screen`);
        const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
        for (const one of violations)
            say(
                `${name} axe ${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary?.slice(0, 200)}`,
            );
        await page.screenshot({ path: `${directory}/${name}-${view.name}.png`, fullPage: true });
    }
    if (!only.length || only.includes('workspace')) await context.request.delete(`${base}/api/v1/session`);
    await context.close();
}
await browser.close();
console.log(findings ? `${findings} findings` : 'Nothing found.');
process.exitCode = findings ? 1 : 0;
