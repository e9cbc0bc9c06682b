import { type Dispatch, type SetStateAction, useState } from 'react'
import {
  ConnecteurDemande,
  type ConnecteurVu,
  type FichierConnecteur,
  type Origine,
  type Rythme,
} from '#shared/partners/connector.ts'
import { connectors } from '../../i18n/administration-connecteurs.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DepartementsField, SourcesField, ThemesField } from './Many.tsx'

const t = connectors.form

/** What is typed, as texts; read as a whole when it is sent. */
type Typed = {
  readonly nom: string
  readonly genre: Origine['genre']
  readonly adresse: string
  readonly departement: string | null
  readonly thematiques: string[]
  readonly fichiers: readonly [string, string]
  readonly cle: string
  readonly oublier: boolean
  readonly sources: string[]
  readonly periode: Rythme['periode']
  readonly heure: number
  readonly jour: number
  readonly actif: boolean
  readonly seuil: string
  readonly perte_max: string
}

const percent = (share: number): string => String(Math.round(share * 100))
const locationOf = (one: FichierConnecteur | undefined): string =>
  one === undefined ? '' : one.lieu === 'adresse' ? one.adresse : one.nom

const typedOf = (one: ConnecteurVu | null): Typed => {
  const { origine, rythme } = one ?? {}
  const api = origine?.genre === 'api' ? origine : null
  const fichiers = origine?.genre === 'fichier' ? origine.fichiers : []
  return {
    nom: one?.nom ?? '',
    genre: origine?.genre ?? 'api',
    adresse: api?.adresse ?? '',
    departement: api?.departement ?? null,
    thematiques: [...(api?.thematiques ?? [])],
    fichiers: [locationOf(fichiers[0]), locationOf(fichiers[1])],
    cle: '',
    oublier: false,
    sources: [...(one?.sources ?? [])],
    periode: rythme?.periode ?? 'jour',
    heure: rythme !== undefined && 'heure' in rythme ? rythme.heure : 4,
    jour: rythme?.periode === 'semaine' ? rythme.jour : 1,
    actif: one?.actif ?? true,
    seuil: percent(one?.seuil ?? 0),
    perte_max: percent(one?.perte_max ?? 0.2),
  }
}

/** NaN for what is no share: the schema refuses it. */
const share = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) / 100 : Number.NaN)

const rythmeOf = ({ periode, heure, jour }: Typed): Rythme =>
  periode === 'semaine' ? { periode, jour, heure } : periode === 'jour' ? { periode, heure } : { periode }

const fileOf = (text: string) =>
  /^https?:/i.test(text) ? { lieu: 'adresse' as const, adresse: text } : { lieu: 'depot' as const, nom: text }

/** As it would be sent; the schema says what is wrong with it. */
const askedOf = (typed: Typed): unknown => ({
  nom: typed.nom.trim(),
  origine:
    typed.genre === 'api'
      ? {
          genre: 'api',
          adresse: typed.adresse.trim(),
          departement: typed.departement,
          thematiques: typed.thematiques,
        }
      : {
          genre: 'fichier',
          fichiers: typed.fichiers
            .map((one) => one.trim())
            .filter((one) => one !== '')
            .map(fileOf),
        },
  sources: typed.sources,
  rythme: rythmeOf(typed),
  actif: typed.actif,
  seuil: share(typed.seuil),
  perte_max: share(typed.perte_max),
  cle: typed.oublier ? '' : typed.cle.trim() === '' ? null : typed.cle.trim(),
})

const isSource = (text: string): boolean => ConnecteurDemande.shape.sources.element.safeParse(text).success

type Wrong = Readonly<Partial<Record<keyof typeof t.wrong, string>>>

const wrongOf = (issues: readonly { readonly path: readonly PropertyKey[] }[]): Wrong => {
  const names = issues.map(({ path }) => String(path[0] === 'origine' ? path[1] : path[0]))
  return Object.fromEntries(Object.entries(t.wrong).filter(([name]) => names.includes(name)))
}

type FieldsProps = {
  readonly typed: Typed
  readonly set: Dispatch<SetStateAction<Typed>>
  readonly wrong: Wrong
  readonly one: ConnecteurVu | null
  readonly depot: string
}

const OriginFields = ({ typed, set, wrong, one, depot }: FieldsProps) => {
  const put =
    <K extends keyof Typed>(name: K) =>
    (value: Typed[K]) =>
      set((now) => ({ ...now, [name]: value }))
  return (
    <>
      <RadioGroup
        label={t.genre}
        choices={(['api', 'fichier'] as const).map((value) => ({ value, label: t.genres[value] }))}
        value={typed.genre}
        onChange={put('genre')}
      />
      {typed.genre === 'api' ? (
        <>
          <TextField
            label={t.adresse}
            description={t.adresseHelp}
            value={typed.adresse}
            onChange={put('adresse')}
            errorMessage={wrong.adresse}
            isRequired
          />
          <div className="connector-pair">
            <DepartementsField
              label={t.departement}
              description={t.departementHelp}
              chosen={typed.departement === null ? [] : [typed.departement]}
              onChange={([code]) => put('departement')(code ?? null)}
              single
            />
            <ThemesField
              label={t.thematiques}
              description={t.thematiquesHelp}
              chosen={typed.thematiques}
              onChange={put('thematiques')}
              errorMessage={wrong.thematiques}
            />
          </div>
        </>
      ) : (
        typed.fichiers.map((value, at) => (
          <TextField
            key={t.fichier(at)}
            label={t.fichier(at)}
            {...(at === 0 && { description: t.fichierHelp(depot), isRequired: true, errorMessage: wrong.fichiers })}
            value={value}
            onChange={(text) =>
              set((now) => ({ ...now, fichiers: at === 0 ? [text, now.fichiers[1]] : [now.fichiers[0], text] }))
            }
          />
        ))
      )}
      <TextField
        label={t.cle}
        description={one?.cle_posee === true ? t.cleKept : t.cleHelp}
        value={typed.cle}
        onChange={put('cle')}
        type="password"
        autoComplete="off"
        isDisabled={typed.oublier}
      />
      {one?.cle_posee === true && (
        <Checkbox isSelected={typed.oublier} onChange={put('oublier')}>
          {t.cleForget}
        </Checkbox>
      )}
    </>
  )
}

const HOURS = Array.from({ length: 24 }, (_, n) => ({ value: String(n), label: t.heures(n) }))
const DAYS = t.jours.map((label, at) => ({ value: String(at + 1), label }))
const PERIODS = (['heure', 'jour', 'semaine', 'manuel'] as const).map((value) => ({ value, label: t.periodes[value] }))

const PaceFields = ({ typed, set, wrong }: Pick<FieldsProps, 'typed' | 'set' | 'wrong'>) => {
  const put =
    <K extends keyof Typed>(name: K) =>
    (value: Typed[K]) =>
      set((now) => ({ ...now, [name]: value }))
  const { periode } = typed
  return (
    <>
      <div className="connector-pair">
        <Select label={t.periode} choices={PERIODS} value={periode} onChange={put('periode')} />
        {periode === 'semaine' && (
          <Select label={t.jour} choices={DAYS} value={String(typed.jour)} onChange={(day) => put('jour')(Number(day))} />
        )}
        {(periode === 'semaine' || periode === 'jour') && (
          <Select label={t.heure} choices={HOURS} value={String(typed.heure)} onChange={(hour) => put('heure')(Number(hour))} />
        )}
      </div>
      <div className="connector-pair">
        <TextField
          label={t.seuil}
          description={t.seuilHelp}
          value={typed.seuil}
          onChange={put('seuil')}
          errorMessage={wrong.seuil}
          inputMode="numeric"
        />
        <TextField
          label={t.perte}
          description={t.perteHelp}
          value={typed.perte_max}
          onChange={put('perte_max')}
          errorMessage={wrong.perte_max}
          inputMode="numeric"
        />
      </div>
      <Checkbox isSelected={typed.actif} onChange={put('actif')}>
        {t.actif}
      </Checkbox>
    </>
  )
}

type Props = {
  /** Null for a new one. */
  readonly one: ConnecteurVu | null
  readonly depot: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Makes a connector, or changes one. */
export const ConnectorForm = ({ one, depot, onClose, onDone }: Props) => {
  const [typed, set] = useState(() => typedOf(one))
  /** Once it was to be sent, what is wrong is said until it is right. */
  const [tried, setTried] = useState(false)
  const known = useCall('administration.sources', undefined)
  const making = useAction('connecteurs.creer')
  const changing = useAction('connecteurs.modifier')
  const { isPending, error } = one === null ? making : changing
  const read = ConnecteurDemande.safeParse(askedOf(typed))
  const wrong = tried && !read.success ? wrongOf(read.error.issues) : {}
  const save = () => {
    setTried(true)
    if (!read.success) return
    const { nom } = read.data
    const onSuccess = () => {
      showToast({ message: one === null ? t.added(nom) : t.saved(nom) })
      onDone()
      onClose()
    }
    if (one === null) making.mutate(read.data, { onSuccess })
    else changing.mutate({ ...read.data, id: one.id }, { onSuccess })
  }
  return (
    <ActDialog
      title={one === null ? t.addTitle : t.editTitle(one.nom)}
      confirm={t.save}
      size="l"
      isBusy={isPending}
      error={error}
      writes
      onConfirm={save}
      onClose={onClose}
    >
      <TextField
        label={t.nom}
        value={typed.nom}
        onChange={(nom) => set((now) => ({ ...now, nom }))}
        errorMessage={wrong.nom}
        maxLength={80}
        isRequired
        autoFocus
      />
      <OriginFields typed={typed} set={set} wrong={wrong} one={one} depot={depot} />
      <SourcesField
        label={t.sources}
        description={t.sourcesHelp}
        chosen={typed.sources}
        known={known.data?.sources.map(({ source }) => source) ?? []}
        isFree={isSource}
        onChange={(sources) => set((now) => ({ ...now, sources }))}
        errorMessage={wrong.sources}
        isRequired
      />
      <PaceFields typed={typed} set={set} wrong={wrong} />
    </ActDialog>
  )
}
