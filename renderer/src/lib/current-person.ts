import { create } from 'zustand'
import { client, useCall } from './api.ts'
import { keep, readKept } from './kept.ts'

/**
 * The person in front of the counsellor: whose folder explains eligibility, fills requests and names the language of the handout.
 * In memory only. While the folders are locked nobody is in front; who leaves the account lets go of them.
 */
const useCurrent = create<{ readonly id: string | null }>(() => ({ id: null }))

/** @param id of the folder; null for nobody */
export const accompany = (id: string | null): void => useCurrent.setState({ id })

/** Identifier of the folder in front; null for nobody, or while the folders are locked. */
export const useCurrentPersonId = (): string | null => {
  const id = useCurrent((state) => state.id)
  const { data } = useCall('personnes.verrou', undefined, { enabled: id !== null })
  return data?.etat === 'ouvert' ? id : null
}

/** The folder in front. */
export const useCurrentPerson = () => {
  const id = useCurrentPersonId()
  const { data, error } = useCall('personnes.get', { id: id ?? '' }, { enabled: id !== null })
  return id === null || error !== null ? null : (data ?? null)
}

/** Identifier of the folder in front, asked once: for what is begun rather than shown. */
export const personInFront = async (): Promise<string | null> => {
  const { id } = useCurrent.getState()
  if (id === null) return null
  return (await client.call('personnes.verrou', undefined)).etat === 'ouvert' ? id : null
}

const KEPT = 'initiales'
const useDiscreet = create<{ readonly on: boolean }>(() => ({ on: readKept(KEPT) === true }))

/** Initials in place of the name where it is always in sight: the screen may be turned to someone else. */
export const setDiscreet = (on: boolean): void => {
  keep(KEPT, on)
  useDiscreet.setState({ on })
}
export const useIsDiscreet = (): boolean => useDiscreet(({ on }) => on)
