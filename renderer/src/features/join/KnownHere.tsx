import type { EstablishmentQuery } from '#shared/accounts/wire.ts'
import { joinText as t } from '../../i18n/join.ts'
import { client, useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { displayName } from '#shared/text/names.ts'
import { fromCatalogue, structuresAmong, type Candidate } from './candidate.ts'

type Props = { readonly query: EstablishmentQuery; readonly onChoose: (candidate: Candidate) => void }

/** Around the commune given, and no further. */
const NEAR_KM = 10
const MOST = 200

/** What the catalogue of this desk knows by that name, when the register says nothing of it. */
export const KnownHere = ({ query: { q = '', code_insee: code }, onChoose }: Props) => {
  const { data } = useCall(
    'search.run',
    { text: q, limit: MOST, ...(code !== undefined && { place: { kind: 'commune', code }, radiusKm: NEAR_KM }) },
    { enabled: q !== '' },
  )
  const known = structuresAmong(data?.hits ?? [], q)
  if (known.length === 0) return null
  const choose = (id: string) =>
    void client.call('catalogue.structure', { id }).then(
      ({ structure }) => onChoose(fromCatalogue(structure)),
      (error: Error) => showToast({ tone: 'erreur', message: error.message }),
    )
  return (
    <section className="join-results" aria-labelledby="join-known">
      <h3 id="join-known">{t.knownHere}</h3>
      <ul className="join-rows">
        {known.map(({ id, nom, commune }) => (
          <li key={id} className="join-row">
            <div className="join-row-main">
              <strong>{displayName(nom)}</strong>
              {commune !== null && <span className="muted">{commune}</span>}
            </div>
            <Button size="s" aria-label={t.chooseOf(displayName(nom))} onPress={() => choose(id)}>
              {t.choose}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
