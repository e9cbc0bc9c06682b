const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** « 340 ko », « 2,4 Mo ». */
export const formatBytes = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${number.format(Math.max(1, Math.round(bytes / 1024)))}\u00a0ko`
    : `${number.format(bytes / (1024 * 1024))}\u00a0Mo`
