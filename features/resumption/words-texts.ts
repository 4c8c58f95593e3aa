/**
 * Free text as this room takes it. What somebody writes into a note is kept in the open and read by every office: the number by which a person is
 * known has no place there; people stand on the roster, sealed.
 */
import { z } from 'zod';
import { residentId } from '../../vocabulary/codes.ts';

/** True where a text holds the number of a resident identity card, by its division, birthday and check digit; spaces and hyphens inside do not hide it. */
const holdsResidentNumber = (text: string): boolean =>
  (
    text
      .normalize('NFKC')
      .replace(/(?<=\d)[\s-]+(?=[\dXx])/g, '')
      .match(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g) ?? []
  ).some((one) => residentId(one).ok);

/** A note of at most that many characters, trimmed. */
export const freeText = (most: number, least = 0): z.ZodString =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((text) => !holdsResidentNumber(text), { error: 'resumption.text-holds-number' });
