import { type Delai, DELAI_REPONSES } from '#shared/orientation/clocks.ts'
import { service as t } from '../../i18n/service.ts'

/** How long this service takes to answer, by its own answers; null while there are too few to say anything. */
export const delayWords = (delai: Delai | undefined): string | null =>
  delai === undefined || delai.reponses < DELAI_REPONSES ? null : t.delai(Math.round(delai.jours), delai.reponses)
