import { z } from 'zod';
import { printable, problemsOf } from './problems';
import { evidenceSchema, type Evidence } from './schema';

/** How a worker hands a cell's evidence to the reporters: as one attachment of its test. */
const NAME = 'evidence';
const CONTENT_TYPE = 'application/vnd.qa-plan.evidence+json';

interface Attachment {
  name: string;
  contentType: string;
  body?: Buffer;
}

export const evidenceAttachment = (evidence: Evidence): Attachment => ({
  name: NAME,
  contentType: CONTENT_TYPE,
  body: Buffer.from(JSON.stringify(evidence)),
});

/**
 * The evidence among a test's attachments; nothing for a test that is no cell, or that told nothing.
 * @returns a problem for evidence that another version of the suite wrote, or that was cut
 */
export function evidenceIn(attachments: readonly Attachment[]): { evidence?: Evidence; problem?: string } {
  const body = attachments.find(isEvidence)?.body;
  if (!body) return {};
  try {
    return { evidence: evidenceSchema.parse(JSON.parse(body.toString())) };
  } catch (error) {
    const why = error instanceof z.ZodError ? problemsOf(error) : printable((error as Error).message);
    return { problem: `its evidence is not as this version of the suite writes it:\n${why}` };
  }
}

export const isEvidence = ({ contentType }: Pick<Attachment, 'contentType'>): boolean =>
  contentType === CONTENT_TYPE;
