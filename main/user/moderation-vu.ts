import type { Acte } from '#shared/moderation/acts.ts'
import type { Vu } from '#shared/moderation/dossier.ts'

/** Acts that write the sheet itself, and not only what moderation keeps of it. */
const OF_THE_SHEET: ReadonlySet<Acte['geste']> = new Set([
  'statuer',
  'rendre-obsolete',
  'reactiver',
  'approuver-demandes',
  'rejeter-demandes',
])

const isSame = (a: Vu, b: Vu): boolean => a.fiche === b.fiche && a.dossier === b.dossier

/**
 * Versions that an act which waits is about, once another of the same person and of the same sheet has been done: one’s own note is not
 * « somebody did something meanwhile ». Only when nothing else can have happened in between: the other was checked against what this one
 * saw, or accounts by itself for every version since.
 * @param vu what the waiting act saw; null when it depends on nothing
 * @param now versions that the server told after the other
 */
export const vuAfter = (vu: Vu | null, done: { readonly acte: Acte; readonly vu: Vu | null }, now: Vu): Vu | null => {
  if (vu === null || isSame(vu, now)) return vu
  if (done.vu !== null) return isSame(vu, done.vu) ? now : vu
  const sheet = now.fiche - vu.fiche
  const file = now.dossier - vu.dossier
  const own = (sheet === 0 || (sheet === 1 && OF_THE_SHEET.has(done.acte.geste))) && (file === 0 || file === 1)
  return own ? now : vu
}
