/**
 * What every page must stand up to, whatever is on it: no serious breach of accessibility (axe), no words of the other language except
 * what is data, nothing wider than a phone, nothing cut off. Each judgement gives sentences; none means the page passed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Guest } from './guest.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; impact: string | null; help: string; nodes: { target: unknown[]; html: string; failureSummary?: string }[] };

/** Breaches that axe calls serious or critical. */
export async function breaches(guest: Guest): Promise<string[]> {
  const { page } = guest;
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe);
  const violations = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as Violation[];
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.impact} ${one.id} (${one.help}): ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`)
          .join(' | ')}${one.nodes.length > 3 ? ` and ${one.nodes.length - 3} more` : ''}`,
    );
}

/** Keeps every text that the server sends to this page as data; the half of a { zh, en } pair that is not asked for is no data. */
export function rememberData(guest: Guest): { of(language: 'zh' | 'en'): string[] } {
  const seen = { zh: new Set<string>(), en: new Set<string>() };
  const take = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key !== 'en') seen.zh.add(value);
      if (key !== 'zh') seen.en.add(value);
    } else if (Array.isArray(value)) for (const one of value) take(one, key);
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value))
        take(one, name === 'zh' || name === 'en' ? name : key === 'zh' || key === 'en' ? key : name);
  };
  guest.page.on('response', (response) => {
    if (!response.url().includes('/api/')) return;
    response.json().then(
      (body: unknown) => take(body, ''),
      () => undefined, // a file, or a page that has gone meanwhile
    );
  });
  return { of: (language) => [...(language === 'zh' ? seen.zh : seen.en)] };
}

/** What the page says to eyes and ears, without code and keys. */
function saidOn(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // A formula is code; what names its own language is a text of somebody's.
    if (!parent || parent.closest('script, style, noscript, code, kbd, .sz-formula, body [lang]')) continue;
    if (!parent.checkVisibility()) continue;
    const text = node.textContent?.trim();
    if (text) texts.push(text);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (!element.checkVisibility() || element.closest('.ant-input-password-icon')) continue; // the eye beside a password speaks through its field
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name)?.trim();
      if (text) texts.push(text);
    }
  }
  return [...new Set(texts)];
}

/** Names of the product, of formats and keys, an example of what may be typed; the switch to the other language is written in it. */
const namesOfThings =
  /\b(Sanzao|Excel|Word|WPS|CSV|TXT|HTML|docx|GB18030|UTF-8|xlsx?|csv|MB|GB|KB|English|Enter|Esc|Ctrl|Tab|Shift|CNY|gbzc|XXXX-XXXX-XXXX-XXXX|npm run -s sanzao -- first-admin)\b/g;
const otherWay = /中文|三早|轴承/g;

/** The title of a column under merged cells is shown by its parts, or by the last of them put together. */
function withParts(text: string): string[] {
  const parts = text.split(' / ');
  return parts.length === 1 ? [text] : [text, ...parts, ...parts.map((_, index) => parts.slice(index).join(''))];
}

/** Words of the other language that are neither data nor names. */
export async function foreignWords(guest: Guest, language: 'zh' | 'en', data: readonly string[]): Promise<string[]> {
  const foreign = language === 'en' ? /\p{Script=Han}/u : /[A-Za-z]{2,}/;
  const known = data
    .flatMap(withParts)
    .filter((text) => foreign.test(text))
    .sort((one, other) => other.length - one.length);
  const whole = known.join('\n');
  const wrong: string[] = [];
  for (const said of await guest.page.evaluate(saidOn)) {
    let rest = said;
    for (const text of known) {
      if (!foreign.test(rest)) break;
      rest = rest.replaceAll(text, ' ');
    }
    rest = rest.replace(language === 'en' ? otherWay : namesOfThings, ' ');
    if (!foreign.test(rest)) continue;
    // Parts of data: in English a run of at least four signs, in Chinese an id or a code cut short.
    rest =
      language === 'en'
        ? rest.replace(/\p{Script=Han}{4,}/gu, (run) => (whole.includes(run) ? ' ' : run))
        : rest.replace(/[A-Za-z0-9][A-Za-z0-9-]*/g, (run) => (/\d/.test(run) && whole.includes(run) ? ' ' : run));
    if (foreign.test(rest)) wrong.push(`“${said.slice(0, 80)}” (${rest.trim().slice(0, 40)})`);
  }
  return wrong;
}

/** Wider than the screen, or cut off where it stands. */
export async function cutOff(guest: Guest): Promise<string[]> {
  return guest.page.evaluate(() => {
    const wrong: string[] = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth + 1) {
      const guilty = [...document.querySelectorAll('body *')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > innerWidth + 1 && !element.closest('.sz-hidden');
      });
      wrong.push(
        `the page is ${wide} px wide on a screen of ${innerWidth}: ${guilty
          .slice(0, 4)
          .map((element) => element.outerHTML.slice(0, 90))
          .join(' | ')}`,
      );
    }
    for (const element of document.querySelectorAll<HTMLElement>('h1, h2, h3, button, label, summary, [role="tab"], nav a')) {
      if (!element.checkVisibility() || element.clientWidth === 0 || element.closest('.sz-hidden')) continue;
      const style = getComputedStyle(element);
      // What ends in … on purpose says the whole in its title, or in the panel beside it.
      if (style.textOverflow === 'ellipsis' || element.title || element.hasAttribute('aria-current') || element.querySelector('[title]'))
        continue;
      const over = element.scrollWidth - element.clientWidth;
      if (over > 2 && style.overflowX !== 'auto' && style.overflowX !== 'scroll')
        wrong.push(`${element.tagName.toLowerCase()} “${element.innerText.slice(0, 40)}” is cut by ${over} px`);
    }
    return wrong;
  });
}
