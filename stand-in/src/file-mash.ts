import { createHash, randomBytes } from 'node:crypto';

/** Known to this process only, so that nobody else can name a file. */
const secret = randomBytes(32);

/** The proof that the install itself wrote a file's address into a row. */
export const fileMash = (uri: string) => createHash('sha256').update(secret).update(uri).digest('hex');
