import type { PersonHeld } from '#shared/contract/orientation.ts'
import { held as t } from '../../../i18n/orientation-answers.ts'
import { formatDate } from '../../../lib/format.ts'

type Part = { readonly name: string; readonly values: readonly string[] }

/** What is kept of one request, who reads it, and until when; what there is nothing of is left out. */
export const partsOf = (line: PersonHeld['lignes'][number]): readonly Part[] =>
  [
    { name: t.fields, values: [line.champs.join(', ')].filter(Boolean) },
    { name: t.files, values: line.pieces },
    { name: t.readers, values: line.lu_par },
    { name: t.letters, values: line.courriers },
    { name: t.until, values: line.jusqu_a },
  ].filter(({ values }) => values.length > 0)

/** The same as a text to paste. */
export const heldText = ({ personne, lignes }: PersonHeld): string =>
  [
    `${t.title}\u202f: ${personne}`,
    ...lignes.map((line) =>
      [
        `${t.where[line.ou]} · ${line.service}`,
        [line.structure, formatDate(line.le)].filter(Boolean).join(' · '),
        ...partsOf(line).map(({ name, values }) => `${name}\u202f: ${values.join('\u202f; ')}`),
      ].join('\n'),
    ),
    t.paper(formatDate(new Date().toISOString())),
  ].join('\n\n')
