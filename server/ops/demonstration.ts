import type { SyncStore } from '../store/types.ts'
import { seedDemonstration } from '../sync/ingest/seed.ts'

const SERVICES = 20_000
const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** The demonstration catalogue of a first start, told as it goes. */
export const fillWithDemonstration = async (
  store: SyncStore,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> => {
  const began = performance.now()
  say('Création du catalogue de démonstration (données inventées)…')
  let quarter = 1
  const made = await seedDemonstration(store, {
    services: SERVICES,
    signal,
    onProgress: (done, total) => {
      if (done < (total * quarter) / 4 || done === total) return
      say(`  ${number.format(done)} fiches sur ${number.format(total)}`)
      quarter++
    },
  })
  if (made !== null) say(`  ${number.format(made.written)} fiches, en ${number.format((performance.now() - began) / 1000)} s.`)
}
