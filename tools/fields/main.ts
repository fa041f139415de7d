import { writeFileSync } from 'node:fs';
import { shapesOfAnswers } from './shapes';

/** Writes the fields of all answers, which are those of the types in `wire/`, for the search for unknown ones. */
writeFileSync('src/target/disclosure/fields.json', `${JSON.stringify(shapesOfAnswers(), null, 1)}\n`);
