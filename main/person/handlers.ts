import type { Histoire } from '#shared/contract/personnes.ts'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { slug } from '#shared/geo/fold.ts'
import { ETAT_LABELS } from '#shared/orientation/life.ts'
import { draftServiceOf } from '#shared/orientation/snapshot.ts'
import { filledFrom } from '#shared/person/fill.ts'
import type { Settings } from '#shared/contract/app.ts'
import type { Verrou } from '#shared/person/profile.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import type { DeskCatalogue } from '../user/handlers.ts'
import type { LockState } from '../user/folder-key.ts'
import { senderIn } from '../user/sender.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { PersonEligibility } from './eligibility.ts'
import { createLock } from './lock.ts'

export type PersonHandlers = Pick<
  DoraHandlers,
  | Extract<keyof DoraHandlers, `personnes.${string}`>
  | 'plans.list'
  | 'plans.creer'
  | 'plans.get'
  | 'plans.save'
  | 'plans.remove'
  | 'plans.restore'
>

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly catalogue: Pick<DeskCatalogue, 'catalogue.service'>
  readonly eligibility: PersonEligibility
  readonly settings: () => Pick<Settings, 'verrouApresMin' | 'dossiersJours'>
  /** Requests of the account, to say what became of those of a folder; fails without account. */
  readonly requests: () => Promise<readonly OrientationLine[]>
  readonly emit: Emit
  readonly clock: Clock
  readonly log: (what: string, error: unknown) => void
}

const FILE_TYPE = 'application/octet-stream'
const HOUR_MS = 60 * 60_000
/** How long what was removed may still be taken back. */
const GRACE_MS = HOUR_MS

/** Folders of the people accompanied, and plans: kept in the user's file, shut and erased on their clocks. */
export const createPersonHandlers = (parts: Parts) => {
  const { user, catalogue, eligibility, settings, requests, emit, clock, log } = parts
  const jours = (): number => settings().dossiersJours
  const lock = createLock({ user, minutes: () => settings().verrouApresMin, emit, clock, log })
  const changed = (id: string): void => emit('personnes.changed', { id })
  const planChanged = (id: string): void => emit('plans.changed', { id })

  /** The user's file, once what had to shut is shut. Reading is no gesture: screens read again by themselves. */
  const file = async (): Promise<RemoteOf<UserWorkerMethods>> => {
    await lock.check()
    return user()
  }

  /** Identifier of the account, null for none. */
  const seated = async (): Promise<string | null> => (await (await user())['account.get'](undefined)).compte?.id ?? null
  /** Whoever opened them. */
  let openedBy: string | null = null
  const settle = async (state: LockState): Promise<Verrou> => {
    openedBy = await seated()
    return lock.settle(state)
  }

  const purge = async (): Promise<void> => {
    const removedBefore = new Date(clock.now() - GRACE_MS).toISOString()
    await (await user())['folders.purge']({ removedBefore, jours: jours() })
  }
  let purging: NodeJS.Timeout | undefined
  const purgeAgain = (): void => {
    // What fell due while the application ran goes within the hour; a file that does not open is said by who needs it.
    void purge().catch(() => {})
    purging = setTimeout(purgeAgain, HOUR_MS)
    purging.unref()
  }

  const sayRequest = (line: OrientationLine | undefined, service: string): string =>
    line === undefined
      ? `Demande envoyée\u202f: ${service}`
      : `Demande à ${service}\u202f: ${ETAT_LABELS[line.etat].toLocaleLowerCase('fr')}`

  const handlers: PersonHandlers = {
    'personnes.verrou': async () => {
      await lock.check()
      return lock.told(await (await user())['folders.lockState'](undefined))
    },
    'personnes.choisirCode': async (ask) => settle(await (await user())['folders.chooseCode'](ask)),
    'personnes.ouvrir': async (ask) => settle(await (await user())['folders.open'](ask)),
    'personnes.changerCode': async (ask) => settle(await (await user())['folders.changeCode'](ask)),
    'personnes.verrouiller': () => lock.shut(),
    'personnes.presence': () => lock.present(),
    'personnes.toutEffacer': async () => lock.settle(await (await user())['folders.eraseAll'](undefined)),
    'personnes.list': async () => (await file())['folders.list']({ jours: jours() }),
    'personnes.creer': async (ask) => {
      const made = await (await file())['folders.create'](ask as never)
      changed(made.id)
      return made
    },
    'personnes.get': async ({ id }) => (await file())['folders.get']({ id, jours: jours() }),
    'personnes.save': async (ask) => {
      const saved = await (await file())['folders.save']({ ...ask, jours: jours() })
      changed(ask.id)
      return saved
    },
    'personnes.remove': async (ask) => {
      await (await file())['folders.remove'](ask)
      changed(ask.id)
    },
    'personnes.restore': async (ask) => {
      await (await file())['folders.restore'](ask)
      changed(ask.id)
    },
    'personnes.prolonger': async ({ id }) => {
      const told = await (await file())['folders.prolong']({ id, jours: jours() })
      changed(id)
      return told
    },
    'personnes.histoire': async ({ id }): Promise<Histoire[]> => {
      const { plans, drafts } = await (await file())['folders.life']({ id, jours: jours() })
      // Without account, or with a file that does not open, what is known here is told all the same.
      const lines = drafts.some(({ envoye }) => envoye) ? await requests().catch(() => []) : []
      const told: Histoire[] = [
        ...plans.map((plan) => ({
          le: plan.modifie_le,
          quoi: 'plan' as const,
          id: plan.id,
          texte: plan.besoins.length === 0 ? 'Plan sans besoin' : `Plan\u202f: ${plan.besoins.join(', ')}`,
        })),
        ...drafts.map((draft) => {
          const asked = draft.structureNom === '' ? draft.serviceNom : `${draft.serviceNom} (${draft.structureNom})`
          if (!draft.envoye)
            return { le: draft.modifie_le, quoi: 'brouillon' as const, id: draft.id, texte: `Brouillon\u202f: ${asked}` }
          const line = lines.find((one) => one.sens === 'envoi' && one.id === draft.requestId)
          return {
            le: line?.bouge_le ?? draft.modifie_le,
            quoi: 'demande' as const,
            id: draft.requestId ?? draft.id,
            texte: sayRequest(line, asked),
          }
        }),
      ]
      return told.sort((a, b) => (a.le < b.le ? 1 : -1))
    },
    'personnes.exporter': async (ask) => {
      const { nom, bytes } = await (await file())['folders.carry'](ask)
      const name = slug(nom)
      return {
        nom: `dossier-${name === '' ? 'sans-nom' : name}.dora`,
        type: FILE_TYPE,
        base64: Buffer.from(bytes).toString('base64'),
      }
    },
    'personnes.importer': async ({ base64, phrase }) => {
      const made = await (await file())['folders.bring']({ bytes: new Uint8Array(Buffer.from(base64, 'base64')), phrase })
      changed(made.id)
      return made
    },
    'personnes.demande': async ({ id, serviceId, plan = '' }) => {
      const sheet = await catalogue['catalogue.service']({ id: serviceId })
      const store = await file()
      const { profil } = await store['folders.get']({ id, jours: jours() })
      const service = draftServiceOf(sheet)
      const known = { ...senderIn(await store['account.known'](undefined)), ...filledFrom(id, profil, service), plan }
      const { id: draftId } = await store['drafts.create']({ service, known })
      await store['folders.used']({ id })
      emit('drafts.changed', { id: draftId })
      return { draftId }
    },
    'personnes.eligibilites': async ({ id, services }) => {
      const { profil } = await (await file())['folders.get']({ id, jours: jours() })
      return eligibility.of(profil, services)
    },
    'personnes.eligibilite': async ({ id, serviceId }) => {
      const { profil } = await (await file())['folders.get']({ id, jours: jours() })
      const { service, zone } = await catalogue['catalogue.service']({ id: serviceId })
      return eligibility.lines(profil, service, zone.label)
    },
    'plans.list': async () => (await file())['plans.list']({ jours: jours() }),
    'plans.creer': async (ask) => {
      const made = await (await file())['plans.create'](ask)
      planChanged(made.id)
      return made
    },
    'plans.get': async ({ id }) => (await file())['plans.get']({ id, jours: jours() }),
    'plans.save': async (ask) => {
      const saved = await (await file())['plans.save']({ ...ask, jours: jours() })
      planChanged(ask.id)
      return saved
    },
    'plans.remove': async (ask) => {
      await (await file())['plans.remove'](ask)
      planChanged(ask.id)
    },
    'plans.restore': async (ask) => {
      await (await file())['plans.restore'](ask)
      planChanged(ask.id)
    },
  }

  return {
    handlers,
    /** The profile of a folder, for whoever chooses for that person; null while it is shut, or when it is gone. */
    profile: async (id: string) => {
      try {
        await lock.check()
        return (await (await user())['folders.get']({ id, jours: jours() })).profil
      } catch {
        return null
      }
    },
    /** To call once the application is open. */
    look: purgeAgain,
    /** The machine sleeps, or is left: folders are shut. */
    leave: lock.leave,
    /** Something of the account has changed: another person sits down, or nobody, and folders are shut; else they stay as they are. */
    accountChanged: (): void => {
      void seated().then(
        (now) => {
          if (now !== openedBy) lock.leave()
        },
        // Who is there cannot be told.
        () => lock.leave(),
      )
    },
    close: (): void => {
      clearTimeout(purging)
      lock.close()
    },
  }
}
