// The calls from the filing on: number and certificate, work resumed, suspension, reopening, revocation, and the public check page.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { stepped } from './case-calls.ts';
import { certificateOf, fileOne, hashOf, heldRegime, lawOf, numberText, takeStep, tokenOf } from './cases.ts';
import { certificatePdf } from './certificate.ts';
import { takingTurns } from './check-turns.ts';
import { names } from './region-names.ts';
import { certificateBy, loadCase, putCertificate } from './store-cases.ts';
import * as words from './words-cases.ts';

const countyOf = async (house: House, region: string) => {
  const { zh, en } = (await names(house)).get(region) ?? { zh: region, en: region };
  return { name: zh, nameEn: en };
};

/** A filing that nobody stopped is over by itself on the day after its last. */
const statusOn = (status: 'valid' | 'suspended' | 'revoked', until: string | null, today: string): words.CertificateStatus =>
  status === 'valid' && until !== null && until < today ? 'expired' : status;

/** `address`: where the public reaches the product, for the code on the certificate; as the caller reached us when left out. */
export const filingRoutes = (options: { address?: string | undefined } = {}, turns = takingTurns()): Route[] => [
  serve(words.fileCase, (input, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        const named = await countyOf(house, input.region);
        const done = await fileOne(acting, at, named, tokenOf(house.secrets, at.row));
        return { ...done, facts: { number: numberText(named.name, done.row.filedYear!, done.row.number!) } };
      },
      'file',
    ),
  ),

  serve(words.openCase, ({ on, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        if (at.row.filedAt !== null && on < dayOfInstant(at.row.filedAt))
          refuse('resumption.before-filing', { day: dayOfInstant(at.row.filedAt) });
        if (on > dayOfInstant(acting.at)) refuse('resumption.day-to-come', { day: on });
        return { ...(await takeStep(acting, at, 'open', { change: { resumedOn: on } })), facts: { day: on } };
      },
      'open',
    ),
  ),

  ...(['suspend', 'reopen', 'revoke'] as const).map((action) =>
    serve({ suspend: words.suspendCase, reopen: words.reopenCase, revoke: words.revokeCase }[action], ({ reason, ...input }, house) =>
      stepped(
        house,
        input,
        async (acting, at) => {
          const reopened = action === 'reopen' && at.row.resumedOn === null ? { to: 'filed' as const } : {};
          const done = await takeStep(acting, at, action, { reason, change: { reason }, ...reopened });
          const status = { suspend: 'suspended', reopen: 'valid', revoke: 'revoked' } as const;
          await putCertificate(
            house.db,
            certificateOf(
              done.row,
              done.regime,
              await countyOf(house, input.region),
              tokenOf(house.secrets, done.row),
              status[action],
              dayOfInstant(acting.at),
            ),
          );
          return { ...done, facts: { reason } };
        },
        action,
      ),
    ),
  ),

  serve(words.certificate, async ({ region, id }, house) => {
    const row = (await loadCase(house.db, { region, id })) ?? refuse('thing.unknown');
    if (row.number === null) refuse('resumption.not-filed', { enterprise: row.enterprise });
    const law = await lawOf(house.db, [region]);
    const named = await countyOf(house, region);
    const number = numberText(named.name, row.filedYear!, row.number);
    return {
      name: `${number}.pdf`,
      type: 'application/pdf',
      content: await certificatePdf({
        county: named.name,
        enterprise: row.enterprise,
        number,
        filedOn: dayOfInstant(row.filedAt!) as Day,
        acceptedOn: row.acceptedOn,
        validUntil: row.validUntil,
        regime: heldRegime(law, row),
        status: statusOn(row.state === 'suspended' || row.state === 'revoked' ? row.state : 'valid', row.validUntil, house.clock.today()),
        address: `${options.address ?? house.request.origin}/check/${tokenOf(house.secrets, row)}`,
        at: house.clock.now(),
      }),
    };
  }),

  serve(words.checkCertificate, async ({ token }, house) => {
    const wait = turns(house.request.address, Date.parse(house.clock.now()));
    if (wait > 0) refuse('resumption.check-wait', { seconds: wait });
    const found = (await certificateBy(house.db, hashOf(token))) ?? refuse('resumption.no-certificate');
    const status = statusOn(found.status, found.validUntil, house.clock.today());
    return {
      status,
      statusOn: status === 'expired' ? addDays(found.validUntil as Day, 1) : found.statusOn,
      county: { zh: found.county, en: found.countyEn },
      enterprise: found.enterprise,
      number: found.number,
      mode: found.mode,
      filedOn: found.filedOn,
      validUntil: found.validUntil,
      asOf: house.clock.now(),
    };
  }),
];
