import { parisDay } from '#shared/listing/days.ts'
import { described } from '../http/failures.ts'
import { runAvailability } from './campaigns-availability.ts'
import { runEnding } from './campaigns-ending.ts'
import { runKeepers } from './campaigns-keepers.ts'
import { type Campaign, CAMPAIGNS } from './campaigns-rules.ts'
import type { CampaignParts } from './campaigns-rows.ts'

/** E-mails about listings that nobody asks for (dora-backend.md §7.4), on a clock that tests can move. */

const JOB = 'campagnes'
/** In one go: the next hour takes the rest. */
const MOST_AT_ONCE = 200
const settingOf = (campaign: Campaign): string => `campagne-${campaign}`

const RUN: Readonly<Record<Campaign, (parts: CampaignParts, most: number) => Promise<number>>> = {
  'structure-orpheline': (parts, most) => runEnding(parts, 'structure-orpheline', most),
  'premier-service': (parts, most) => runEnding(parts, 'premier-service', most),
  'offre-a-jour': runKeepers,
  disponibilite: runAvailability,
}

export type Campaigns = {
  /** Does what is due, each campaign once a day. Answers how many acts were done; 0 when another replica is at it. */
  readonly run: () => Promise<number>
}

export const createCampaigns = (
  parts: CampaignParts & {
    /** Whether e-mails reach anyone: a reminder that nobody gets is not given. */
    readonly delivers: boolean
  },
): Campaigns => {
  const { store, log } = parts
  /** Each day's work is done once, by one replica: it reads every service. */
  const runOne = async (campaign: Campaign): Promise<number> => {
    const today = parisDay(parts.now())
    if ((await store.read((reader) => reader.setting(settingOf(campaign)))) === today) return 0
    const acts = await RUN[campaign](parts, MOST_AT_ONCE)
    if (acts < MOST_AT_ONCE) await store.write((writer) => writer.setSetting(settingOf(campaign), today))
    if (acts > 0) log.info({ campaign, acts }, 'reminders given')
    return acts
  }
  const work = async (): Promise<number> => {
    let acts = 0
    for (const campaign of CAMPAIGNS) {
      // One that fails keeps the others from nothing.
      try {
        acts += await runOne(campaign)
      } catch (error) {
        log.error({ job: JOB, campaign, ...described(error) }, 'job failed')
      }
    }
    return acts
  }
  return { run: async () => (parts.delivers ? ((await store.exclusively(JOB, work)) ?? 0) : 0) }
}
