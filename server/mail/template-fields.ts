import { z } from 'zod'

/** Words that people chose: made fit for a message when it is written out (words.ts). */
export const name = z.string()
export const lien = z.url({ protocol: /^https?$/ }).max(2_048)
