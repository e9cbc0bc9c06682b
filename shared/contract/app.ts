import { z } from 'zod'
import { procedure } from '../rpc.ts'
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
  /** IGN tiles: off by default, for a tile tells its host the area looked at. */
  tuilesEnLigne: z.boolean().default(false),
  /** Address look-up by the Géoplateforme: off by default, for it sends what is typed. */
  adressesEnLigne: z.boolean().default(false),
  /** The desk's own place, for « ma position » where the machine cannot tell. */
  monLieu: z.object({ place: PlaceRef, label: z.string() }).nullable().default(null),
  dernierLieu: z.object({ place: PlaceRef, label: z.string() }).nullable().default(null),
  raccourcisUneTouche: z.boolean().default(true),
  /** True once the invitation to the first steps was followed or put away. */
  bienvenueVue: z.boolean().default(false),
  /** Notices of requests outside the window: of all, of those received only, or none. Of this desk alone. */
  notifications: z.enum(['toutes', 'recues', 'aucune']).default('toutes'),
  /** None before this instant; null when they are not suspended. */
  notificationsSuspenduesJusquA: z.iso.datetime().nullable().default(null),
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
const { notifications, notificationsSuspenduesJusquA, synonymes } = Settings.shape
export const SettingsPatch = z.object({
  theme: theme.unwrap().optional(),
  densite: densite.unwrap().optional(),
  tuilesEnLigne: tuilesEnLigne.unwrap().optional(),
  adressesEnLigne: adressesEnLigne.unwrap().optional(),
  monLieu: monLieu.unwrap().optional(),
  dernierLieu: dernierLieu.unwrap().optional(),
  raccourcisUneTouche: raccourcisUneTouche.unwrap().optional(),
  bienvenueVue: bienvenueVue.unwrap().optional(),
  notifications: notifications.unwrap().optional(),
  notificationsSuspenduesJusquA: notificationsSuspenduesJusquA.unwrap().optional(),
  synonymes: synonymes.unwrap().optional(),
})
export type SettingsPatch = z.infer<typeof SettingsPatch>

export const appContract = {
  procedures: {
    'app.info': procedure(z.void(), AppInfo),
    /** Opens an https, mailto or tel address with the system's program; anything else fails with `lien-refuse`. */
    'app.openExternal': procedure(z.object({ url: z.string().max(2083) }), z.void()),
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
