import { useCallback, useEffect, useMemo, useState } from 'react'
import type { DepartementDeploye, EtatDeploiement } from '#shared/deployment/state.ts'
import { deployment as t, etatInWords } from '../../../i18n/deploiement.ts'
import { announce } from '../../../lib/announce.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import type { Known } from './StateTile.tsx'

type Said = ReadonlyMap<string, Known>

const without = (said: Said, code: string): Said => new Map([...said].filter(([other]) => other !== code))

/**
 * The states as they are known here, and how to change one. What was just said is shown until it comes back by the exchanges; what the
 * server refused is shown as it was.
 */
export const useStates = () => {
  const { data, error, refetch } = useCall('deploiement.list', undefined)
  const { mutate } = useAction('deploiement.set')
  const [said, setSaid] = useState<Said>(new Map())
  const etats = data?.etats ?? null
  const known = useMemo(() => new Map((etats ?? []).map((one) => [one.departement, one])), [etats])

  useEffect(() => {
    setSaid((before) => {
      const left = [...before].filter(([code, etat]) => (known.get(code)?.etat ?? null) !== etat)
      return left.length === before.size ? before : new Map(left)
    })
  }, [known])

  const etatOf = useCallback(
    (code: string): Known => {
      const now = said.get(code)
      return now === undefined ? (known.get(code)?.etat ?? null) : now
    },
    [said, known],
  )
  const sinceOf = useCallback(
    (code: string): string | null => (said.has(code) ? null : (known.get(code)?.depuis ?? null)),
    [said, known],
  )
  const say = useCallback(
    (departement: string, etat: EtatDeploiement | null) => {
      setSaid((before) => new Map([...before, [departement, etat]]))
      mutate(
        { departement, etat },
        {
          onSuccess: () => announce(t.saved(territoryName(departement), etatInWords(etat))),
          onError: (failure) => {
            setSaid((before) => without(before, departement))
            showToast({ message: failure.message, tone: 'erreur' })
          },
        },
      )
    },
    [mutate],
  )
  const shown = useMemo(
    (): readonly DepartementDeploye[] =>
      [...new Set([...known.keys(), ...said.keys()])].flatMap((departement) => {
        const etat = etatOf(departement)
        return etat === null ? [] : [{ departement, etat, depuis: known.get(departement)?.depuis ?? '' }]
      }),
    [known, said, etatOf],
  )
  return { data, etats: shown, etatOf, sinceOf, say, error, retry: () => void refetch() }
}
