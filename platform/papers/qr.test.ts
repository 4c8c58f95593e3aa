// The QR code is read back by a reader that knows nothing of how it was written: format from its own bits, mask off, blocks apart, and every block held
// against the field. Known values of the standard beside it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBits, qrCode } from './qr.ts';
import { readQr } from './testing-qr.ts';

describe('a QR code', () => {
  it('says its mask with the bits that the standard prints for level M', () => {
    // ISO/IEC 18004, annex C: level M, masks 0 to 7.
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((mask) => formatBits(mask).toString(2).padStart(15, '0'))).toEqual([
      '101010000010010',
      '101000100100101',
      '101111001111100',
      '101101101001011',
      '100010111111001',
      '100000011001110',
      '100111110010111',
      '100101010100000',
    ]);
  });

  it('reads back as what was written, with every block intact', () => {
    for (const text of ['a', 'https://example.org/check/abcdefghjkmnpqrstuv', '复工备案凭证', 'x'.repeat(213)]) {
      const read = readQr(qrCode(text));
      expect(read.text).toBe(text);
      expect(read.intact).toBe(true);
    }
  });

  it('reads back for any text that fits, in every version', () => {
    const versions = new Set<number>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 213 }), fc.integer(), (length, seed) => {
        const text = Array.from({ length }, (_, at) => String.fromCharCode(33 + (((seed >>> 0) + at * 7919) % 90))).join('');
        const read = readQr(qrCode(text));
        versions.add(read.version);
        return read.text === text && read.intact;
      }),
      {
        numRuns: 60,
        examples: [
          [0, 0],
          [14, 1],
          [26, 1],
          [42, 1],
          [62, 1],
          [84, 1],
          [106, 1],
          [122, 1],
          [152, 1],
          [180, 1],
          [213, 1],
        ],
      },
    );
    expect([...versions].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('refuses what it cannot hold', () => {
    expect(() => qrCode('x'.repeat(214))).toThrow('213');
  });
});
