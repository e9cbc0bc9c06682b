import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { QuietHours } from '../quiet-hours.ts'
import { PlaceRef } from '../search/query.ts'

export const AppInfo = z.object({
  version: z.string(),
  host: z.enum(['electron', 'navigateur']),
  /** Where `user.db` and the logs are, to tell a support desk. */
  dataFolder: z.string(),
  /** How personal fields are protected on this machine. */
  protection: z.object({ kind: z.enum(['systeme', 'fichier']), avertissement: z.string().nullable() }),
})
export type AppInfo = z.infer<typeof AppInfo>

export const Settings = z.object({
  theme: z.enum(['systeme', 'clair', 'sombre', 'contraste']).default('systeme'),
  densite: z.enum(['confortable', 'compacte']).default('confortable'),
  /** Size of the text of every screen. */
  taille: z.enum(['normale', 'grande', 'tres-grande']).default('normale'),
  /** The last screen, and the windows that were detached, come back with the application. */
  reprendre: z.boolean().default(true),
  /** IGN tiles: off by default, for a tile tells its host the area looked at. */
  tuilesEnLigne: z.boolean().default(false),
  /** Address look-up by the Géoplateforme: off by default, for it sends what is typed. */
  adressesEnLigne: z.boolean().default(false),
  /** Routes of the Géoplateforme: off by default, for they send two points. */
  itinerairesEnLigne: z.boolean().default(false),
  /** The desk's own place, for « ma position » where the machine cannot tell. */
  monLieu: z.object({ place: PlaceRef, label: z.string() }).nullable().default(null),
  dernierLieu: z.object({ place: PlaceRef, label: z.string() }).nullable().default(null),
  raccourcisUneTouche: z.boolean().default(true),
  /** Single keys moved to others: default key → one's own (renderer/src/lib/keymap.ts). */
  touches: z.record(z.string().length(1), z.string().length(1)).default({}),
  /** A shortcut of the system brings the search box, from any program, with the text that was copied (Electron). */
  raccourciGlobal: z.boolean().default(false),
  /** True once the invitation to the first steps was followed or put away. */
  bienvenueVue: z.boolean().default(false),
  /** Notices of requests outside the window: of all, of those received only, or none. Of this desk alone. */
  notifications: z.enum(['toutes', 'recues', 'aucune']).default('toutes'),
  /** None before this instant; null when they are not suspended. */
  notificationsSuspenduesJusquA: z.iso.datetime().nullable().default(null),
  /** Hours, on this machine's clock, at which this desk tells nothing outside its window; null for none (shared/quiet-hours.ts). */
  heuresCalmes: QuietHours.nullable().default(null),
  /** Minutes without a gesture after which the folders of people shut. */
  verrouApresMin: z.union([z.literal(2), z.literal(5), z.literal(10), z.literal(30)]).default(10),
  /** Days without use after which a folder, or a plan of nobody, is erased. */
  dossiersJours: z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)]).default(90),
  /** Words of one's own for thématiques, added to the built-in synonyms: « mots » → values. */
  synonymes: z
    .array(z.object({ mots: z.string().min(2).max(80), thematiques: z.array(z.string()).min(1).max(20) }))
    .max(500)
    .default([]),
  /** Address of the central server; null for the one the application was started with, if any. Changed by `sync.setServer`. */
  serveur: z.string().max(2083).nullable().default(null),
  /** Départements carried on this desk, all of France when empty. Changed by `sync.setTerritories`. */
  territoires: z.array(z.string().max(3)).max(101).default([]),
})
export type Settings = z.infer<typeof Settings>

/**
 * Some of the settings. Not `Settings.partial()`: it would fill what is absent with defaults, and `settings.set` would reset it.
 * Those of the exchanges are not among them: they are checked, and take effect, where they are changed.
 */
const { theme, densite, tuilesEnLigne, adressesEnLigne, monLieu, dernierLieu, raccourcisUneTouche, bienvenueVue } = Settings.shape
const { notifications, notificationsSuspenduesJusquA, synonymes, taille, reprendre, heuresCalmes } = Settings.shape
const { verrouApresMin, dossiersJours, touches, raccourciGlobal, itinerairesEnLigne } = Settings.shape
export const SettingsPatch = z.object({
  theme: theme.unwrap().optional(),
  densite: densite.unwrap().optional(),
  tuilesEnLigne: tuilesEnLigne.unwrap().optional(),
  adressesEnLigne: adressesEnLigne.unwrap().optional(),
  itinerairesEnLigne: itinerairesEnLigne.unwrap().optional(),
  monLieu: monLieu.unwrap().optional(),
  dernierLieu: dernierLieu.unwrap().optional(),
  raccourcisUneTouche: raccourcisUneTouche.unwrap().optional(),
  bienvenueVue: bienvenueVue.unwrap().optional(),
  notifications: notifications.unwrap().optional(),
  notificationsSuspenduesJusquA: notificationsSuspenduesJusquA.unwrap().optional(),
  synonymes: synonymes.unwrap().optional(),
  taille: taille.unwrap().optional(),
  reprendre: reprendre.unwrap().optional(),
  heuresCalmes: heuresCalmes.unwrap().optional(),
  touches: touches.unwrap().optional(),
  raccourciGlobal: raccourciGlobal.unwrap().optional(),
  verrouApresMin: verrouApresMin.unwrap().optional(),
  dossiersJours: dossiersJours.unwrap().optional(),
})
export type SettingsPatch = z.infer<typeof SettingsPatch>

const address = z.string().max(4_000)
/** Where one was: the address of the main window and those of the windows beside it. Addresses hold nothing of a person. */
export const AppSession = z.object({ adresse: address, detachees: z.array(address).max(6) })
export type AppSession = z.infer<typeof AppSession>

export const appContract = {
  procedures: {
    'app.info': procedure(z.void(), AppInfo),
    /** Opens an https, mailto or tel address with the system's program; anything else fails with `lien-refuse`. */
    'app.openExternal': procedure(z.object({ url: z.string().max(2083) }), z.void()),
    /**
     * Opens a screen in a window of its own; false where this host leaves it to the page. Fails with `requete-invalide` for what is
     * no address of the application.
     */
    'app.detach': procedure(z.object({ adresse: address }), z.boolean()),
    /** The session of the last time, once for each start of the application; null afterwards, and when it is not wanted. */
    'app.takeSession': procedure(z.void(), AppSession.nullable()),
    'app.keepSession': procedure(AppSession, z.void()),
    /** The `dora:` link that the system handed over, once; null when there is none. It is data, to be read by shared/link.ts. */
    'app.takeLink': procedure(z.void(), z.string().max(2083).nullable()),
    'settings.get': procedure(z.void(), Settings),
    /** Replaces the settings named, keeps the others. */
    'settings.set': procedure(SettingsPatch, Settings),
  },
  events: {
    /** A link waits to be taken. */
    'app.linked': z.null(),
    'settings.changed': Settings,
  },
} as const
