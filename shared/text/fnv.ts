/** FNV-1a of 32 bits, as eight hexadecimal digits: tells texts apart, protects nothing. */
export const fnv = (text: string, seed: number): string => {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
