// The palettes: what the style sheet says, what the antd theme says, and whether it can be read.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Mode, palettes } from './theme.ts';

/** Relative luminance contrast of two #rrggbb colours, 1 to 21 (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const sheet = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const block = (selector: string): Record<string, string> => {
  const body = sheet.slice(sheet.indexOf(selector), sheet.indexOf('}', sheet.indexOf(selector)));
  return Object.fromEntries([...body.matchAll(/--sz-([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]));
};

describe('colours', () => {
  it('are the same in the style sheet and in the theme', () => {
    expect(block(':root {')).toEqual(palettes.light);
    expect(block(':root[data-theme="dark"]')).toEqual(palettes.dark);
  });

  it.each(['light', 'dark'] as Mode[])('every text colour can be read on every ground in %s mode (4.5 to 1)', (mode) => {
    const palette = palettes[mode];
    for (const text of ['ink', 'ink-2', 'ink-3', 'accent', 'light-normal', 'light-warning', 'light-late', 'light-unreported'] as const)
      for (const ground of ['ground', 'surface', 'raised', 'accent-soft'] as const)
        expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette['on-accent'], palette.accent)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['light', 'dark'] as Mode[])('edges of controls and the focus ring can be seen in %s mode (3 to 1)', (mode) => {
    const palette = palettes[mode];
    for (const edge of ['line-strong', 'focus'] as const)
      for (const ground of ['ground', 'surface'] as const)
        expect(contrast(palette[edge], palette[ground]), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3);
  });

  it('keeps black on white at 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
});
