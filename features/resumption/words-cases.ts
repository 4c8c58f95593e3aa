/**
 * The calls about enterprises and their cases. An enterprise's own account sees and changes its own alone; the county's clerk keeps the list, checks
 * papers, appoints visits and files.
 */
import { z } from 'zod';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { Sector } from './words.ts';

export const EnterpriseInput = z.object({
  sector: Sector,
  /** The park it lies in; null outside every park. */
  park: Id.nullable().default(null),
  /** What the sector's department is called after the county's name, where it lies outside a park: 工业和信息化局. */
  sectorDepartment: z.string().trim().max(60).default(''),
  address: z.string().trim().max(120).default(''),
  peopleEmployed: z.number().int().min(0).max(1_000_000),
  aboveScale: z.boolean().default(false),
  /** Counted among those that should resume. */
  expected: z.boolean().default(true),
  lastYearOutputYuan: z.number().int().min(0).nullable().default(null),
  note: z.string().trim().max(300).default(''),
});
export type EnterpriseInput = z.infer<typeof EnterpriseInput>;

export const Enterprise = EnterpriseInput.extend({
  region: z.string(),
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  park: z.string().nullable(),
  parkName: z.string(),
  version: z.number().int(),
});
export type Enterprise = z.infer<typeof Enterprise>;

export const listEnterprises = endpoint({
  method: 'GET',
  path: '/api/resumption/enterprises',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    search: z.string().trim().max(120).optional(),
    sector: Sector.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), enterprises: z.array(Enterprise) }),
  summary: { zh: '复工企业名单', en: 'Enterprises on the list' },
});

/** Puts an organisation of the county on the list, or corrects what the list says of it. */
export const putEnterprise = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/enterprises/:id',
  access: { may: 'resumption.handle', on: 'region' },
  audit: { action: 'resumption.list', facts: ['name', 'sector', 'park', 'peopleEmployed', 'aboveScale', 'expected'] },
  input: EnterpriseInput.extend({ region: RegionCode, id: Id, version: z.number().int().nullable().default(null) }),
  reply: Enterprise,
  summary: { zh: '列入复工企业名单', en: 'Put an enterprise on the list' },
});
