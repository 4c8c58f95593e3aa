// Who may call what, printed from the declarations that the server serves and the table of posts: docs/permissions.md for people,
// docs/permissions.json for machines, docs/routes.txt as the list to be reviewed when a route is added. Nothing in them is written by hand.
import { mountRooms } from '../app/rooms.ts';
import { roleMay, roles, rolesInOrder } from '../features/accounts/door.ts';
import type { Route } from '../platform/http/house.ts';
import { routeTable } from '../platform/http/registry.ts';

type Line = {
  method: string;
  path: string;
  summary: { zh: string; en: string };
  access: string;
  on: string;
  audit: string;
  roles: Record<string, boolean>;
};

function lines(routes: readonly Route[]): Line[] {
  return routes.map(({ endpoint: { method, path, summary, access, audit } }) => {
    const open = 'public' in access;
    return {
      method,
      path,
      summary,
      access: open ? 'public' : access.may,
      on: open ? access.public : access.on,
      audit: audit === 'read' ? 'read' : audit.action,
      roles: Object.fromEntries(rolesInOrder.map((role) => [role, open || roleMay(role, access.may)])),
    };
  });
}

const onWords: Record<string, string> = { region: '所指地区须在辖区内', scope: '辖区内', self: '本人' };

/** The matrix as a page: permissions by post, then every call by post. */
export async function permissionPage(): Promise<string> {
  const routes = mountRooms();
  const all = [...new Set(rolesInOrder.flatMap((role) => roles[role].may))].sort();
  const mark = (yes: boolean) => (yes ? '●' : '');
  const heads = rolesInOrder.map((role) => roles[role].name.zh);
  const page = [
    '# 权限表 · Permissions',
    '',
    'Printed from the endpoint declarations and the table of posts by `npm run check -- --write`; do not edit. Whatever has no ● is refused.',
    '',
    `| 权限 permission | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => ':-:').join('|')}|`,
    `| | ${rolesInOrder.join(' | ')} |`,
    ...all.map((permission) => `| \`${permission}\` | ${rolesInOrder.map((role) => mark(roleMay(role, permission))).join(' | ')} |`),
    '',
    '| 岗位 post | 做什么 | what it does |',
    '|---|---|---|',
    ...rolesInOrder.map((role) => `| ${roles[role].name.zh} · ${roles[role].name.en} | ${roles[role].does.zh} | ${roles[role].does.en} |`),
    '',
    'A region outside the reach of the post answers 404, as if it did not exist; a post without the permission answers 403; nobody signed in answers 401.',
    '',
  ];
  for (const room of routes) {
    page.push(`## ${room[0]!.endpoint.path.split('/').slice(0, 3).join('/')}`, '');
    page.push(
      `| 调用 call | 权限 permission | 范围 on | 留痕 entry | ${heads.join(' | ')} |`,
      `|---|---|---|---|${heads.map(() => ':-:').join('|')}|`,
    );
    for (const line of lines(room))
      page.push(
        `| \`${line.method} ${line.path}\`<br>${line.summary.zh} · ${line.summary.en} | ${line.access === 'public' ? `公开 public: ${line.on}` : `\`${line.access}\``} | ${line.access === 'public' ? '' : onWords[line.on]} | ${line.audit === 'read' ? '' : `\`${line.audit}\``} | ${rolesInOrder.map((role) => mark(line.roles[role]!)).join(' | ')} |`,
      );
    page.push('');
  }
  return `${page.join('\n').trimEnd()}\n`;
}

/** The same for machines. */
export const permissionData = async (): Promise<string> =>
  `${JSON.stringify({ roles: Object.fromEntries(rolesInOrder.map((role) => [role, roles[role].may])), routes: lines(mountRooms().flat()) }, null, 2)}\n`;

/** One line a route. */
export const routeList = async (): Promise<string> => `${routeTable(mountRooms().flat()).join('\n')}\n`;
