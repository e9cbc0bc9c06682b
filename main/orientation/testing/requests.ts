import { type Envoi, Reception } from '#shared/orientation/model.ts'
import { envoi as sentRequest, uuid } from '#shared/orientation/testing.ts'
import { type Brief, briefOfReceived, briefOfSent } from '../../user/requests-brief.ts'
import type { SeenRequest } from '../../user/requests-types.ts'

/** Invented requests as this desk sees them. The person of the desk is « u1 », of the structure « p1 ». */

export { uuid }
export const ME = 'u1'
export const DAY_MS = 24 * 3600_000
/** When the invented requests were sent. */
export const SENT_AT = Date.parse('2026-03-02T09:00:00.000Z')

export const sent = (over: Partial<Envoi> = {}): Envoi => sentRequest(over)

const OTHERS: Reception['prescripteur'] = {
  user_id: 'u9',
  nom: 'Alix Fabre',
  structure_id: 'p9',
  structure_nom: 'Relais de Bellerive',
  courriel: 'alix@exemple.test',
}

export const received = (over: Partial<Reception> = {}): Reception => {
  const { remplace: _remplace, courriers: _courriers, ...common } = sentRequest()
  return { ...Reception.parse({ ...common, id: uuid(101), prescripteur: OTHERS, suivi_par: null }), ...over }
}

export const seen = <T>(doc: T, over: Partial<SeenRequest<T>> = {}): SeenRequest<T> => ({
  doc,
  ici: false,
  envoi: 'a-jour',
  refus: null,
  muette: false,
  ...over,
})

export const sentBrief = (over: Partial<Envoi> = {}, more: Partial<SeenRequest<Envoi>> = {}): Brief =>
  briefOfSent(seen(sent(over), more))
export const receivedBrief = (over: Partial<Reception> = {}, more: Partial<SeenRequest<Reception>> = {}): Brief =>
  briefOfReceived(seen(received(over), more))
