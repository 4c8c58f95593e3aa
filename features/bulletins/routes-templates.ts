// The calls about templates: those a region may use, their versions, saving the next one, and what one comes to with today's books.
import { type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { hashText } from './gate.ts';
import { composedOf, write } from './material.ts';
import { readTemplate } from './rules-language.ts';
import { newest } from './rules-templates.ts';
import { addTemplate, type TemplateRow, templatesFor } from './store-templates.ts';
import { listTemplates, previewTemplate, saveTemplate, type TemplateReply, templateVersions } from './words-templates.ts';

const replyOf = (row: TemplateRow, region: string): TemplateReply => ({
  ...row,
  since: row.since as TemplateReply['since'],
  own: row.region === region,
});

export const templateRoutes = (): Route[] => [
  serve(listTemplates, async ({ region, kind }, house) => ({
    templates: newest(await templatesFor(house.db, region, kind)).map((row) => replyOf(row, region)),
  })),

  serve(templateVersions, async ({ region, kind, code }, house) => ({
    versions: (await templatesFor(house.db, region, kind)).filter((row) => row.code === code).map((row) => replyOf(row, region)),
  })),

  serve(saveTemplate, async ({ region, kind, code, name, parts, since, note, from }, house) => {
    const mine = (await templatesFor(house.db, region, kind)).filter((row) => row.region === region && row.code === code);
    const last = mine[0]?.version ?? 0;
    if (last !== from) refuse('bulletins.template-changed', { by: mine[0]?.by ?? '' });
    const read = readTemplate(parts.body);
    if (!read.ok) {
      const [first] = read.mistakes;
      refuse('bulletins.template-wrong', { line: first!.line, why: first!.zh, whyEn: first!.en, count: read.mistakes.length });
    }
    const row: TemplateRow = {
      region,
      kind,
      code,
      version: last + 1,
      name,
      parts,
      since,
      note,
      by: house.person.name,
      at: house.clock.now(),
    };
    await addTemplate(house.db, row);
    await house.audit({
      region,
      kind: 'bulletin-template',
      id: `${region}/${kind}/${code}`,
      facts: { kind, code, name, version: row.version, since, note, bodyHash: hashText(parts.body) },
    });
    return replyOf(row, region);
  }),

  serve(previewTemplate, async ({ region, year, parts }, house) =>
    composedOf(
      await write(house.db, house.clock, { region, year, parts, entries: {}, number: null, total: null, mark: '样张', remarks: [] }),
    ),
  ),
];
