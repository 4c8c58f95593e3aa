// The certificate of a filing as a page to be hung at the gate: whose, by which rule, until when, and a code that opens the public check page.
import { certificatePage } from '../../platform/papers/certificate-pdf.ts';
import type { CertificateStatus } from './words-cases.ts';
import { modeWords, type Regime } from './words-regimes.ts';

const chineseDay = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

const marks: Record<CertificateStatus, string | null> = { valid: null, expired: '已过期', suspended: '已暂停', revoked: '已撤销' };

export const certificatePdf = (told: {
  county: string;
  enterprise: string;
  number: string;
  filedOn: string;
  acceptedOn: string | null;
  validUntil: string | null;
  regime: Regime;
  status: CertificateStatus;
  /** The whole address of the public check page. */
  address: string;
  at: string;
}): Promise<Buffer> => {
  const inspected = told.regime.mode === 'inspection';
  return certificatePage(
    {
      title: '复工备案凭证',
      number: told.number,
      holder: told.enterprise,
      text: inspected
        ? `经${told.county}联合验收合格，准予备案。请落实疫情防控和安全生产主体责任，每日报告复工达产情况。`
        : `按照报备制的规定，材料齐全，予以备案。请落实疫情防控和安全生产主体责任，每日报告复工达产情况。`,
      facts: [
        { name: '办理方式', value: modeWords[told.regime.mode].zh },
        ...(told.acceptedOn ? [{ name: '验收合格', value: chineseDay(told.acceptedOn) }] : []),
        { name: '备案日期', value: chineseDay(told.filedOn) },
        { name: '有效期', value: told.validUntil ? `至${chineseDay(told.validUntil)}` : '长期' },
        { name: '依据', value: told.regime.basis },
      ],
      office: `${told.county}复工专班`,
      date: chineseDay(told.filedOn),
      code: { text: told.address, caption: '扫码查验是否有效' },
      mark: marks[told.status],
    },
    { at: told.at },
  );
};
