// Looks at every page as everybody who uses it: screenshots in both languages, both appearances and both sizes, with an
// axe check, words of the program left in the text, and anything wider than the screen.
// Usage: a server on a played year, then: node dev/look.mjs http://localhost:5173 DIRECTORY [page ...]
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base = 'http://localhost:5173', directory = 'look', ...only] = process.argv.slice(2);
/** Who looks: a person of the demonstration, or nobody; and at what. */
const places = {
    '': {
        overview: '/',
        trading: '/trading',
        prices: '/prices',
        index: '/indices/ZTI',
        deals: '/deals',
        oneWays: '/deals?tab=one-way',
        oneWay: '/deals/one-way/3',
        notices: '/notices',
        auctions: '/auctions',
        auction: '/auctions/1',
        auctionCancelled: '/auctions/2',
        compliance: '/compliance',
        entity: '/entities/1022',
        allocation: '/entities/1022?tab=allocation',
        years: '/entities/1022?tab=years',
        units: '/units',
        unit: '/units/HB-000004877136',
        rules: '/rules',
        instrument: '/rules/order-371',
        parameter: '/parameters/offset.limit.hubei',
        methodologies: '/methodologies',
        methodology: '/methodologies/cn-aluminium/2024',
        journal: '/journal',
        why: '/journal?why=213539',
        record: '/journal/213539',
        refused: '/journal/232243',
        report: '/report',
        stability: '/oversight?part=stability',
        statistics: '/oversight?part=statistics',
        lost: '/nowhere',
        signIn: '/sign-in',
        accountingOpen: '/accounting',
        register: '/accounting/register',
    },
    company: {
        workspace: '/workspace',
        ownTrading: '/trading',
        newFixed: '/deals?tab=new&mode=fixed-price',
        newAgreement: '/deals?tab=new&mode=agreement',
        newOffer: '/deals?tab=new&mode=listing-agreement',
        newBlock: '/deals?tab=new&mode=block',
        newOneWay: '/deals?tab=new&mode=one-way',
        myDeals: '/deals?tab=mine',
        money: '/money',
        ownMeasures: '/oversight?part=own',
        mrvPlan: '/mrv/plans/1022',
        mrvPlanEdit: '/mrv/plans/1022/edit',
        mrvYear: '/mrv/months/1022/2024',
        mrvMonth: '/mrv/months/1022/2024/7',
        mrvWizard: '/mrv/months/1022/2025/5/edit',
        mrvCaptures: '/mrv/captures',
        mrvCems: '/mrv/cems/1022/2024',
        mrvReports: '/mrv/reports',
        mrvReport: '/mrv/reports/2024/1022',
        mrvOwnAlerts: '/mrv/alerts',
        mrvOwnRegisters: '/mrv/checks/registers',
    },
    individual: { personal: '/workspace' },
    regulator: {
        authority: '/workspace',
        announce: '/auctions/new',
        groups: '/auctions/groups',
        auctionDesk: '/auctions/1',
        mrvPlans: '/mrv/plans',
        mrvMonths: '/mrv/months?year=2024',
        mrvMeters: '/mrv/meters',
        mrvChecks: '/mrv/checks',
        mrvAlerts: '/mrv/alerts',
        mrvAlert: '/mrv/alerts/1',
        mrvAlertPeers: '/mrv/alerts/232',
        mrvRegisters: '/mrv/checks/registers',
        mrvSupervision: '/supervision',
        registrations: '/accounting/registrations',
        authorityStability: '/oversight?part=stability',
    },
    exchange: {
        exchange: '/workspace',
        newIndex: '/indices/new',
        alerts: '/oversight?part=alerts',
        alert: '/oversight/alerts/1',
        cases: '/oversight?part=cases',
        exchangeStability: '/oversight?part=stability',
        measures: '/oversight?part=measures',
        insideStatistics: '/oversight?part=statistics',
    },
    clearing: {
        clearingDesk: '/workspace',
        run: '/clearing',
        differences: '/clearing?tab=differences',
        files: '/clearing?tab=files',
        defaults: '/clearing?tab=defaults',
        funds: '/clearing?tab=funds',
        objections: '/clearing?tab=objections',
    },
    registry: {
        registry: '/workspace',
        registryStatement: '/entities/1022?tab=statement',
        operations: '/operations',
        operationFreeze: '/operations?do=registry.freeze',
        operationChain: '/operations?do=registry.transfer-chain',
        operationProject: '/operations?do=offsets.register-project',
    },
    verifier: {
        verifier: '/workspace',
        mrvTasks: '/verification',
        mrvTask: '/verification/363',
        mrvBody: '/verification/bodies/1008',
    },
    expert: { expert: '/workspace', vote: '/oversight' },
    enterprise: {
        accounting: '/accounting',
        books: '/accounting/2009',
        boundary: '/accounting/2009?tab=setup',
        goals: '/accounting/2009?tab=goals',
        figures: '/accounting/2009/2025',
        cell: '/accounting/2009/2025?cell=3-5',
        analysis: '/accounting/2009/2024?tab=analysis',
        uncertainty: '/accounting/2009/2024?tab=uncertainty',
        assess: '/accounting/2009/2025?tab=uncertainty',
        abatement: '/accounting/2009/2024?tab=measures',
        review: '/accounting/2009/2025?tab=review',
        history: '/accounting/2009/2023?tab=history',
        footprint: '/accounting/2009/2024?tab=neutrality',
        inventory: '/accounting/2009/2024/report',
    },
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
const overrides = JSON.parse(process.env.LOOK_PLACES ?? '{}');
mkdirSync(directory, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
let findings = 0;

/** Everybody signs in once. */
const cookies = {};
const { items: people } = await (await fetch(`${base}/api/v1/demo-users?size=100`)).json();
for (const user of Object.keys(places).filter(name => name !== '')) {
    const password = people.find(one => one.user === user)?.password;
    const context = await browser.newContext();
    const answer = await context.request.post(`${base}/api/v1/session`, {
        data: { user, password },
        headers: { 'idempotency-key': `look-${user}` },
    });
    if (!answer.ok()) throw new Error(`${user}: ${answer.status()}`);
    cookies[user] = await context.cookies();
    await context.close();
}

for (const view of views.filter(one => !process.env.LOOK_VIEW || one.name.includes(process.env.LOOK_VIEW)))
    for (const [user, pages] of Object.entries(places))
        await look(view, user, { ...pages, ...(overrides[user] ?? {}) });
await browser.close();
console.log(findings ? `${findings} findings` : 'Nothing found.');
process.exitCode = findings ? 1 : 0;

async function look(view, user, pages) {
    const wanted = Object.entries(pages).filter(([name]) => !only.length || only.includes(name));
    if (wanted.length === 0) return;
    const context = await browser.newContext({ viewport: { width: view.width, height: view.height } });
    if (cookies[user]) await context.addCookies(cookies[user]);
    const settings = JSON.stringify({ language: view.language, appearance: view.appearance });
    await context.addInitScript(text => localStorage.setItem('chutan.settings', text), settings);
    const page = await context.newPage();
    const say = text => (findings++, console.log(`${view.name} ${user} ${page.url()}: ${text}`));
    page.on('console', message => message.type() === 'error' && say(message.text().slice(0, 300)));
    page.on('pageerror', error => say(String(error).slice(0, 300)));
    page.on(
        'request',
        request =>
            new URL(request.url()).origin === base ||
            /^(data|blob):/.test(request.url()) ||
            say(`outside: ${request.url()}`),
    );
    for (const [name, path] of wanted) {
        await page.goto(base + path, { waitUntil: 'load' });
        await page
            .waitForFunction(() => !document.querySelector('.coming, .boot'), null, { timeout: 15_000 })
            .catch(() => say('still loading'));
        await page.waitForTimeout(600);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) say(`${wide} px wider than the screen`);
        const raw = await page.evaluate(rawWords);
        if (raw.length) say(`raw words: ${raw.slice(0, 8).join(' | ')}`);
        const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
        for (const one of violations)
            say(
                `${name} axe ${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary?.slice(0, 200)}`,
            );
        await page.screenshot({ path: `${directory}/${name}-${view.name}.png`, fullPage: true });
    }
    await context.close();
}

/** What a reader should never see: names of the program in place of words, missing texts, unformatted numbers. */
function rawWords() {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim();
        if (node.parentElement.closest('code, pre, .trace, svg, script, style, a[href^="/journal/"]')) continue;
        if (/\b(undefined|null|NaN|\[object)/.test(text) || /^[a-z]+([A-Z][a-z]+)+$/.test(text)) found.push(text);
        else if (/^\d{5,}$/.test(text) || /^0\.\d{3,}$/.test(text)) found.push(text);
        else if (document.documentElement.lang === 'en' && /[\u4e00-\u9fff]{2,}/.test(text))
            found.push(text.slice(0, 40));
    }
    return [...new Set(found)];
}
