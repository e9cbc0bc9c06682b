import type { Cible } from '#shared/moderation/target.ts'
import type { Returned } from '../mail/send.ts'
import { orientationOf } from '../orientations/rows.ts'
import type { Reader, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { noteReturned } from './dossier-notes.ts'

/** Letters that did not reach the address that a sheet gives. */

/** Those whose address a request may have gone to: its service’s, else its structure’s. */
const sheetsOfRequest = async (reader: Reader, seal: Seal, id: string): Promise<readonly Cible[]> => {
  const service = (await orientationOf(reader, seal, id))?.service
  if (service === undefined) return []
  const { structure_id } = service
  return [
    { kind: 'service', id: service.id },
    ...(structure_id === null ? [] : [{ kind: 'structure', id: structure_id } as const]),
  ]
}

/** Stages it in the dossiers of the sheets that give this address now. `now`: milliseconds since 1970. */
export const letterReturned = async (
  { writer, seal, now }: { readonly writer: Writer; readonly seal: Seal; readonly now: number },
  { to, suivi, fiche }: Returned,
): Promise<void> => {
  const cibles = [...(fiche === null ? [] : [fiche]), ...(suivi === null ? [] : await sheetsOfRequest(writer, seal, suivi))]
  await noteReturned({ writer, seal, now }, to, cibles)
}
