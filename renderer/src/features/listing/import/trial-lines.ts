import type { ImportProblem, TablePreview } from '#shared/contract/listing.ts'

export type Line = TablePreview['lignes'][number] & { readonly problemes: readonly ImportProblem[] }

/** The lines with what is wrong in each; a problem of a line that the trial does not list keeps a line of its own. */
export const linesOf = ({ lignes, problemes }: TablePreview): readonly Line[] => {
  const by = new Map<number, ImportProblem[]>()
  for (const problem of problemes) by.set(problem.ligne, [...(by.get(problem.ligne) ?? []), problem])
  const known = new Set(lignes.map(({ numero }) => numero))
  const orphans = [...by.keys()].filter((numero) => !known.has(numero))
  return [
    ...lignes.map((ligne) => ({ ...ligne, problemes: by.get(ligne.numero) ?? [] })),
    ...orphans.map((numero) => ({ numero, nom: '', sort: 'ignoree' as const, problemes: by.get(numero) ?? [] })),
  ].sort((a, b) => a.numero - b.numero)
}
