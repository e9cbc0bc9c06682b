import { setTimeout as after } from 'node:timers/promises'
import { checkSiret } from '#shared/reference/siret.ts'
import { establishmentsOf, type Found, RegisterAnswer } from './answer.ts'
import { communesOf } from './arrondissements.ts'
import { askJson } from './ask.ts'
import { createMemory } from './memory.ts'
import { createPace } from './pace.ts'
import { type Sirene, type SireneEtablissement, SireneUnreachable } from './sirene.ts'

const TIMEOUT_MS = 5_000
/** The register takes seven a second from one address; the network may bring them closer together than they left. */
const PER_SECOND = 6
const KEEP_MS = 5 * 60_000
const KEPT = 1_000
const MOST = 30
const MIN_LETTERS = 3

export type SireneParts = {
  /** `https://recherche-entreprises.api.gouv.fr`, or what answers like it; with or without « / » at its end. */
  readonly base: string
  readonly timeoutMs?: number
  /** Milliseconds of a clock that never goes back; for tests. */
  readonly now?: () => number
  /** For tests. */
  readonly wait?: (ms: number) => Promise<void>
}

/** Signs mean nothing to the register, and some are refused. */
const words = (q: string): string => q.replace(/[^\p{L}\p{M}\p{N}'’&.-]+/gu, ' ').trim()

const withoutNamed = ({ named: _named, ...one }: Found): SireneEtablissement => one

/** The register asked through « recherche-entreprises » (no key). What is asked and answered is written nowhere. */
export const createSirene = (parts: SireneParts): Sirene => {
  const {
    base,
    timeoutMs = TIMEOUT_MS,
    now = () => performance.now(),
    wait = (ms) => after(ms, undefined, { ref: false }),
  } = parts
  const pace = createPace({ perSecond: PER_SECOND, maxWaitMs: TIMEOUT_MS, now, wait })
  const remember = createMemory<readonly Found[]>({ keepMs: KEEP_MS, most: KEPT, now })

  const ask = (asked: Readonly<Record<string, string>>): Promise<readonly Found[]> => {
    const url = new URL('search', base.endsWith('/') ? base : `${base}/`)
    // Without the names of directors, which nobody needs here.
    const query = { ...asked, page: '1', minimal: 'true', include: 'siege,matching_etablissements' }
    url.search = new URLSearchParams(query).toString()
    return remember(url.search, async () => {
      await pace.turn()
      const answer = RegisterAnswer.safeParse(await askJson(url, { timeoutMs, onHold: pace.hold }))
      if (!answer.success) throw new SireneUnreachable('reponse')
      return establishmentsOf(answer.data)
    })
  }

  return {
    bySiret: async (text) => {
      const { siret, etat } = checkSiret(text)
      if (etat === 'forme') return null
      const found = (await ask({ q: siret, per_page: '1' })).find((one) => one.siret === siret)
      return found === undefined ? null : withoutNamed(found)
    },
    search: async ({ q, codeInsee }) => {
      const asked = words(q)
      const communes = codeInsee === undefined ? null : communesOf(codeInsee)
      if (asked === '' || (communes === null && asked.length < MIN_LETTERS)) return []
      const found = await ask({
        q: asked,
        per_page: '25',
        limite_matching_etablissements: String(MOST),
        ...(communes === null ? {} : { code_commune: communes.join(',') }),
      })
      return found
        .filter(({ code_insee, named, siege }) => (named || siege) && (communes === null || communes.includes(code_insee)))
        .sort((a, b) => Number(b.siege) - Number(a.siege))
        .slice(0, MOST)
        .map(withoutNamed)
    },
  }
}
