// What other rooms may use of proofreading: judging a finished text before it is issued.

/**
 * readAgainst: a manuscript against itself and, with a year, against the register, in the caller's transaction (used by bulletins as the gate
 * of issuing). readAlone: against itself and what the whole country knows, without any data directory (used by the command line).
 */
export { readAgainst, readAlone } from './proof.ts';
/** From a text, bytes or a file to a manuscript with its tables apart (handedText used by bulletins, the others by the command line). */
export { type Handed, handedBytes, handedFile, handedText } from './reading.ts';
/** The proof as a reply: exact numbers as text (used by bulletins and the command line). */
export { proofReply } from './rules-wire.ts';
