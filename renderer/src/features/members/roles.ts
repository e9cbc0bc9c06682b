import { people } from '../../i18n/people.ts'

export type RoleChoice = 'user' | 'admin'

export const ROLES = [
  { value: 'user', label: people.user, detail: people.userHelp },
  { value: 'admin', label: people.admin, detail: people.adminHelp },
] as const satisfies readonly { readonly value: RoleChoice; readonly label: string; readonly detail: string }[]
