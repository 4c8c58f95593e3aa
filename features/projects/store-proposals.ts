// Proposals as they wait and as they were decided.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ProposalFacts, ProposalKind } from './rules-proposals.ts';
import { type ProposalReply, proposalColumns } from './store-project.ts';

export interface ProposalRecord {
  id: string;
  projectId: string;
  kind: ProposalKind;
  facts: ProposalFacts;
  reason: string;
  evidenceSha256: string | null;
  evidenceName: string | null;
  importId: string | null;
  proposedBy: string;
  decision: string | null;
  decidedBy: string | null;
}

export async function proposalOf(db: Db, region: string, id: string): Promise<ProposalRecord | undefined> {
  const { rows } = await sql<ProposalRecord>`
    select o.id, o.project_id as "projectId", o.kind, o.facts, o.reason, o.evidence_sha256 as "evidenceSha256", o.evidence_name as "evidenceName", o.import_id as "importId", o.proposed_by as "proposedBy", o.decision, o.decided_name as "decidedBy"
    from project_proposals o join projects p on p.region_code = o.region_code and p.id = o.project_id where o.region_code = ${region} and o.id = ${id} for update of o`.execute(
    db.kysely,
  );
  return rows[0];
}

export async function proposalReply(db: Db, region: string, id: string): Promise<ProposalReply> {
  const { rows } =
    await sql<ProposalReply>`select ${proposalColumns} from project_proposals o join projects p on p.region_code = o.region_code and p.id = o.project_id where o.region_code = ${region} and o.id = ${id}`.execute(
      db.kysely,
    );
  return rows[0]!;
}

export async function proposalsIn(
  db: Db,
  regions: readonly string[],
  open: boolean,
  page: { limit: number; offset: number },
): Promise<{ total: number; proposals: ProposalReply[] }> {
  const where = sql`from project_proposals o join projects p on p.region_code = o.region_code and p.id = o.project_id where o.region_code = any (${regions}::text[]) ${open ? sql`and o.decision is null` : sql``}`;
  const total = await sql<{ count: number }>`select count(*)::int as count ${where}`.execute(db.kysely);
  const { rows } =
    await sql<ProposalReply>`select ${proposalColumns} ${where} order by o.proposed_at desc, o.id desc limit ${page.limit} offset ${page.offset}`.execute(
      db.kysely,
    );
  return { total: total.rows[0]!.count, proposals: rows };
}

export async function openOfKind(db: Db, region: string, projectId: string, kind: string): Promise<boolean> {
  const { rows } = await sql<{
    id: string;
  }>`select id from project_proposals where region_code = ${region} and project_id = ${projectId} and kind = ${kind} and decision is null`.execute(
    db.kysely,
  );
  return rows.length > 0;
}

export async function insertProposal(
  db: Db,
  row: {
    region: string;
    id: string;
    projectId: string;
    kind: string;
    facts: ProposalFacts;
    reason: string;
    evidenceSha256: string | null;
    evidenceName: string | null;
    by: { id: string; name: string };
    at: string;
  },
): Promise<void> {
  await sql`
    insert into project_proposals (region_code, id, project_id, kind, facts, reason, evidence_sha256, evidence_name, proposed_by, proposed_name, proposed_at)
    values (${row.region}, ${row.id}, ${row.projectId}, ${row.kind}, ${JSON.stringify(row.facts)}::jsonb, ${row.reason}, ${row.evidenceSha256}, ${row.evidenceName}, ${row.by.id}, ${row.by.name}, ${row.at})`.execute(
    db.kysely,
  );
}

export async function closeProposal(
  db: Db,
  region: string,
  id: string,
  decision: 'approved' | 'declined' | 'withdrawn',
  note: string,
  by: { id: string; name: string },
  at: string,
): Promise<void> {
  await sql`update project_proposals set decision = ${decision}, decided_by = ${by.id}, decided_name = ${by.name}, decided_at = ${at}, decision_note = ${note} where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}

/** Proposals about a project that left are not waited for any more. */
export async function closeOthers(
  db: Db,
  region: string,
  projects: readonly string[],
  except: string | null,
  note: string,
  by: { id: string; name: string },
  at: string,
): Promise<void> {
  await sql`update project_proposals set decision = 'withdrawn', decided_by = ${by.id}, decided_name = ${by.name}, decided_at = ${at}, decision_note = ${note}
    where region_code = ${region} and project_id = any (${projects}::uuid[]) and decision is null ${except === null ? sql`` : sql`and id <> ${except}`}`.execute(
    db.kysely,
  );
}

/** Memberships that are open now. */
export async function openMemberships(
  db: Db,
  region: string,
  ids: readonly string[],
): Promise<{ id: string; list: string; state: string | null }[]> {
  const { rows } = await sql<{
    id: string;
    list: string;
    state: string | null;
  }>`select project_id as id, list_code as list, state from list_members where region_code = ${region} and project_id = any (${ids}::uuid[]) and to_day is null`.execute(
    db.kysely,
  );
  return rows;
}
