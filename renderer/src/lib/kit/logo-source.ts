import type { Logo } from '#shared/kit/kit.ts'

/** A logo as the address of an image, which nothing is fetched for. */
export const logoSource = ({ type, base64 }: Logo): string => `data:${type};base64,${base64}`
