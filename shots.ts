import { openBrowser, DESK, PHONE } from '#lib/testing/browser.ts';
import { signInAs } from '#lib/testing/sign-in.ts';
const [origin, role, size, ...paths] = process.argv.slice(2) as string[];
const browser = await openBrowser();
const context = await browser.newContext({ ...(size === 'phone' ? PHONE : size === 'tablet' ? { viewport: { width: 768, height: 1024 } } : DESK), baseURL: origin });
const page = await context.newPage();
if (role !== 'public') await signInAs(page, role as never);
let n = 0;
for (const path of paths) { try { await page.goto(path + '?data=demonstration', { timeout: 20000 }); await page.waitForTimeout(500); await page.screenshot({ path: `/tmp/shots/${size}-${role}-${n++}.png`, fullPage: true }); console.log(n - 1, page.url(), await page.title()); } catch (e) { console.log('!', path, String(e).slice(0, 100)); } }
await browser.close();
