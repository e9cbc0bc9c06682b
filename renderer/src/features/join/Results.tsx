import { useEffect, useRef, useState } from 'react'
import type { EstablishmentQuery, Etablissement } from '#shared/accounts/wire.ts'
import { formatSiret } from '#shared/reference/siret.ts'
import { joinText as t } from '../../i18n/join.ts'
import { useCall } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { displayName } from '#shared/text/names.ts'
import { fromDeclaration, fromEstablishment, type Candidate } from './candidate.ts'
import { DeclareForm } from './DeclareForm.tsx'
import { KnownHere } from './KnownHere.tsx'

const nothingFor = ({ siret, safir }: EstablishmentQuery): string =>
  siret !== undefined ? t.nothingSiret : safir !== undefined ? t.nothingSafir : t.nothingName

const Row = ({ found, onChoose }: { readonly found: Etablissement; readonly onChoose: () => void }) => {
  const name = displayName(found.nom)
  const candidate = fromEstablishment(found)
  return (
    <li className="join-row">
      <div className="join-row-main">
        <strong>{name}</strong>
        {candidate.adresse !== null && <span className="muted">{candidate.adresse}</span>}
        <div className="join-row-tags">
          {found.siret !== null && (
            <span className="tabular muted">
              {t.siret} {formatSiret(found.siret)}
            </span>
          )}
          {found.siege && <Tag>{t.seat}</Tag>}
          {found.structure !== null && (
            <>
              <Tag tone="accent" icon="check">
                {t.known}
              </Tag>
              <Tag icon="user">{found.structure.a_administrateur ? t.withAdmin : t.withoutAdmin}</Tag>
            </>
          )}
        </div>
      </div>
      <Button size="s" aria-label={t.chooseOf(name)} onPress={onChoose}>
        {t.choose}
      </Button>
    </li>
  )
}

type Props = { readonly query: EstablishmentQuery; readonly onChoose: (candidate: Candidate) => void }

/** The register is silent: what the catalogue knows is above or empty, and one may say the rest oneself. */
const RegisterDown = ({ query: { siret }, onChoose }: Props) => {
  const [declaring, setDeclaring] = useState(false)
  if (siret !== undefined && declaring)
    return <DeclareForm siret={siret} onDeclared={(declared) => onChoose(fromDeclaration(siret, declared))} />
  return (
    <Notice
      tone="warn"
      title={t.registerDown}
      {...(siret !== undefined && {
        actions: (
          <Button size="s" icon="pencil" onPress={() => setDeclaring(true)}>
            {t.declare}
          </Button>
        ),
      })}
    >
      {t.registerDownText} {siret === undefined && t.registerDownName}
    </Notice>
  )
}

/** What was found for a question, or why nothing was. */
export const Results = ({ query, onChoose }: Props) => {
  const { data, error, isFetching, refetch } = useCall('account.establishments', query, { fresh: true })
  const heading = useRef<HTMLHeadingElement>(null)
  // The answer to a press is where the focus goes.
  useEffect(() => {
    if (data !== undefined) heading.current?.focus()
  }, [data, query])

  if (error?.code === 'compte-sirene-injoignable')
    return (
      <>
        <RegisterDown query={query} onChoose={onChoose} />
        <KnownHere query={query} onChoose={onChoose} />
      </>
    )
  if (error !== null)
    return <ReadFailure title={t.failed} error={error} {...(!isFetching && { onRetry: () => void refetch() })} />
  if (data === undefined)
    return (
      <div aria-busy="true" aria-label={t.searching}>
        <Skeleton lines={4} />
      </div>
    )
  const { sirene, etablissements } = data
  return (
    <section className="join-results" aria-labelledby="join-found">
      <h2 id="join-found" ref={heading} tabIndex={-1}>
        {etablissements.length === 0 ? t.nothing : t.found(etablissements.length)}
      </h2>
      {!sirene && <RegisterDown query={query} onChoose={onChoose} />}
      {(etablissements.length === 0 || !sirene) && <KnownHere query={query} onChoose={onChoose} />}
      {etablissements.length === 0 && sirene && <p className="muted prose">{nothingFor(query)}</p>}
      {etablissements.length > 0 && (
        <ul className="join-rows" aria-label={t.list}>
          {etablissements.map((found, index) => (
            <Row
              key={`${found.siret ?? ''}/${found.structure?.id ?? index}`}
              found={found}
              onChoose={() => onChoose(fromEstablishment(found))}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
