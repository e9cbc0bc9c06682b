import type { DossierView } from '#shared/moderation/dossier.ts'
import { isTaken } from '#shared/moderation/queue.ts'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { noStatut, statut as statutLabel } from '../../../i18n/moderation-acts.ts'
import { dossier as t } from '../../../i18n/moderation-dossier.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { formatDate } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { useNow } from '../../../lib/use-now.ts'
import { hourOf } from '../../../lib/when.ts'
import { Link } from '../../../ui/Link.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { stateOf, textOf, type Sheet } from './sheet-of.ts'
import { statusSince } from './timeline.ts'

const TONES = {
  NEED_INITIAL_MODERATION: { tone: 'warn', icon: 'shield' },
  NEED_NEW_MODERATION: { tone: 'warn', icon: 'refresh' },
  IN_PROGRESS: { tone: 'accent', icon: 'clock' },
  VALIDATED: { tone: 'good', icon: 'check' },
} as const

const ANNUAIRE = 'https://annuaire-entreprises.data.gouv.fr/etablissement/'

const Taken = ({ prise, now }: { readonly prise: DossierView['dossier']['prise']; readonly now: Date }) => {
  const me = useAccount()?.compte?.id
  if (!isTaken(prise, now.getTime())) return null
  const mine = prise.user_id === me
  return (
    <Tag tone={mine ? 'accent' : 'warn'} icon={mine ? 'check' : 'lock'}>
      {[
        mine ? t.takenByMe : t.takenBy(prise.nom),
        prise.jusqu_au === null ? t.untilDone : t.until(hourOf(new Date(prise.jusqu_au))),
      ].join(' ')}
    </Tag>
  )
}

type Props = { readonly view: DossierView; readonly sheet: Sheet }

const Links = ({ view: { cible }, sheet: { siret, structure } }: Props) => (
  <p className="dossier-links">
    <Link href={href[cible.kind](cible.id)}>{t.link.fiche}</Link>
    {cible.kind === 'service' && structure !== null && (
      <Link href={href.dossier(`structure/${structure.id}`)}>{t.link.structure}</Link>
    )}
    {siret !== null && <ExternalLink url={ANNUAIRE + siret.replace(/\s/g, '')}>{t.link.annuaire}</ExternalLink>}
  </p>
)

/** Which sheet it is, where it stands, and who has it. */
export const Head = ({ view, sheet }: Props) => {
  const now = useNow(view)
  const { cible, dossier: kept } = view
  const { doc, statut, publication, structure, obsolete } = sheet
  const since = statusSince(kept.decisions, statut)
  const state = stateOf(view, sheet)
  const place = [textOf(doc['code_postal']), displayTown(textOf(doc['commune']) ?? '')].filter(Boolean).join(' ')
  return (
    <header className="dossier-head">
      <p className="dossier-eyebrow">
        <span>{t.kind[cible.kind]}</span>
        {cible.kind === 'service' && <span>{structure === null ? t.noStructure : t.of(displayName(structure.nom))}</span>}
        {place !== '' && <span>{place}</span>}
      </p>
      <h2 className="dossier-title" tabIndex={-1}>
        {displayName(sheet.nom)}
      </h2>
      <div className="dossier-tags">
        {statut === null ? <Tag>{noStatut}</Tag> : <Tag {...TONES[statut]}>{statutLabel[statut]}</Tag>}
        {since !== null && <span className="muted">{`${t.since(formatDate(since.le))}, ${since.nom}`}</span>}
        {publication !== null && <Tag>{t.status[publication] ?? publication}</Tag>}
        {obsolete ? (
          <Tag tone="bad" icon="trash">
            {t.obsolete}
          </Tag>
        ) : (
          state !== null && state !== 'a-valider' && <Tag>{ETAT_STRUCTURE_TEXT[state].nom}</Tag>
        )}
        <Taken prise={kept.prise} now={now} />
      </div>
      <Links view={view} sheet={sheet} />
    </header>
  )
}
