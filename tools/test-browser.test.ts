// The browser of the journeys runs here, also beside a machine's own libraries.
import { expect, it } from 'vitest';
import { launchBrowser } from './test-browser.ts';

it('opens a page, runs its script and shows Chinese', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p id="a"></p><script>document.getElementById("a").textContent = "东丰县"</script>');
    expect(await page.textContent('#a')).toBe('东丰县');
  } finally {
    await browser.close();
  }
}, 120_000);
