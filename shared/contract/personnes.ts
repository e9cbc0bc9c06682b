import { z } from 'zod'
import { Checks, Verdict } from '../orientation/checks.ts'
import { Dossier, DossierResume, Profil, Verrou } from '../person/profile.ts'
import { procedure } from '../rpc.ts'

/** Folders of the people accompanied: on this desk only, sealed, locked after inactivity, erased on a clock. */

const id = z.uuid()
const file = z.object({ nom: z.string(), type: z.string(), base64: z.string() })

/** What an event of a folder's life was. */
export const Histoire = z.object({
  le: z.string(),
  quoi: z.enum(['plan', 'brouillon', 'demande']),
  /** Identifier of the plan, the draft or the request. */
  id: z.string(),
  /** In French, ready to show: « Demande envoyée à Mobilité Nord : acceptée ». */
  texte: z.string(),
})
export type Histoire = z.infer<typeof Histoire>

/** A service weighed for a person; `raison`: the line that decides, in French. */
export const Eligible = z.object({ id: z.string(), verdict: Verdict, raison: z.string() })
export type Eligible = z.infer<typeof Eligible>

export const personnesContract = {
  procedures: {
    'personnes.verrou': procedure(z.void(), Verrou),
    /** Chooses the code, the first time. Fails with `code-trop-court`, `code-deja-choisi`. Kept nowhere: forgotten, the folders are lost. */
    'personnes.choisirCode': procedure(z.object({ code: z.string().max(200) }), Verrou),
    /** Fails with `code-refuse` (details.attente_s: seconds before the next try). */
    'personnes.ouvrir': procedure(z.object({ code: z.string().max(200) }), Verrou),
    'personnes.changerCode': procedure(z.object({ ancien: z.string().max(200), nouveau: z.string().max(200) }), Verrou),
    'personnes.verrouiller': procedure(z.void(), Verrou),
    /** The person at the desk did something: puts the lock off. */
    'personnes.presence': procedure(z.void(), z.void()),
    /** Erases every folder, and the code: the only way out of a forgotten one. */
    'personnes.toutEffacer': procedure(z.void(), Verrou),
    /** The rest fails with `dossiers-verrouilles` while it is locked. */
    'personnes.list': procedure(z.void(), z.array(DossierResume)),
    'personnes.creer': procedure(z.object({ profil: Profil.partial() }), z.object({ id })),
    'personnes.get': procedure(z.object({ id }), Dossier),
    /** Fails with `dossier-modifie-ailleurs` when another window has saved since `base`. */
    'personnes.save': procedure(z.object({ id, profil: Profil, base: z.number().int() }), Dossier),
    'personnes.remove': procedure(z.object({ id }), z.void()),
    /** Undo of `personnes.remove`, for as long as the application runs. */
    'personnes.restore': procedure(z.object({ id }), z.void()),
    /** Puts its erasing off to the whole delay again. */
    'personnes.prolonger': procedure(z.object({ id }), DossierResume),
    'personnes.histoire': procedure(z.object({ id }), z.array(Histoire)),
    /** A file that only the sentence opens, to hand a folder over on purpose (with its plans). */
    'personnes.exporter': procedure(z.object({ id, phrase: z.string().min(12).max(200) }), file),
    /** Fails with `dossier-fichier-refuse` (damaged, or another sentence). */
    'personnes.importer': procedure(
      z.object({ base64: z.string().max(4_000_000), phrase: z.string().max(200) }),
      z.object({ id }),
    ),
    /** A draft for that service, filled with what is known of the person. `plan`: the one it is made from. */
    'personnes.demande': procedure(
      z.object({ id, serviceId: z.string(), plan: z.uuid().optional() }),
      z.object({ draftId: z.string() }),
    ),
    /** What each service is for that person, in the order asked; those that left the catalogue are left out. */
    'personnes.eligibilites': procedure(z.object({ id, services: z.array(z.string()).max(200) }), z.array(Eligible)),
    /** Line by line, for one service. */
    'personnes.eligibilite': procedure(z.object({ id, serviceId: z.string() }), Checks.shape.eligibilite),
  },
  events: {
    'personnes.changed': z.object({ id: z.string() }),
    'personnes.verrouChange': Verrou,
  },
} as const
