// Templates of bulletins and the calls about them. A template is never changed: saving makes the next version, with its day, and a bulletin
// says from which version it was written. A region's own template stands before the one that came with the product (region 000000).
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { BulletinKind, Composed, Parts } from './words.ts';

export const TemplateReply = z.object({
  region: z.string(),
  kind: BulletinKind,
  code: z.string(),
  version: z.number().int(),
  name: z.string(),
  parts: Parts,
  since: Day,
  by: z.string(),
  at: z.string(),
  /** Why this version was made. */
  note: z.string(),
  /** Whether the asking region may make the next version; what came with the product is copied instead. */
  own: z.boolean(),
});
export type TemplateReply = z.infer<typeof TemplateReply>;

export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/bulletin-templates/:region',
  access: { may: 'bulletin.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, kind: BulletinKind.optional() }),
  reply: z.object({ templates: z.array(TemplateReply) }),
  summary: { zh: '刊物模板', en: 'Templates of bulletins' },
});

export const templateVersions = endpoint({
  method: 'GET',
  path: '/api/bulletin-templates/:region/:kind/:code',
  access: { may: 'bulletin.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, kind: BulletinKind, code: z.string().max(60) }),
  reply: z.object({ versions: z.array(TemplateReply) }),
  summary: { zh: '模板的各个版本', en: 'Versions of a template' },
});

export const saveTemplate = endpoint({
  method: 'PUT',
  path: '/api/bulletin-templates/:region/:kind/:code',
  access: { may: 'bulletin.template', on: 'region' },
  audit: { action: 'bulletin.template', facts: ['kind', 'code', 'name', 'version', 'since', 'note', 'bodyHash'] },
  input: z.object({
    region: RegionCode,
    kind: BulletinKind,
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'bulletins.template-code' }),
    name: z.string().trim().min(1).max(60),
    parts: Parts,
    since: Day,
    note: z.string().trim().max(300).default(''),
    /** The version it was made from; 0 for a new template of this region. */
    from: z.number().int().min(0),
  }),
  reply: TemplateReply,
  summary: { zh: '保存模板：新的一版', en: 'Save a template: the next version' },
});

/** Shows what a template comes to with the region's books of a year. */
export const previewTemplate = endpoint({
  method: 'POST',
  path: '/api/bulletin-templates/:region/preview',
  access: { may: 'bulletin.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, kind: BulletinKind, year: z.coerce.number().int().min(1990).max(2099), parts: Parts }),
  reply: Composed,
  summary: { zh: '预览模板', en: 'Preview a template' },
});
