import { DoraError } from '#shared/errors.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import type { FeuilleOptions, FeuilleSource } from '#shared/handout/handout.ts'
import { emailSubject, emailText, qrText, smsText } from '#shared/handout/message.ts'
import { type Asked, askedOfPlan, askedOfServices, type Contact, type Feuille, makeFeuille } from '#shared/handout/sheet.ts'
import { LANGUE_NOMS } from '#shared/handout/texts.ts'
import { departementOf } from '#shared/catalogue/facts.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import { outlinesOf } from '../kit/outlines.ts'
import { documentInThread } from '../kit/writing.ts'
import { createTemplate } from './template.ts'

export type HandoutHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `feuille.${string}`>>

/** What a sheet is made from, asked of those who keep it. */
type Desk = Pick<
  DoraHandlers,
  'plans.get' | 'personnes.get' | 'catalogue.service' | 'account.state' | 'geo.layer' | 'geo.credits'
>

type Options = {
  /** Where the head of the sheets is kept. */
  readonly file: string
  readonly desk: () => Desk
  readonly emit: Emit
  readonly now?: () => number
}

type Ask = { readonly source: FeuilleSource; readonly options: FeuilleOptions }
type Gathered = { readonly feuille: Feuille; readonly sheets: ReadonlyMap<string, ServiceSheet> }

const departementsOf = (sheets: ReadonlyMap<string, ServiceSheet>): readonly string[] => [
  ...new Set(
    [...sheets.values()].flatMap(({ service, structure }) => {
      const place = service.latitude == null ? (structure ?? service) : service
      return departementOf(place.code_insee, place.code_postal) ?? []
    }),
  ),
]

/** The handout: composed from the plan, the catalogue and the folder, on this desk, without network. Nothing of it is kept. */
export const createHandoutHandlers = ({ file, desk, emit, now = Date.now }: Options): HandoutHandlers => {
  const template = createTemplate(file)

  const asked = async (source: FeuilleSource, options: FeuilleOptions): Promise<Asked> => {
    if ('services' in source) return askedOfServices(source.services, source.titre)
    const { doc } = await desk()['plans.get']({ id: source.plan })
    const id = options.prenom ? doc.personneId : null
    return askedOfPlan(doc, id === null ? '' : (await desk()['personnes.get']({ id })).profil.prenom)
  }

  const sheetsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, ServiceSheet>> => {
    const found = new Map<string, ServiceSheet>()
    for (const id of new Set(ids)) {
      try {
        found.set(id, await desk()['catalogue.service']({ id }))
      } catch (error) {
        // Gone from the catalogue: the others are told all the same. Anything else is a failure, not an absence.
        if (!(error instanceof DoraError && error.code === 'service-introuvable')) throw error
      }
    }
    return found
  }

  /** Who gives the sheet, as the account says it, and where to call, as this desk says it; null when nothing is known. */
  const contactOf = async (): Promise<Contact | null> => {
    const { compte, rattachements, structure_courante } = await desk()['account.state'](undefined)
    const { telephone } = template.read()
    if (compte === null) return telephone === '' ? null : { nom: '', structure: '', telephone, courriel: '' }
    const structure = rattachements.find(({ structure_id }) => structure_id === structure_courante)
    return {
      nom: `${compte.prenom} ${compte.nom}`.trim(),
      structure: structure?.structure_nom ?? '',
      telephone,
      courriel: compte.courriel,
    }
  }

  const gather = async ({ source, options }: Ask): Promise<Gathered> => {
    const what = await asked(source, options)
    const sheets = await sheetsOf(what.besoins.flatMap(({ services }) => services.map(({ id }) => id)))
    if (sheets.size === 0) throw new DoraError('feuille-vide')
    const contact = options.contact ? await contactOf() : null
    const today = new Date(now())
    return { feuille: makeFeuille({ asked: what, sheets, options, modele: template.read(), contact, today }), sheets }
  }

  return {
    'feuille.pdf': async (ask) => {
      const { options } = ask
      const { feuille, sheets } = await gather(ask)
      const { 'geo.layer': layer, 'geo.credits': credits } = desk()
      const facts = {
        feuille,
        format: options.format,
        carte: options.carte ? await outlinesOf(async (one) => layer({ layer: one }), departementsOf(sheets)) : null,
        qr: options.qr ? qrText(feuille) : null,
        credits: options.carte ? await credits(undefined) : [],
      }
      const bytes = await documentInThread((thread) => thread.handout({ facts, now: now() }))
      const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
      return { nom: `feuille-${parisDay(now())}.pdf`, type: 'application/pdf', base64 }
    },
    'feuille.texte': async (ask) => {
      const { feuille } = await gather(ask)
      return {
        objet: emailSubject(feuille),
        texte: emailText(feuille),
        sms: smsText(feuille),
        qr: qrText(feuille),
        lisibilite: [...feuille.lisibilite],
        absents: [...feuille.absents],
      }
    },
    'feuille.langues': () => LANGUE_NOMS.map((one) => ({ ...one })),
    'feuille.modele': () => template.read(),
    'feuille.setModele': (modele) => {
      const kept = template.write(modele)
      emit('feuille.changed', {})
      return kept
    },
  }
}
