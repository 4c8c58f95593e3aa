// The certificate as a file: one A4 page with its letters inside, whatever it has to say, and a code that a telephone reads as the address of the check page.
import { describe, expect, it } from 'vitest';
import { qrCode } from '../../platform/papers/qr.ts';
import { readQr } from '../../platform/papers/testing-qr.ts';
import { certificatePdf } from './certificate.ts';
import type { Regime } from './words-regimes.ts';

const address = 'https://fugong.liaoyuan.example.gov.cn:8443/check/7u8s927kkhga5vanxumq';
const told = (basis: string, status: 'valid' | 'expired' | 'suspended' | 'revoked' = 'valid') =>
  certificatePdf({
    county: '东辽县',
    enterprise: '东辽县砚谷机械有限公司',
    number: '东辽复备〔2020〕1号',
    filedOn: '2020-02-13',
    acceptedOn: '2020-02-13',
    validUntil: '2020-05-13',
    regime: { mode: 'inspection', basis } as Regime,
    status,
    address,
    at: '2020-02-13T01:00:00.000Z',
  });
const text = (pdf: Buffer): string => pdf.toString('latin1');

describe('a certificate', () => {
  it('is one A4 page with its letters embedded, also where the basis is as long as it may be', async () => {
    for (const basis of ['吉卫明电〔2020〕117号', '依'.repeat(300)]) {
      const pdf = text(await told(basis));
      expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
      expect(pdf.match(/\/FontFile[23]/g)!.length).toBeGreaterThan(0);
    }
  });

  it('carries a code that reads back as the address of the check page', () => {
    expect(readQr(qrCode(address))).toMatchObject({ text: address, intact: true });
  });

  it('is the same bytes for the same certificate, and other bytes once it is suspended', async () => {
    expect((await told('文件')).equals(await told('文件'))).toBe(true);
    expect((await told('文件')).equals(await told('文件', 'suspended'))).toBe(false);
  });
});
