import { STANDARD_WRITERS } from '../standards/writers.ts'
import type { ExtraWriter } from './writer.ts'

/** Files of other standards, after those of data·inclusion. */
export const EXTRA_WRITERS: readonly ExtraWriter[] = STANDARD_WRITERS
