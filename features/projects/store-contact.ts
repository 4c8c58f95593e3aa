// The contact of a project: sealed where it lies, compared by a keyed digest, shown masked.
import type { Db } from '../../platform/db/database.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';

export interface Contact {
  name: string;
  phone: string;
}

const place = (id: string): string => `projects/${id}/contact`;

export const sealContact = (seal: (aad: string, bytes: Uint8Array) => Buffer, id: string, contact: Contact): Buffer =>
  seal(place(id), Buffer.from(JSON.stringify([contact.name, contact.phone])));

export async function openContact(db: Db, secrets: Secrets, region: string, id: string, sealed: Uint8Array): Promise<Contact> {
  const [name, phone] = JSON.parse((await secrets.open(db, region, place(id), sealed)).toString()) as [string, string];
  return { name, phone };
}

/** Equal for equal contacts of one installation; tells nothing else. */
export const contactMark = (secrets: Secrets, contact: Contact): Buffer =>
  secrets.blindIndex('project contact', `${contact.name}\n${contact.phone}`);
