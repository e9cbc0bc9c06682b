import type { KitDocument } from '#shared/contract/kit.ts'
import { DoraError } from '#shared/errors.ts'
import { departementLabel } from '#shared/geo/divisions.ts'
import { slug } from '#shared/geo/fold.ts'
import { Suivi } from '#shared/kit/checklist.ts'
import { KitFichier, type KitResume, Kits } from '#shared/kit/kit.ts'
import { Destinataires, type DestinatairesDemande, Territoire } from '#shared/kit/territory.ts'
import { parisDay } from '#shared/listing/days.ts'
import { createAccountApi, done } from '../account/api.ts'
import type { SettingsStore } from '../app/settings.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import { createInstallHandlers } from './install.ts'
import { createKitShelf } from './installed.ts'
import { lettersTable } from './letters.ts'
import { outlinesOf } from './outlines.ts'
import type { Complements, PresentationFacts } from './presentation.ts'
import { documentInThread } from './writing.ts'

export type KitHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `kit.${string}`>>

type Options = {
  /** Where the installed kit is kept. */
  readonly file: string
  readonly settings: SettingsStore
  readonly sync: Pick<DoraHandlers, 'sync.setServer' | 'sync.setTerritories' | 'sync.status'>
  readonly geo: Pick<DoraHandlers, 'geo.layer' | 'geo.credits'>
  readonly link: Pick<ServerLink, 'request' | 'address'>
  /** Figures of use and gaps of départements, from those who keep them. */
  readonly complements: (departements: readonly string[]) => Promise<Complements>
  readonly emit: Emit
  readonly now?: () => number
}

const V1 = ['kit', 'v1'] as const
const PDF = 'application/pdf'
const KIT_TYPE = 'application/octet-stream'
/** Letters of one file: more is a mailing, which a table serves better. */
const MOST_LETTERS = 500

const asFile = (nom: string, type: string, bytes: Uint8Array): KitDocument => ({
  nom,
  type,
  base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
})

const kitDocument = ({ nom, fichier }: KitFichier): KitDocument => asFile(nom, KIT_TYPE, Buffer.from(fichier))

const placeOf = (departements: readonly string[]): string =>
  departements.length <= 3 ? departements.map(departementLabel).join(', ') : `${departements.length} départements`

/** A server on this machine is nobody else’s to open. */
const publicAddress = (address: string | null): string | null =>
  address?.startsWith('https:') === true ? address.replace(/\/$/, '') : null

/** The territory kit: made and followed on the server, written as documents and installed here. */
export const createKitHandlers = (options: Options): KitHandlers => {
  const { file, settings, sync, geo, link, complements, emit, now = Date.now } = options
  const { ask } = createAccountApi(link)
  const day = (): string => parisDay(now())

  const kits = (): Promise<Kits> => ask('GET', [...V1, 'kits'], { answer: Kits })
  const addressees = (body: DestinatairesDemande): Promise<Destinataires> =>
    ask('POST', [...V1, 'destinataires'], { answer: Destinataires, body })
  const suivi = (departement: string): Promise<Suivi> => ask('GET', [...V1, 'suivi', departement], { answer: Suivi })
  const kitNamed = async (id: string | null): Promise<KitResume | null> =>
    id === null ? null : ((await kits()).kits.find((one) => one.id === id) ?? null)

  return {
    ...createInstallHandlers({ shelf: createKitShelf(file), settings, sync, ask, emit, now }),
    'kit.list': kits,
    'kit.make': async (body) => {
      const made = await ask('POST', [...V1, 'kits'], { answer: KitFichier, body })
      return { kit: made.kit, fichier: kitDocument(made) }
    },
    'kit.file': async ({ id }) => kitDocument(await ask('GET', [...V1, 'kits', id], { answer: KitFichier })),
    'kit.remove': ({ id }) => ask('DELETE', [...V1, 'kits', id], { answer: done }),
    'kit.presentation': async ({ departements, correspondant, kit: id }) => {
      const territoire = await ask('GET', [...V1, 'territoire'], {
        answer: Territoire,
        query: { departements: departements.join(',') },
      })
      const kit = await kitNamed(id)
      const nom = kit?.nom ?? placeOf(departements)
      const facts: PresentationFacts = {
        territoire,
        nom,
        logo: kit?.logo ?? null,
        bienvenue: kit?.bienvenue ?? '',
        correspondant: correspondant ?? kit?.correspondant ?? null,
        adresse: publicAddress(link.address()),
        outlines: await outlinesOf(async (layer) => geo['geo.layer']({ layer }), departements),
        credits: await geo['geo.credits'](undefined),
        complements: await complements(departements),
      }
      const bytes = await documentInThread((thread) => thread.presentation({ facts, now: now() }))
      return asFile(`presentation-${slug(nom)}-${day()}.pdf`, PDF, bytes)
    },
    'kit.addressees': async (asked) => (await addressees(asked)).destinataires,
    'kit.letters': async ({ lettre, format }) => {
      const { departements, etats } = lettre
      const found = await addressees({ departements, etats })
      if (found.destinataires.length === 0) throw new DoraError('kit-sans-destinataire')
      const name = `invitations-${departements.join('-')}-${day()}`
      if (format === 'csv') {
        const base64 = await writeInThread(lettersTable(lettre, found), 'csv')
        return { nom: `${name}.csv`, type: TABLE_TYPES.csv, base64 }
      }
      if (found.destinataires.length > MOST_LETTERS) throw new DoraError('kit-trop-de-lettres', { limite: MOST_LETTERS })
      return asFile(`${name}.pdf`, PDF, await documentInThread((thread) => thread.letters({ lettre, found, now: now() })))
    },
    'kit.checklist': ({ departement }) => suivi(departement),
    'kit.follow': ({ departement, geste }) => ask('POST', [...V1, 'suivi', departement], { answer: Suivi, body: geste }),
    'kit.checklistPdf': async ({ departement }) => {
      const told = await suivi(departement)
      const bytes = await documentInThread((thread) => thread.checklist({ suivi: told, now: now() }))
      return asFile(`trente-jours-${departement}-${day()}.pdf`, PDF, bytes)
    },
  }
}
