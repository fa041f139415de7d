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

/** The evidence among a test's attachments; undefined for a test that is no cell, or that told nothing. */
export function evidenceIn(attachments: readonly Attachment[]): Evidence | undefined {
  const body = attachments.find(isEvidence)?.body;
  return body && evidenceSchema.parse(JSON.parse(body.toString()));
}

export const isEvidence = ({ contentType }: Pick<Attachment, 'contentType'>): boolean =>
  contentType === CONTENT_TYPE;
